package nogc.mqtt.store;

import nogc.mqtt.Result;
import nogc.mqtt.SessionRecords;
import nogc.mqtt.StoredMessage;
import nogc.mqtt.wire.BigEndian;

/**
 * The records of a session as bytes of the log, one way and back.
 * <pre>
 *   1 session   version (1) │ length of the client identifier (2) │ its CRC-32 (4) │ its FNV-1a (4)
 *   2 publish   identifier (2) │ flags (1) │ topic length (2) │ properties length (2) │ [tag (4)] │ [expiry (4)]
 *               │ [payload length (4), of a pulled one] │ topic │ properties │ payload
 *   3 sent      identifier (2)
 *   4 release   identifier (2) │ [tag (4)]
 *   5 done      identifier (2)
 *   6 receive   identifier (2) │ the application's state
 *   7 received  identifier (2)                              receive without a state
 *   8 forget    identifier (2)
 *   9 sealed                                                behind the snapshot that a run starts with
 * </pre>
 */
final class LogRecords implements SessionRecords {
    /** Bytes of the body that names the session. */
    static final int SESSION_LENGTH = 11;
    /** Bytes of properties that a record can hold. */
    static final int MOST_PROPERTIES = 65535;

    static final int SESSION = 1;
    static final int PUBLISH = 2;
    static final int SENT = 3;
    static final int RELEASE = 4;
    static final int DONE = 5;
    static final int RECEIVE = 6;
    static final int RECEIVED = 7;
    static final int FORGET = 8;
    static final int SEALED = 9;

    private static final int QOS = 0x03;
    private static final int RETAIN = 0x04;
    private static final int SENT_BEFORE = 0x08;
    private static final int PULLED = 0x10;
    private static final int TAG = 0x20;
    private static final int EXPIRY = 0x40;

    private static final int IDENTIFIER = 2;
    private static final int NUMBER = 4;

    private final LogWriter writer;
    private final StoredMessage message = new StoredMessage();

    LogRecords(LogWriter writer) {
        this.writer = writer;
    }

    /** Bytes of the record of a message. */
    static int length(StoredMessage of) {
        return LogWriter.recordLength(bodyLength(of));
    }

    private static int bodyLength(StoredMessage of) {
        return IDENTIFIER + 1 + 2 + 2 + (of.tag != 0 ? NUMBER : 0) + (of.expiry != 0 ? NUMBER : 0)
                + (of.pulled ? NUMBER : 0) + of.length();
    }

    /** Bytes of the record of a state, or of none. */
    static int stateLength(int length) {
        return LogWriter.recordLength(IDENTIFIER + length);
    }

    /** Bytes of the record of an outbound identifier alone. */
    static int identifierLength() {
        return LogWriter.recordLength(IDENTIFIER);
    }

    /** Bytes of the record of a release. */
    static int releaseLength(int tag) {
        return LogWriter.recordLength(IDENTIFIER + (tag != 0 ? NUMBER : 0));
    }

    // Written: there must be room in the sector.

    int session(byte[] body) {
        writer.begin(SESSION, body.length);
        writer.put(body, 0, body.length);
        return end();
    }

    int sealed() {
        writer.begin(SEALED, 0);
        return end();
    }

    @Override
    public int publish(StoredMessage of) {
        writer.begin(PUBLISH, bodyLength(of));
        writer.putU16(of.packetId);
        writer.putByte(of.qos | (of.retain ? RETAIN : 0) | (of.sent ? SENT_BEFORE : 0) | (of.pulled ? PULLED : 0)
                | (of.tag != 0 ? TAG : 0) | (of.expiry != 0 ? EXPIRY : 0));
        writer.putU16(of.topicLength);
        writer.putU16(of.propertiesLength);
        if (of.tag != 0) {
            writer.putI32(of.tag);
        }
        if (of.expiry != 0) {
            writer.putI32(of.expiry);
        }
        if (of.pulled) {
            writer.putI32(of.payloadLength);
        }
        writer.put(of.bytes, of.offset, of.length());
        return end();
    }

