package nogc.hal.net;

import nogc.hal.Clock;
import nogc.hal.Uart;

/**
 * The serial line to a modem as a dialogue: one command at a time, its answer or its time-out, and what the modem says
 * unasked. A modem that is busy drops the command, so it is said again. Each {@link #poll} takes at most
 * {@value #READ_AHEAD} bytes from the line.
 */
final class AtPort {
    /** Tokens beside those of {@link AtReader}. */
    static final int PAYLOAD = 30;
    static final int TIME_OUT = 29;
    /** A payload did not end where its header said: bytes were lost. */
    static final int GARBLED = 28;

    private static final int READ_AHEAD = 32;
    private static final int BUSY_PAUSE = 200;

    private final Uart line;
    private final Clock clock;
    private final AtReader reader = new AtReader();
    private final AtWriter writer;
    private final byte[] ahead = new byte[READ_AHEAD];
    private int start;
    private int end;
    private int payload;
    private boolean checkingEnd;

    private boolean awaiting;
    private boolean prompting;
    private boolean repeatable;
    private boolean busy;
    private int since;
    private int timeout;
    private int busySince;
    private int heard;

    AtPort(Uart line, Clock clock, int longestCommand) {
        this.line = line;
        this.clock = clock;
        writer = new AtWriter(longestCommand);
    }

    int now() {
        return clock.millis();
    }

    /** Starts a command; put its parameters behind it and call {@link #send}. */
    AtWriter command(String text) {
        return writer.begin(text);
    }

    /**
     * Sends the command that was written.
     *
     * @param prompt whether the modem shall answer with a prompt
     * @param millis longest time to the last line of the answer
     */
    void send(boolean prompt, int millis) {
        writer.end();
        await(millis);
        prompting = prompt;
        repeatable = true;
        writer.flush(line);
    }

    /** Waits for a line that is not the answer to a command, or just for the time-out. */
    void await(int millis) {
        awaiting = true;
        prompting = false;
        repeatable = false;
        busy = false;
        since = now();
        timeout = millis;
    }

    /** The answer is complete. */
    void done() {
        awaiting = false;
        prompting = false;
        repeatable = false;
        busy = false;
    }

    /** Hands over bytes that are no command, and waits for no answer. */
    int give(byte[] bytes, int offset, int length) {
        return line.write(bytes, offset, length);
    }

    /** Says a line without waiting for its answer, as far as the serial line takes it now. */
    void mention(String text) {
        done();
        writer.begin(text);
        writer.flush(line);
    }

    /**
     * The next thing the modem says.
     *
     * @return a token; NONE if these bytes held none, or none came; TIME_OUT if none came and the answer is due
     */
    int poll() {
        writer.flush(line);
        if (start == end) {
            start = 0;
            end = line.read(ahead, 0, READ_AHEAD);
            if (end == 0) {
                return idle();
            }
            heard = now();
        }
        if (payload > 0) {
            return PAYLOAD;
        }
        while (start < end) {
            byte next = ahead[start++];
            if (checkingEnd) {
                checkingEnd = false;
                if (next != '\r') {
                    return GARBLED;
                }
            }
            int token = reader.accept(next, prompting);
            if (token == AtReader.READ || token == AtReader.PUSHED) {
                payload = reader.value();
                checkingEnd = token == AtReader.READ;
            } else if (token == AtReader.BUSY && repeatable) {
                busy = true;
                busySince = now();
            }
            if (token != AtReader.NONE) {
                return token;
            }
        }
        return AtReader.NONE;
    }

    private int idle() {
        if (!awaiting) {
            return AtReader.NONE;
        }
        int now = now();
        if (now - since >= timeout) {
            done();
            return TIME_OUT;
        }
        if (busy && now - busySince >= BUSY_PAUSE && writer.isFlushed()) {
            busy = false;
            writer.rewind();
            writer.flush(line);
        }
        return AtReader.NONE;
    }

    /** The number that belongs to the last token. */
    int value() {
        return reader.value();
    }

    /** Takes payload that came. */
    int take(byte[] buffer, int offset, int length) {
        int count = Math.min(length, Math.min(payload, end - start));
        System.arraycopy(ahead, start, buffer, offset, count);
        start += count;
        payload -= count;
        return count;
    }

    /** Drops payload that came. */
    void skip() {
        int count = Math.min(payload, end - start);
        start += count;
        payload -= count;
    }

    /** Whether bytes came since the last call that nobody took in time. */
    boolean lost() {
        return line.lost() > 0;
    }

    /** Whether no byte came for so long, and all that was to be said is said. */
    boolean isQuiet(int millis) {
        return now() - heard >= millis && writer.isFlushed();
    }

    /** Forgets what was expected: an answer, the rest of a line, of a payload. */
    void forget() {
        done();
        reader.reset();
        payload = 0;
        checkingEnd = false;
        heard = now();
    }
}
