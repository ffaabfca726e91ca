package nogc.hal.net;

import nogc.hal.Clock;
import nogc.hal.Pin;
import nogc.hal.Transport;
import nogc.hal.Uart;

/**
 * TCP or TLS by way of a modem that speaks the AT commands of Espressif's ESP-AT, 2.0 or later (ESP32, ESP8266 and
 * their kin), over a serial line: joins the access point, again when it was lost, connects, sends and receives.
 *
 * <p>No method waits: each looks at no more than a few hundred bytes that came and says what is next, so {@link #open}
 * is called again and again until it is not 0, and its whole way may take {@code joinTimeout + connectTimeout} and some
 * seconds: give a client that much time ({@code Config.connectTimeout}). Each step has a time-out of its own, after
 * which open ends with a code; {@link #cause} says more. A modem that does not answer is reset, by its pin if there is
 * a {@link Pin} to it, else by AT+RST. Nothing is allocated after construction.
 *
 * <p>{@link #write} takes one chunk at a time and counts its last byte only when the modem said SEND OK; until then it
 * answers 0, and who calls it offers that byte again, as a stream asks anyway. SEND OK means that the modem's TCP took
 * the bytes, not that the server has them.
 *
 * <p>The modem says ERROR for a refused connection and for a silent server alike, so both are {@link #UNREACHABLE}; so
 * is a TLS handshake that fails.
 */
public final class ModemTransport implements Transport {
    /** Nothing is wrong. */
    public static final int NONE = 0;
    /** The access point did not answer in time; 1 to 4 are the modem's own codes. */
    public static final int JOIN_TIMEOUT = 1;
    /** The password is wrong. */
    public static final int WRONG_PASSWORD = 2;
    /** There is no such access point. */
    public static final int NO_ACCESS_POINT = 3;
    /** The access point refused. */
    public static final int JOIN_REFUSED = 4;
    /** The access point could not be joined, for a reason that the modem did not give. */
    public static final int JOIN_FAILED = 5;
    /** The server did not take the connection, or the host has no address, or TLS failed. */
    public static final int NO_CONNECTION = 6;
    /** The modem did not answer in time: it may be off, at another speed, or not wired. */
    public static final int SILENT = 7;
    /** The modem started anew by itself: look at its power supply. */
    public static final int REBOOTED = 8;
    /** The access point was lost. */
    public static final int ACCESS_POINT_LOST = 9;
    /** Bytes were lost on the serial line. */
    public static final int BYTES_LOST = 10;
    /** The modem refused a command that each ESP-AT knows: it is another modem, or TLS is not in its firmware. */
    public static final int COMMAND_REFUSED = 11;
    /** The modem could not send, or the connection ended before what was taken to be sent had left. */
    public static final int NOT_SENT = 12;

    private final ModemOptions options;
    private final ModemLink link;
    private final ModemSetup setup;
    private boolean open;

    /**
     * A transport that is closed, and a modem of which nothing is known.
     *
     * @param line to the modem, 8N1 at the speed that the modem was set to (115,200 baud when new)
     * @param clock of the board
     * @param resetPin an open-drain output, high, to the modem's reset pin (EN or RST of an ESP module), which low
     *     holds; or null without such a wire
     * @param options where to; read now
     * @throws IllegalArgumentException if an option is out of range, with a message that says which
     */
    public ModemTransport(Uart line, Clock clock, Pin resetPin, ModemOptions options) {
        String problem = options.problem();
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        this.options = options;
        AtPort port = new AtPort(line, clock, options.longestCommand());
        link = new ModemLink(port, options);
        setup = new ModemSetup(port, link, options, resetPin);
    }

    /** {@link #UNSUPPORTED} for a host that has more than 64 bytes, or one that cannot stand in a command. */
    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        if (host != null && !ModemOptions.isHost(host, offset, length)) {
            return UNSUPPORTED;
        }
        int number = port == 0 ? options.port : port;
        if (host == null) {
            setup.endpoint(options.host, 0, options.host.length, number);
        } else {
            setup.endpoint(host, offset, length, number);
        }
        return 0;
    }

    @Override
    public int open() {
        int result = setup.proceed();
        open = result > 0;
        return result;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return open ? link.read(buffer, offset, length) : BROKEN;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        return open ? link.write(buffer, offset, length) : BROKEN;
    }

    /** Drops the stream. The modem is told at once if it listens, else when {@link #open} is called next. */
    @Override
    public void close() {
        if (setup.isUnderWay()) {
            setup.abandon();
        } else if (open) {
            link.close();
        }
        open = false;
    }

    /**
     * Why the last opening failed or the stream died, for a person who looks for a fault.
     *
     * @return {@link #NONE} or one of the constants below it
     */
    public int cause() {
        return setup.trouble() != NONE ? setup.trouble() : link.failure();
    }
}
