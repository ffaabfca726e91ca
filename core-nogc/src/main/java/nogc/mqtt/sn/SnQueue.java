package nogc.mqtt.sn;

import nogc.mqtt.wire.BigEndian;

/**
 * Messages and requests that are not yet acknowledged, oldest first, in one array. Whatever ends gives its room back at
 * once: what stands behind it moves up.
 * <pre>
 * Length (2) │ type (1) │ Flags (1) │ topic (2) │ MsgId (2) │ handle (4) │ tag (4) │ data
 * </pre>
 * The type is PUBLISH, PUBREL (a QoS 2 message after PUBREC), SUBSCRIBE or UNSUBSCRIBE; Flags are those of the wire and
 * {@link #REGISTERED_AGAIN}; topic is an id, the octets of a short name, or the entry of a normal topic; MsgId is 0
 * until it is first sent. Allocates nothing after construction.
 */
final class SnQueue {
    /** Octets of a record in front of its data. */
    static final int HEAD = 16;
    /** No record. */
    static final int NONE = -1;
    /** In Flags, which have it in CONNECT alone: the gateway of this connection forgot the topic once already. */
    static final int REGISTERED_AGAIN = SnFlags.WILL;

    private final byte[] bytes;
    private int end;

    SnQueue(int capacity) {
        bytes = new byte[capacity];
    }

    int capacity() {
        return bytes.length;
    }

    int free() {
        return bytes.length - end;
    }

    boolean isEmpty() {
        return end == 0;
    }

    /** The first record, or NONE. */
    int first() {
        return end == 0 ? NONE : 0;
    }

    /** The record behind one, or NONE. */
    int next(int record) {
        int next = record + BigEndian.u16(bytes, record);
        return next == end ? NONE : next;
    }

    /** The record that moved up to here, or NONE. */
    int at(int record) {
        return record < end ? record : NONE;
    }

    /** Names are registered anew: none of them was forgotten yet. */
    void connected() {
        for (int record = first(); record != NONE; record = next(record)) {
            setFlags(record, flags(record) & ~REGISTERED_AGAIN);
        }
    }

    /** Appends a record, for whose data there is room, and returns the index where its data goes. */
    int add(int type, int flags, int topic, int handle, int tag, int length) {
        int at = BigEndian.putU16(bytes, end, HEAD + length);
        bytes[at] = (byte) type;
        bytes[at + 1] = (byte) flags;
        at = BigEndian.putU16(bytes, at + 2, topic);
        at = BigEndian.putU16(bytes, at, 0);
        at = BigEndian.putI32(bytes, at, handle);
        at = BigEndian.putI32(bytes, at, tag);
        end += HEAD + length;
        return at;
    }

    /** Where the last octets of the last record are. */
    int lastOctets(int count) {
        return end - count;
    }

    /** Removes a record and returns how many octets those behind it moved up. */
    int remove(int record) {
        int length = BigEndian.u16(bytes, record);
        end -= length;
        System.arraycopy(bytes, record + length, bytes, record, end - record);
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    int type(int record) {
        return bytes[record + 2];
    }

    void setType(int record, int type) {
        bytes[record + 2] = (byte) type;
    }

    int flags(int record) {
        return bytes[record + 3] & 0xFF;
    }

    void setFlags(int record, int flags) {
        bytes[record + 3] = (byte) flags;
    }

    int topic(int record) {
        return BigEndian.u16(bytes, record + 4);
    }

    int msgId(int record) {
        return BigEndian.u16(bytes, record + 6);
    }

    void setMsgId(int record, int msgId) {
        BigEndian.putU16(bytes, record + 6, msgId);
    }

    int handle(int record) {
        return BigEndian.i32(bytes, record + 8);
    }

    int tag(int record) {
        return BigEndian.i32(bytes, record + 12);
    }

    int dataOffset(int record) {
        return record + HEAD;
    }

    int dataLength(int record) {
        return BigEndian.u16(bytes, record) - HEAD;
    }
}
