package nogc.hal.net;

import nogc.hal.Clock;
import nogc.hal.Transport;
import nogc.hal.Uart;

/**
 * A serial line whose other end is a bridge to TCP: every byte goes through unchanged, and the bridge alone knows where
 * to and when it is connected. The line cannot tell that the far connection broke: the client's keep alive does.
 *
 * <p>{@link #open} drops what comes until the line was silent for a while, so that the rest of an earlier connection
 * is not taken for the start of the new one. A byte that the line lost breaks the stream. Blocks as long as the
 * {@link Uart} does; allocates nothing.
 */
public final class SerialTransport implements Transport {
    private final Uart line;
    private final Clock clock;
    private final int silence;
    private final byte[] dropped = new byte[16];
    private boolean opening;
    private int quietSince;

    /**
     * A transport that is closed.
     *
     * @param line to the bridge
     * @param clock of the board
     * @param silence milliseconds without a byte after which the line counts as empty, at least 0
     * @throws IllegalArgumentException if silence is negative
     */
    public SerialTransport(Uart line, Clock clock, int silence) {
        if (silence < 0) {
            throw new IllegalArgumentException("silence must be 0 or more milliseconds");
        }
        this.line = line;
        this.clock = clock;
        this.silence = silence;
    }

    /** The bridge decides where to: {@link #UNSUPPORTED}, unless host is null. */
    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return host == null ? 0 : UNSUPPORTED;
    }

    @Override
    public int open() {
        int now = clock.millis();
        if (!opening || line.read(dropped, 0, dropped.length) > 0) {
            opening = true;
            quietSince = now;
        }
        if (now - quietSince < silence) {
            return 0;
        }
        opening = false;
        line.lost(); // of what was dropped
        return 1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int count = line.read(buffer, offset, length);
        return line.lost() > 0 ? BROKEN : count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        return line.write(buffer, offset, length);
    }

    @Override
    public void close() {
        opening = false;
    }
}
