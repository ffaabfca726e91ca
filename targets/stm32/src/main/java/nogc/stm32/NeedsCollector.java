package nogc.stm32;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A program, at the class with its {@code main}, that makes garbage or catches exceptions: it is built with
 * {@code PROFILE=gc} only, and a build with another profile says so before it begins.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface NeedsCollector {
}
