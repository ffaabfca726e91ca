/**
 * Sensors, buses and pins of a Raspberry Pi over files and devices of the Linux kernel that are opened once and kept,
 * so that a reading allocates nothing. Start at {@link nogc.raspberrypi.Sensor}.
 */
package nogc.raspberrypi;
