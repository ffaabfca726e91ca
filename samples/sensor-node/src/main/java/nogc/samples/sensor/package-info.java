/**
 * A device that reports a temperature and obeys a set-point, on any target: {@link nogc.samples.sensor.SensorNode}
 * needs a transport, a clock, randomness and a thermometer of {@link nogc.hal}, and nothing else.
 */
package nogc.samples.sensor;
