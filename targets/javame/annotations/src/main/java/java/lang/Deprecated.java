package java.lang;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Says that something should no longer be used; for the compiler alone. */
@Retention(RetentionPolicy.SOURCE)
public @interface Deprecated {
}
