package java.lang.annotation;

/** What every annotation type extends; the compiler needs to find it. */
public interface Annotation {
}
