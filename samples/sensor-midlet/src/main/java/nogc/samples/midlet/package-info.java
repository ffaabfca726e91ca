/**
 * The sensor node on a Java ME machine: {@link nogc.samples.midlet.SensorMidlet}, and over MQTT-SN
 * {@link nogc.samples.midlet.SnSensorMidlet}, where an application manager starts MIDlets or IMlets,
 * {@link nogc.samples.midlet.SensorMain} where there is a {@code main}. Each is a suite of its own.
 */
package nogc.samples.midlet;
