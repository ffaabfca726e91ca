package nogc.hal.net;

/**
 * A chunk on its way out, a copy, since the modem must get exactly the bytes that it was promised.
 * <pre>
 *   offer   QUEUED   AT+CIPSEND=n   ASKED   OK &gt;   RELEASED   the n bytes   GIVEN   SEND OK   ACCEPTED   offer
 * </pre>
 */
final class ModemChunk {
    private static final int EMPTY = 0;
    private static final int QUEUED = 1;
    private static final int ASKED = 2;
    private static final int RELEASED = 3;
    private static final int GIVEN = 4;
    private static final int ACCEPTED = 5;

    private final byte[] bytes;
    private int length;
    private int given;
    private int state = EMPTY;

    ModemChunk(int size) {
        bytes = new byte[size];
    }

    /**
     * Takes a chunk, all of it but the last byte, which counts as taken once the modem said SEND OK: so the caller
     * comes back until then, however little it reads meanwhile, and what it was told to be sent has left.
     *
     * @return bytes taken, that one of the chunk before included
     */
    int offer(byte[] buffer, int offset, int count) {
        int taken = 0;
        if (state == ACCEPTED) {
            state = EMPTY;
            taken = 1;
        }
        if (state == EMPTY && count > taken) {
            length = Math.min(count - taken, bytes.length);
            System.arraycopy(buffer, offset + taken, bytes, 0, length);
            state = QUEUED;
            taken += length - 1;
        }
        return taken;
    }

    boolean isQueued() {
        return state == QUEUED;
    }

    /** Whether there is a chunk of which the modem did not say that it left. */
    boolean isUnsent() {
        return state >= QUEUED && state <= GIVEN;
    }

    /** Whether the modem waits for bytes of ours, or is to say what became of them. */
    boolean isOwed() {
        return state >= ASKED && state <= GIVEN;
    }

    void ask(AtPort port, int timeout) {
        state = ASKED;
        port.command("AT+CIPSEND=").number(length);
        port.send(true, timeout);
    }

    /** The prompt came. */
    void release(AtPort port, int timeout) {
        state = RELEASED;
        given = 0;
        port.await(timeout);
    }

    /** Hands over what the serial line takes now. */
    void give(AtPort port) {
        if (state == RELEASED) {
            given += port.give(bytes, given, length - given);
            if (given == length) {
                state = GIVEN;
            }
        }
    }

    /** SEND OK; false if it cannot mean this chunk. */
    boolean accept() {
        if (state != GIVEN) {
            return false;
        }
        state = ACCEPTED;
        return true;
    }

    /** Whether the modem heard the number that it was told. */
    boolean hasLength(int count) {
        return count == length;
    }

    void drop() {
        state = EMPTY;
    }
}
