package nogc.mqtt.store;

import nogc.mqtt.Result;
import nogc.mqtt.SessionRecords;
import nogc.mqtt.StoredMessage;

/**
 * The bodies of the log's records, one way and back.
 * <pre>
 *   1 publish   identifier (2) │ flags (1) │ properties length (3) │ topic length (2)
 *               │ [tag (4) │ expiry and 1 (4) │ payload length of a pulled one, else 0 (4)]
 *               │ topic │ properties │ payload
 *   2 receive   identifier (2) │ the application's state, if there is one
 *   3 sent      identifier (2)
 *   4 release   identifier (2) │ [tag (4)]
 *   5 done      identifier (2)
 *   6 forget    identifier (2)
 *   7 session   0 (2) │ [CRC-32 over version and client identifier (4)]
 *   8 sealed    0 (2)                                       behind the snapshot that a run starts with
 *   9 opened                                                see {@link LogSectors}
 * </pre>
 * What is in brackets is left out if it is 0.
 */
final class LogRecords implements SessionRecords {
    static final int PUBLISH = 1;
    static final int RECEIVE = 2;
    static final int SENT = 3;
    static final int RELEASE = 4;
    static final int DONE = 5;
    static final int FORGET = 6;
    static final int SESSION = 7;
    static final int SEALED = 8;
    static final int OPENED = 9;

    private static final int QOS = 0x03;
    private static final int RETAIN = 0x04000000;
    private static final int SENT_BEFORE = 0x08000000;
    private static final int PULLED = 0x10000000;
    private static final int NUMBERS = 0x20000000;
    /** Bytes of a number that may be left out. */
    private static final int NUMBER = 4;

    private static final int IDENTIFIER = 2;
    private static final int QOS_SHIFT = 24;
    private static final int PROPERTIES_LENGTH = 0xFFFFFF;
    /** Bytes of a message's body without its numbers, topic, properties and payload. */
    private static final int MESSAGE = IDENTIFIER + 4 + 2;

    /**
     * Bytes that a record takes at most beside topic, properties and payload, or state; and what both releases of a
     * message that is given up take together.
     */
    static final int MOST_BESIDE = LogSectors.HEAD + MESSAGE + 3 * NUMBER + LogSectors.CHECK;

    private final LogRun run;
    private final byte[] buffer;
    private final StoredMessage message = new StoredMessage();
    /** Of the next number in the buffer. */
    private int at;

    /** Writes to a run, and reads bodies out of a buffer. */
    LogRecords(LogRun run, byte[] buffer) {
        this.run = run;
        this.buffer = buffer;
        message.bytes = buffer;
    }

    @Override
    public int publish(StoredMessage of) {
        int flags = of.qos << QOS_SHIFT;
        if (of.retain) {
            flags |= RETAIN;
        }
        if (of.sent) {
            flags |= SENT_BEFORE;
        }
        int elsewhere = 0;
        if (of.pulled) {
            flags |= PULLED;
            elsewhere = of.payloadLength;
        }
        int length = of.length();
        int body = MESSAGE + length;
        int expiry = of.expiry + 1;
        int size = 0;
        if ((of.tag | expiry | elsewhere) != 0) {
            flags |= NUMBERS;
            size = NUMBER;
            body += 3 * NUMBER;
        }
        run.start(PUBLISH, body, 3 * NUMBER);
        run.number(of.packetId, IDENTIFIER);
        run.number(flags | of.propertiesLength, 4);
        run.number(of.topicLength, 2);
        run.number(of.tag, size);
        run.number(expiry, size);
        run.number(elsewhere, size);
        return run.end(of.bytes, of.offset, length);
    }

    @Override
    public int receive(int packetId, byte[] state, int offset, int length) {
        int bytes = state == null ? 0 : length;
        run.start(RECEIVE, IDENTIFIER + bytes, 0);
        run.number(packetId, IDENTIFIER);
        return run.end(state, offset, bytes);
    }

    @Override
    public int sent(int packetId) {
        return append(SENT, packetId, 0);
    }

    @Override
    public int release(int packetId, int tag) {
        return append(RELEASE, packetId, tag);
    }

    @Override
    public int done(int packetId) {
        return append(DONE, packetId, 0);
    }

    @Override
    public int forget(int packetId) {
        return append(FORGET, packetId, 0);
    }

    int append(int type, int packetId, int number) {
        int size = number == 0 ? 0 : NUMBER;
        run.start(type, IDENTIFIER + size, type == RELEASE ? MOST_BESIDE / 2 : 0);
        run.number(packetId, IDENTIFIER);
        run.number(number, size);
        return run.end(null, 0, 0);
    }

    /**
     * Gives a record of a session to the one who takes them, and answers as that one does; {@link Result#STORE_DAMAGED}
     * if it has no sense, though its CRC is right.
     *
     * @param session the number that the record of the session has
     */
    int replay(int type, int length, int session, SessionRecords to) {
        at = LogSectors.HEAD;
        int packetId = take(IDENTIFIER);
        int rest = length - IDENTIFIER;
        if (rest < 0) {
            return Result.STORE_DAMAGED;
        }
        switch (type) {
            case PUBLISH:
                return parse(packetId, length) ? to.publish(message) : Result.STORE_DAMAGED;
            case RECEIVE:
                return to.receive(packetId, rest == 0 ? null : buffer, at, rest);
            case SENT:
                return to.sent(packetId);
            case RELEASE:
                return to.release(packetId, take(rest));
            case DONE:
                return to.done(packetId);
            case FORGET:
                return to.forget(packetId);
            case SESSION:
                return take(rest) == session ? Result.OK : Result.STORE_OTHER_SESSION;
            case SEALED:
                return Result.OK;
            default:
                return Result.STORE_DAMAGED;
        }
    }

    /** Reads a message; false if its lengths do not go together. */
    private boolean parse(int packetId, int length) {
        int flags = take(4);
        message.packetId = packetId;
        message.propertiesLength = flags & PROPERTIES_LENGTH;
        message.qos = flags >>> QOS_SHIFT & QOS;
        message.retain = (flags & RETAIN) != 0;
        message.sent = (flags & SENT_BEFORE) != 0;
        message.pulled = (flags & PULLED) != 0;
        message.topicLength = take(2);
        int size = (flags & NUMBERS) == 0 ? 0 : NUMBER;
        message.tag = take(size);
        message.expiry = take(size) - 1;
        int elsewhere = take(size);
        int left = LogSectors.HEAD + length - at - message.topicLength - message.propertiesLength;
        message.payloadLength = message.pulled ? elsewhere : left;
        message.offset = at;
        return (left | message.payloadLength) >= 0;
    }

    /** The next number of so many bytes, 0 of none. */
    private int take(int bytes) {
        int value = 0;
        for (int left = bytes; left > 0; left--) {
            value = value << 8 | buffer[at++] & 0xFF;
        }
        return value;
    }
}
