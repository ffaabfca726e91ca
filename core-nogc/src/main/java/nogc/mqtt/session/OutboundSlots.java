package nogc.mqtt.session;

import nogc.mqtt.PayloadSource;

/**
 * The table of everything that waits to be written or answered: PUBLISH, SUBSCRIBE and UNSUBSCRIBE. A list through the
 * table keeps the order of acceptance, which is also the order of sending, of resending and of the records in the ring.
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
 * One array of ints, {@value #STRIDE} for each slot (48 bytes), and one reference for each.
 */
final class OutboundSlots {
    static final int NONE = -1;

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

    // Flags beside the state.
    static final int QOS_MASK = 0x03;
    static final int RETAIN = 0x04;
    /** A byte of this PUBLISH was given to a transport: the next time DUP is set and it does not expire any more. */
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

    // Fields of a slot.
    static final int STATE = 2;
    static final int FLAGS = 3;
    static final int PACKET_ID = 4;
    static final int OFFSET = 5;
    static final int TOPIC_LENGTH = 6;
    static final int PROPERTIES_LENGTH = 7;
    /** Bytes of payload; of a request, bytes of its filters. */
    static final int PAYLOAD_LENGTH = 8;
    /**
     * PUBLISH: second in which it expires, 0 for never, the complement of the interval before that has started.
     * RELEASE: place in the order of the PUBRECs. Request: number of filters.
     */
    static final int EXTRA = 9;
    static final int ALIAS = 10;
    private static final int NEXT = 0;
    private static final int PREVIOUS = 1;
    private static final int GENERATION = 11;
    private static final int STRIDE = 12;

    private static final int SLOT_BITS = 10;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final int GENERATION_MASK = Integer.MAX_VALUE >> SLOT_BITS;

    private final int[] fields;
    private final PayloadSource[] sources;
    private int firstFree;
    private int oldest = NONE;
    private int newest = NONE;
    private int free;
    /** No slot before this one in the list is QUEUED; {@link #NONE} if no slot is. */
    private int queue = NONE;
    /** How many slots are in each state. */
    private final int[] inState = new int[8];

    OutboundSlots(int capacity) {
        fields = new int[capacity * STRIDE];
        sources = new PayloadSource[capacity];
        for (int slot = 0; slot < capacity; slot++) {
            fields[slot * STRIDE + NEXT] = slot + 1 < capacity ? slot + 1 : NONE;
        }
        free = capacity;
        inState[FREE] = capacity;
    }

    int get(int slot, int field) {
        return fields[slot * STRIDE + field];
    }

    void set(int slot, int field, int value) {
        fields[slot * STRIDE + field] = value;
    }

    int state(int slot) {
        return fields[slot * STRIDE + STATE];
    }

    void state(int slot, int state) {
        int at = slot * STRIDE + STATE;
        inState[fields[at]]--;
        inState[state]++;
        fields[at] = state;
    }

    boolean has(int slot, int flag) {
        return (fields[slot * STRIDE + FLAGS] & flag) != 0;
    }

    void raise(int slot, int flag) {
        fields[slot * STRIDE + FLAGS] |= flag;
    }

    void lower(int slot, int flag) {
        fields[slot * STRIDE + FLAGS] &= ~flag;
    }

    int qos(int slot) {
        return fields[slot * STRIDE + FLAGS] & QOS_MASK;
    }

    PayloadSource source(int slot) {
        return sources[slot];
    }

    void source(int slot, PayloadSource source) {
        sources[slot] = source;
    }

    int count(int state) {
        return inState[state];
    }

    int used() {
        return sources.length - free;
    }

    int free() {
        return free;
    }

    /** Whether a message is open: what makes a session worth resuming. */
    boolean holdsMessages() {
        return sources.length - free > inState[REQUEST] + inState[REQUESTED];
    }

    int oldest() {
        return oldest;
    }

    int next(int slot) {
        return fields[slot * STRIDE + NEXT];
    }

    /**
     * Takes a slot, as the newest of the list, or {@link #NONE}; all its fields but the list's are the caller's to set.
     */
    int take(int state) {
        int slot = firstFree;
        if (free == 0) {
            return NONE;
        }
        free--;
        int at = slot * STRIDE;
        firstFree = fields[at + NEXT];
        fields[at + NEXT] = NONE;
        fields[at + PREVIOUS] = newest;
        if (newest == NONE) {
            oldest = slot;
        } else {
            fields[newest * STRIDE + NEXT] = slot;
        }
        newest = slot;
        if (queue == NONE) {
            queue = slot;
        }
        fields[at + GENERATION] = fields[at + GENERATION] + 1 & GENERATION_MASK;
        state(slot, state);
        return slot;
    }

    /** Frees a slot; its handle is stale from now on. The bytes of its record must have been released. */
    void free(int slot) {
        int at = slot * STRIDE;
        int next = fields[at + NEXT];
        int previous = fields[at + PREVIOUS];
        if (queue == slot) {
            queue = next;
        }
        if (previous == NONE) {
            oldest = next;
        } else {
            fields[previous * STRIDE + NEXT] = next;
        }
        if (next == NONE) {
            newest = previous;
        } else {
            fields[next * STRIDE + PREVIOUS] = previous;
        }
        state(slot, FREE);
        sources[slot] = null;
        fields[at + PACKET_ID] = 0;
        fields[at + NEXT] = firstFree;
        firstFree = slot;
        free++;
    }

    /** The handle of a slot in use: generation and slot, always positive. */
    int handle(int slot) {
        return has(slot, OWN) ? 0 : fields[slot * STRIDE + GENERATION] << SLOT_BITS | slot + 1 & SLOT_MASK;
    }

    /** The slot that holds a packet identifier, or {@link #NONE}. Answers come in order, so it is mostly the oldest. */
    int find(int packetId) {
        for (int slot = oldest; slot != NONE; slot = fields[slot * STRIDE + NEXT]) {
            if (fields[slot * STRIDE + PACKET_ID] == packetId) {
                return slot;
            }
        }
        return NONE;
    }

    /** The oldest slot in a state, or {@link #NONE}. */
    int first(int state) {
        return inState[state] == 0 ? NONE : firstFrom(oldest, state);
    }

    /** The oldest QUEUED slot, or {@link #NONE}; found without a walk over those in flight. */
    int firstQueued() {
        queue = firstFrom(queue, QUEUED);
        return queue;
    }

    /** Slots that were sent are QUEUED again: look from the oldest on. */
    void rewindQueue() {
        queue = oldest;
    }

    private int firstFrom(int from, int state) {
        int slot = from;
        while (slot != NONE && fields[slot * STRIDE + STATE] != state) {
            slot = fields[slot * STRIDE + NEXT];
        }
        return slot;
    }
}
