/** What a board implements, one small interface a device, and nothing else. Start at {@link nogc.hal.Transport}. */
package nogc.hal;
