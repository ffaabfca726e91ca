package nogc.mqtt.session;

import nogc.mqtt.PayloadSource;
import nogc.mqtt.StoredMessage;

/**
 * What waits to be written or answered: a PUBLISH, SUBSCRIBE or UNSUBSCRIBE.
 * <pre>
 *                 ┌────────── connection lost, session resumed: again, with DUP ──────────┐
 *                 ▼                                                                       │
 * PUBLISH      QUEUED ──first byte──▶ WRITING ──last byte──▶ SENT ──PUBACK──▶ (free)      │
 *                                        │  └─────────────────│──────────────────────────┘
 *                                  QoS 0 └▶ (free)            └─PUBREC─▶ RELEASE ─▶ RELEASED ──PUBCOMP──▶ (free)
 *                                                                           ▲ lost, resumed │
 *                                                                           └───────────────┘
 * SUBSCRIBE    REQUEST ──────────────▶ REQUESTED ──SUBACK──▶ (free)      lost: (free), CONNECTION_LOST
 * </pre>
 * Its state is set by {@link OutboundSlots}, which counts the states.
 */
final class OutboundSlot {
    // States.
    static final int FREE = 0;
    /** PUBLISH to be written, for the first time or again. */
    static final int QUEUED = 1;
    /** PUBLISH whose head is written and whose payload is not, wholly. */
    static final int WRITING = 2;
    /** PUBLISH that waits for PUBACK or PUBREC. */
    static final int SENT = 3;
    /** PUBREL to be written. */
    static final int RELEASE = 4;
    /** PUBREL that waits for PUBCOMP. */
    static final int RELEASED = 5;
    /** SUBSCRIBE or UNSUBSCRIBE to be written. */
    static final int REQUEST = 6;
    /** SUBSCRIBE or UNSUBSCRIBE that waits for its answer. */
    static final int REQUESTED = 7;

    // Flags.
    static final int RETAIN = 0x04;
    /** A byte of this PUBLISH of QoS 1 or 2 has left: the next time DUP is set, and it does not expire any more. */
    static final int ATTEMPTED = 0x08;
    /** It holds a unit of this connection's send quota. */
    static final int COUNTED = 0x10;
    /** A request that is UNSUBSCRIBE. */
    static final int UNSUBSCRIBE = 0x20;
    /** Not of this application's making, so its handle is 0: a request of the fixed list, a message of a store. */
    static final int OWN = 0x40;
    /** All bytes of this PUBLISH were given to a transport once: the server may have it. */
    static final int WHOLE = 0x80;
    /** PUBREL without PUBREC: the application was told of the end, and only the identifier is still taken. */
    static final int GIVEN_UP = 0x100;
    /** The store holds a record of it. */
    static final int RECORDED = 0x200;
    /** The store holds a record that a byte of it may have left; without it none may leave. */
    static final int MARKED = 0x400;
    /** Its payload comes from a source, which after a restart is to be opened again. */
    static final int PULLED = 0x800;
    /** The application wants it no more: it ends with the next poll. */
    static final int CANCELLED = 0x1000;
    /** Its Message Expiry Interval begins at the next look at the time. */
    static final int UNSTARTED = 0x2000;

    private static final int NUMBER_BITS = 10;

    int state = FREE;
    /** Of a PUBLISH; 0 of a request. */
    int qos;
    int flags;
    int packetId;
    /** Where its record starts in the ring; {@link TxRing#NO_ROOM} if it has none there. */
    int offset;
    int topicLength;
    int propertiesLength;
    /** Bytes of the packet's payload: the message of PUBLISH, the filters of SUBSCRIBE and UNSUBSCRIBE. */
    int payloadLength;
    /** In which second of {@link Expiry} a PUBLISH expires; 0: never. */
    int expiry;
    /** Of a RELEASE: its place in the order of the PUBRECs. */
    int place;
    /** Of a request: number of filters. */
    int filters;
    int alias;
    /** The application's own number for it. */
    int tag;
    /** Where the payload comes from if it is not in the ring. */
    PayloadSource source;

    /** Bits 0-9: which slot it is, from 1 on; above: how often it was taken. */
    private int handle;
    /** The next newer one in use, or the next free one. */
    OutboundSlot next;
    OutboundSlot previous;

    OutboundSlot(int number) {
        handle = number;
    }

    /** Its handle of an earlier message is stale from now on. */
    void renew() {
        do {
            handle = handle + (1 << NUMBER_BITS) & Integer.MAX_VALUE;
        } while (handle == 0); // of slot 1,024, whose low bits are 0
    }

    /** What the application knows it by: positive, but 0 for what is not of its making. */
    int handle() {
        return isOwn() ? 0 : handle;
    }

    // One method a flag: an image has no code for a flag that nobody raises in it.

    boolean isRetained() {
        return (flags & RETAIN) != 0;
    }

    boolean isAttempted() {
        return (flags & ATTEMPTED) != 0;
    }

    boolean isCounted() {
        return (flags & COUNTED) != 0;
    }

    boolean isUnsubscribe() {
        return (flags & UNSUBSCRIBE) != 0;
    }

    boolean isOwn() {
        return (flags & OWN) != 0;
    }

    boolean isWhole() {
        return (flags & WHOLE) != 0;
    }

    boolean isGivenUp() {
        return (flags & GIVEN_UP) != 0;
    }

    boolean isRecorded() {
        return (flags & RECORDED) != 0;
    }

    boolean isMarked() {
        return (flags & MARKED) != 0;
    }

    boolean isPulled() {
        return (flags & PULLED) != 0;
    }

    boolean isCancelled() {
        return (flags & CANCELLED) != 0;
    }

    boolean isUnstarted() {
        return (flags & UNSTARTED) != 0;
    }

    void raise(int flag) {
        flags |= flag;
    }

    void lower(int flag) {
        flags &= ~flag;
    }

    /** Shows a PUBLISH to a store, with the seconds until it expires. */
    void describe(StoredMessage message, byte[] ring, int expiry) {
        message.packetId = packetId;
        message.qos = qos;
        message.retain = isRetained();
        message.sent = isMarked();
        message.pulled = isPulled();
        message.tag = tag;
        message.expiry = expiry;
        message.bytes = ring;
        message.offset = offset;
        message.topicLength = topicLength;
        message.propertiesLength = propertiesLength;
        message.payloadLength = payloadLength;
    }

    /** Bytes of its record in the ring. */
    int recordLength() {
        return topicLength + propertiesLength + (isPulled() ? 0 : payloadLength);
    }

    /** Whether it is a PUBLISH that the server may have: wholly sent, also if that was on an earlier connection. */
    boolean isAwaited() {
        return state == SENT || state == QUEUED && isAttempted();
    }
}
