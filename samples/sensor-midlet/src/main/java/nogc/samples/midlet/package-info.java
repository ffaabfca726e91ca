/**
 * The sensor node on a Java ME machine: {@link nogc.samples.midlet.SensorMidlet} where an application manager starts
 * MIDlets or IMlets, {@link nogc.samples.midlet.SensorMain} where there is a {@code main}.
 */
package nogc.samples.midlet;
