/**
 * The client as a static library for C programs: {@link nogc.stm32.lib.Library} is what the public header
 * {@code nogc_mqtt.h} calls, {@code nogc_mqtt.c} the thin layer between the two.
 */
package nogc.stm32.lib;
