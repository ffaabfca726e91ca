package nogc.mqtt.store;

import nogc.mqtt.Result;
import nogc.mqtt.SessionRecords;
import nogc.mqtt.StoredMessage;
import nogc.mqtt.wire.BigEndian;

/**
 * The bodies of the log's records, one way and back.
 * <pre>
 *   1 publish   identifier (2) │ flags (1) │ topic length (2) │ properties length (2) │ [tag (4)] │ [expiry (4)]
 *               │ [payload length (4), of a pulled one] │ topic │ properties │ payload
 *   2 receive   identifier (2) │ the application's state
 *   3 received  identifier (2)                              receive without a state
 *   4 sent      identifier (2)
 *   5 release   identifier (2) │ [tag (4)]
 *   6 done      identifier (2)
 *   7 forget    identifier (2)
 *   8 session   length of the client identifier (2) │ [CRC-32 over it and the version (4)]
 *   9 sealed                                                behind the snapshot that a run starts with
 *  10 opened                                                see {@link LogSectors}
 * </pre>
 * A number in brackets is left out if it is 0.
 */
final class LogRecords {
    static final int PUBLISH = 1;
    static final int RECEIVE = 2;
    /** The last one that adds to what lives. */
    static final int RECEIVED = 3;
    static final int SENT = 4;
    static final int RELEASE = 5;
    static final int DONE = 6;
    static final int FORGET = 7;
    static final int SESSION = 8;
    static final int SEALED = 9;
    static final int OPENED = 10;

    /** Bytes of an array that holds type, length and the first part of each body. */
    static final int LONGEST_HEAD = LogSectors.HEAD + 2 + 1 + 2 + 2 + 3 * 4;
    /** Bytes of properties that a record can hold. */
    static final int MOST_PROPERTIES = 65535;

    private static final int QOS = 0x03;
    private static final int RETAIN = 0x04;
    private static final int SENT_BEFORE = 0x08;
    private static final int PULLED = 0x10;
    private static final int TAG = 0x20;
    private static final int EXPIRY = 0x40;

    private static final int IDENTIFIER = 2;
    private static final int NUMBER = 4;
    /** Bytes of the two releases of a message that is given up, which may be more than its publish takes. */
    static final int LONGEST_END = 2 * (LogSectors.HEAD + IDENTIFIER + NUMBER + LogSectors.CHECK);
    /** Where a body goes on behind the identifier. */
    private static final int BEHIND = LogSectors.HEAD + IDENTIFIER;

    private final byte[] head;
    private final byte[] buffer;
    private final StoredMessage message = new StoredMessage();
    /** Of the next number that a message has or not. */
    private int at;

    /** Writes heads into an array, each from {@link LogSectors#HEAD} on, and reads bodies out of a buffer. */
    LogRecords(byte[] head, byte[] buffer) {
        this.head = head;
        this.buffer = buffer;
    }

    /** Writes an identifier and a number; answers where the head ends. */
    int identifier(int packetId, int number) {
        int end = BigEndian.putU16(head, LogSectors.HEAD, packetId);
        return number == 0 ? end : BigEndian.putI32(head, end, number);
    }

    /** Writes all of a message but its bytes; answers where the head ends. */
    int publish(StoredMessage of) {
        int flags = identifier(of.packetId, 0);
        head[flags] = (byte) (of.qos | (of.retain ? RETAIN : 0) | (of.sent ? SENT_BEFORE : 0));
        at = BigEndian.putU16(head, BigEndian.putU16(head, flags + 1, of.topicLength), of.propertiesLength);
        putNumber(of.tag != 0, TAG, of.tag);
        putNumber(of.expiry != 0, EXPIRY, of.expiry);
        putNumber(of.pulled, PULLED, of.payloadLength);
        return at;
    }

    private void putNumber(boolean present, int flag, int value) {
        if (present) {
            head[BEHIND] |= flag;
            at = BigEndian.putI32(head, at, value);
        }
    }

    /**
     * Gives a record of a session to the one who takes them, and answers as that one does; {@link Result#STORE_DAMAGED}
     * if it has no sense, though its CRC is right.
     */
    int replay(int type, int length, SessionRecords to) {
        int packetId = BigEndian.u16(buffer, LogSectors.HEAD);
        if (length < IDENTIFIER || type == PUBLISH && !parse(packetId, length)) {
            return Result.STORE_DAMAGED;
        }
        switch (type) {
            case PUBLISH:
                return to.publish(message);
            case RECEIVE:
                return to.receive(packetId, buffer, BEHIND, length - IDENTIFIER);
            case RECEIVED:
                return to.receive(packetId, null, 0, 0);
            case SENT:
                return to.sent(packetId);
            case RELEASE:
                return to.release(packetId, number(length));
            case DONE:
                return to.done(packetId);
            case FORGET:
                return to.forget(packetId);
            default:
                return Result.STORE_DAMAGED;
        }
    }

    /** Whether a record names the session of a client identifier with that length and check sum. */
    boolean isSession(int length, int nameLength, int nameCheck) {
        return BigEndian.u16(buffer, LogSectors.HEAD) == nameLength && number(length) == nameCheck;
    }

    /** The number behind an identifier, or 0. */
    private int number(int length) {
        at = BEHIND;
        return takeNumber(length - IDENTIFIER);
    }

    /** Reads a message; false if its lengths do not go together. */
    private boolean parse(int packetId, int length) {
        int flags = buffer[BEHIND];
        message.packetId = packetId;
        message.qos = flags & QOS;
        message.retain = (flags & RETAIN) != 0;
        message.sent = (flags & SENT_BEFORE) != 0;
        message.pulled = (flags & PULLED) != 0;
        message.topicLength = BigEndian.u16(buffer, BEHIND + 1);
        message.propertiesLength = BigEndian.u16(buffer, BEHIND + 3);
        at = BEHIND + 5;
        message.tag = takeNumber(flags & TAG);
        message.expiry = takeNumber(flags & EXPIRY);
        int elsewhere = takeNumber(flags & PULLED);
        int rest = LogSectors.HEAD + length - at - message.topicLength - message.propertiesLength;
        message.payloadLength = message.pulled ? elsewhere : rest;
        message.bytes = buffer;
        message.offset = at;
        return (rest | message.payloadLength) >= 0;
    }

    private int takeNumber(int present) {
        if (present == 0) {
            return 0;
        }
        at += NUMBER;
        return BigEndian.i32(buffer, at - NUMBER);
    }
}
