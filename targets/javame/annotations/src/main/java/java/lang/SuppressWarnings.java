package java.lang;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Silences a warning of the compiler; for the compiler alone. */
@Retention(RetentionPolicy.SOURCE)
public @interface SuppressWarnings {
    /** The names of the warnings. */
    String[] value();
}
