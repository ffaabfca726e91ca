package java.lang.annotation;

/** How far an annotation reaches. */
public @interface Retention {
    /** The farthest place. */
    RetentionPolicy value();
}