    @Override
    public int sent(int packetId) {
        return identifier(SENT, packetId);
    }

    @Override
    public int release(int packetId, int tag) {
        writer.begin(RELEASE, IDENTIFIER + (tag != 0 ? NUMBER : 0));
        writer.putU16(packetId);
        if (tag != 0) {
            writer.putI32(tag);
        }
        return end();
    }

    @Override
    public int done(int packetId) {
        return identifier(DONE, packetId);
    }

    @Override
    public int receive(int packetId, byte[] state, int offset, int length) {
        if (state == null) {
            return identifier(RECEIVED, packetId);
        }
        writer.begin(RECEIVE, IDENTIFIER + length);
        writer.putU16(packetId);
        writer.put(state, offset, length);
        return end();
    }

    @Override
    public int forget(int packetId) {
        return identifier(FORGET, packetId);
    }

    private int identifier(int type, int packetId) {
        writer.begin(type, IDENTIFIER);
        writer.putU16(packetId);
        return end();
    }

    private int end() {
        writer.endRecord();
        return writer.hasFailed() ? Result.STORE_FAILED : Result.OK;
    }

    // Read back.

    /**
     * Gives a record to the one who takes them, and answers as that one does; {@link Result#STORE_DAMAGED} if it has no
     * sense, though its CRC is right.
     */
    int replay(int type, byte[] bytes, int offset, int length, SessionRecords to) {
        if (length < IDENTIFIER || type == PUBLISH && !parse(bytes, offset, length)
                || type == RELEASE && length != IDENTIFIER && length != IDENTIFIER + NUMBER) {
            return Result.STORE_DAMAGED;
        }
        int packetId = BigEndian.u16(bytes, offset);
        int at = offset + IDENTIFIER;
        switch (type) {
            case PUBLISH:
                return to.publish(message);
            case SENT:
                return to.sent(packetId);
            case RELEASE:
                return to.release(packetId, length > IDENTIFIER ? BigEndian.i32(bytes, at) : 0);
            case DONE:
                return to.done(packetId);
            case RECEIVE:
                return to.receive(packetId, bytes, at, length - IDENTIFIER);
            case RECEIVED:
                return to.receive(packetId, null, 0, 0);
            case FORGET:
                return to.forget(packetId);
            default:
                return Result.STORE_DAMAGED;
        }
    }

    /** Reads a message; false if its lengths do not go together. */
    private boolean parse(byte[] bytes, int start, int length) {
        int head = IDENTIFIER + 1 + 2 + 2;
        int flags = length < head ? 0 : bytes[start + IDENTIFIER];
        boolean hasTag = (flags & TAG) != 0;
        boolean hasExpiry = (flags & EXPIRY) != 0;
        message.pulled = (flags & PULLED) != 0;
        head += (hasTag ? NUMBER : 0) + (hasExpiry ? NUMBER : 0) + (message.pulled ? NUMBER : 0);
        if (length < head) {
            return false;
        }
        message.packetId = BigEndian.u16(bytes, start);
        message.qos = flags & QOS;
        message.retain = (flags & RETAIN) != 0;
        message.sent = (flags & SENT_BEFORE) != 0;
        message.topicLength = BigEndian.u16(bytes, start + IDENTIFIER + 1);
        message.propertiesLength = BigEndian.u16(bytes, start + IDENTIFIER + 3);
        int at = start + IDENTIFIER + 5;
        message.tag = hasTag ? BigEndian.i32(bytes, at) : 0;
        at += hasTag ? NUMBER : 0;
        message.expiry = hasExpiry ? BigEndian.i32(bytes, at) : 0;
        int rest = length - head - message.topicLength - message.propertiesLength;
        message.payloadLength = message.pulled ? BigEndian.i32(bytes, start + head - NUMBER) : rest;
        message.bytes = bytes;
        message.offset = start + head;
        return message.packetId != 0 && message.topicLength > 0 && (message.qos == 1 || message.qos == 2)
                && message.payloadLength >= 0 && (message.pulled ? rest == 0 : rest >= 0);
    }
}
