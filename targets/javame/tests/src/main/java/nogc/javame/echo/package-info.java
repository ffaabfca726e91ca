/** What runs in the emulator to be tested besides the sensor node. */
package nogc.javame.echo;
