package nogc.mqtt;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the clauses of the standard that a test proves, each with the version of MQTT that it stands in:
 * {@code @Clause({"5.0:MQTT-3.3.4-7", "3.1.1:MQTT-3.3.1-2"})}. On a type it holds for each of its tests.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Clause {
    /** Clause identifiers, each {@code "5.0:MQTT-…"} or {@code "3.1.1:MQTT-…"}. */
    String[] value();
}
