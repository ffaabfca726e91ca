package java.lang;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Says that a method replaces an inherited one; for the compiler alone. */
@Retention(RetentionPolicy.SOURCE)
public @interface Override {
}
