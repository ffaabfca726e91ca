/**
 * Ways to the network that need nothing of a board but the devices of {@link nogc.hal}.
 *
 * <p>{@link nogc.hal.net.SerialTransport} is a line whose other end is connected already.
 * {@link nogc.hal.net.SerialDatagrams} is a line that carries datagrams instead, whatever it loses.
 * {@link nogc.hal.net.ModemTransport} has a modem connect; behind it, bottom to top:
 * <pre>
 *   AtReader, AtWriter   bytes and lines           a line not understood, a text not escaped
 *   AtPort               one command at a time     a busy modem not told again, a time-out too early
 *   ModemLink            the open connection       bytes lost or doubled; ModemChunk is what goes out
 *   ModemRest            to where it listens       a modem that stays stuck
 *   ModemSetup           from there to connected   a step missing; ModemCommands says how it is spelt
 *   ModemState           what is known of it       joined although it is not, not told what it forgot
 * </pre>
 */
package nogc.hal.net;
