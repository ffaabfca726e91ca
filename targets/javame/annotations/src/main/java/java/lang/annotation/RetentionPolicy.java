package java.lang.annotation;

/** How far an annotation may reach. */
public enum RetentionPolicy {
    /** It is gone after compilation. */
    SOURCE,
    /** It stands in the class file. */
    CLASS,
    /** It can be read by reflection. */
    RUNTIME
}
