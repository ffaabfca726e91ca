/**
 * A Raspberry Pi as a service: {@link nogc.samples.pi.PiNode} reads one file ({@link nogc.samples.pi.Settings}) and
 * serves a {@link nogc.samples.sensor.DeviceNode} over it.
 */
package nogc.samples.pi;
