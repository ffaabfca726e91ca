/** Sensors that need nothing of a board but the devices of {@link nogc.hal}. */
package nogc.hal.sensor;
