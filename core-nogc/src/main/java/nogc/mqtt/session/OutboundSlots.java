package nogc.mqtt.session;

/**
 * Owns what everything takes that waits to be written or answered: a slot, bytes of the ring, a packet identifier, a
 * unit of the send quota; {@link #free} gives all of it back. A list through the slots in use keeps the order of
 * acceptance, which is also the order of sending, of resending and of the records in the ring.
 */
public final class OutboundSlots {
    final FlowControl quota = new FlowControl();
    final Expiry expiry = new Expiry();
    private final TxRing ring;
    private final int capacity;
    private final int spare;
    /** The packet identifier that was given last. */
    private int lastId;
    private OutboundSlot firstFree;
    private OutboundSlot oldest;
    private OutboundSlot newest;
    private int used;
    /** No slot before this one in the list is QUEUED; null if no slot is. */
    private OutboundSlot queue;
    /** How many slots are RELEASE and REQUEST. */
    private int releases;
    private int requests;

    /**
     * So many slots and bytes of their records; with {@code requestRoom} there is one slot more, and so many bytes
     * beside the ring, for a request that finds all others taken.
     */
    OutboundSlots(int capacity, int ringCapacity, int requestRoom) {
        this.capacity = capacity;
        ring = new TxRing(ringCapacity, requestRoom);
        spare = requestRoom > 0 ? 1 : 0;
        for (int number = capacity + spare; number > 0; number--) {
            OutboundSlot slot = new OutboundSlot(number);
            slot.next = neighbour(firstFree);
            firstFree = slot;
        }
    }

    /** Another slot, which there is not where one is all: its image has no code for lists. */
    private OutboundSlot neighbour(OutboundSlot other) {
        return hasNeighbours() ? other : null;
    }

    private boolean hasNeighbours() {
        return capacity + spare > 1;
    }

    void state(OutboundSlot slot, int state) {
        count(slot.state, -1);
        count(state, 1);
        slot.state = state;
    }

    private void count(int state, int by) {
        switch (state) {
            case OutboundSlot.RELEASE:
                releases += by;
                break;
            case OutboundSlot.REQUEST:
                requests += by;
                break;
            default:
        }
    }

    /** How many PUBREL. */
    int releases() {
        return releases;
    }

    /** How many SUBSCRIBE and UNSUBSCRIBE. */
    int requests() {
        return requests;
    }

    /** @return how many messages and requests are queued or not yet acknowledged */
    public int used() {
        return used;
    }

    /** @return how many more messages find a slot */
    public int free() {
        return Math.max(0, capacity - used);
    }

    /** Whether there is none for what is in this state: the last is that of a request. */
    boolean isFull(int state) {
        return used >= capacity + (state == OutboundSlot.REQUEST ? spare : 0);
    }

    /**
     * {@code Client.openTags}: the tags of the messages whose end was not told yet, the oldest first.
     *
     * @param to takes as many as fit
     * @return how many there are
     */
    public int tags(int[] to) {
        int count = 0;
        for (OutboundSlot slot = oldest; slot != null; slot = slot.next) {
            if (slot.state < OutboundSlot.REQUEST && !slot.isGivenUp()) {
                if (count < to.length) {
                    to[count] = slot.tag;
                }
                count++;
            }
        }
        return count;
    }

    /** The slot accepted first of those in use, or null; {@link OutboundSlot#next} leads on. */
    OutboundSlot oldest() {
        return oldest;
    }

    /** The slot taken last of those in use, or null. */
    OutboundSlot newest() {
        return newest;
    }

    /** Whether a record of so many bytes ever has room. */
    boolean canKeep(int length) {
        return length <= ring.capacity();
    }

    /** Whether that of a request does. */
    boolean canKeepRequest(int length) {
        return canKeep(length) || spare > 0 && length <= ring.beside();
    }

    /** How many bytes must be given back ahead of a record of so many. */
    int missing(int length) {
        return Math.max(0, length - ring.free());
    }

    /** The array that holds the records. */
    byte[] bytes() {
        return ring.bytes();
    }

    /** Where the record of a request starts: in the ring, or beside it. */
    int start(OutboundSlot request) {
        return spare > 0 && request.offset == TxRing.NO_ROOM ? ring.capacity() : request.offset;
    }

    /** Takes ring and slot together, or neither: then null. */
    OutboundSlot reserve(int length, int state) {
        if (isFull(state)) {
            return null;
        }
        int offset = hasNeighbours() ? ring.reserve(length) : ring.reserveAll(length);
        if (hasNeighbours() && offset == TxRing.NO_ROOM && length <= ring.free()) {
            compact();
            offset = ring.reserve(length);
        }
        if (offset == TxRing.NO_ROOM) {
            return null;
        }
        OutboundSlot slot = take(state);
        slot.offset = offset;
        return slot;
    }

    /** The same for a request, which has room of its own if no other one stands there; it has its identifier then. */
    OutboundSlot reserveRequest(int length) {
        OutboundSlot slot = reserve(length, OutboundSlot.REQUEST);
        if (slot == null && spare > 0 && length <= ring.beside() && isOwnRoomFree()) {
            slot = take(OutboundSlot.REQUEST);
        }
        if (slot != null) {
            slot.packetId = nextId();
        }
        return slot;
    }

    /** Whether no request stands beside the ring. */
    private boolean isOwnRoomFree() {
        OutboundSlot slot = oldest;
        while (slot != null && (slot.state < OutboundSlot.REQUEST || slot.offset != TxRing.NO_ROOM)) {
            slot = slot.next;
        }
        return slot == null;
    }

    /**
     * A packet identifier, 1 to 65,535, that no open exchange holds: one pool for PUBLISH, SUBSCRIBE and UNSUBSCRIBE
     * [MQTT-2.2.1-3]. There are at most 1,023 of these, so one is always free.
     */
    int nextId() {
        do {
            lastId = lastId == 0xffff ? 1 : lastId + 1;
        } while (find(lastId) != null);
        return lastId;
    }

    /** Takes a slot without bytes, as the newest of the list, or null; what it holds is the caller's to set. */
    OutboundSlot take(int state) {
        if (isFull(state)) {
            return null;
        }
        OutboundSlot slot = firstFree;
        used++;
        firstFree = slot.next;
        slot.next = null;
        OutboundSlot before = neighbour(newest);
        slot.previous = before;
        if (before == null) {
            oldest = slot;
        } else {
            before.next = slot;
        }
        newest = slot;
        if (queue == null) {
            queue = slot;
        }
        slot.offset = TxRing.NO_ROOM;
        slot.renew();
        state(slot, state);
        return slot;
    }

    /** Frees a slot and all that it holds; its handle is stale from now on. */
    void free(OutboundSlot slot) {
        expiry.forget(slot);
        quota.restore(slot);
        freeBytes(slot);
        OutboundSlot next = slot.next;
        OutboundSlot previous = slot.previous;
        if (queue == slot) {
            queue = next;
        }
        if (previous == null) {
            oldest = next;
        } else {
            previous.next = next;
        }
        if (next == null) {
            newest = previous;
        } else {
            next.previous = previous;
        }
        state(slot, OutboundSlot.FREE);
        slot.source = null;
        slot.packetId = 0;
        slot.next = neighbour(firstFree);
        firstFree = slot;
        used--;
    }

    /** Gives the record of a slot back to the ring, which frees what lies before the oldest record still in use. */
    void freeBytes(OutboundSlot slot) {
        if (slot.offset == TxRing.NO_ROOM) {
            return;
        }
        ring.release(slot.recordLength());
        slot.offset = TxRing.NO_ROOM;
        OutboundSlot first = oldest;
        while (first != null && first.offset == TxRing.NO_ROOM) {
            first = first.next;
        }
        if (first == null) {
            ring.releaseAll();
        } else {
            ring.releaseTo(first.offset);
        }
    }

    /** The slot that holds a packet identifier, or null. Answers come in order, so it is mostly the oldest. */
    OutboundSlot find(int packetId) {
        OutboundSlot slot = oldest;
        while (slot != null && slot.packetId != packetId) {
            slot = slot.next;
        }
        return slot;
    }

    /** The oldest exchange that waits for an answer: its identifier and state as one number, 0 for none. */
    int awaited() {
        OutboundSlot slot = oldest;
        while (slot != null && slot.state != OutboundSlot.SENT && slot.state != OutboundSlot.RELEASED
                && slot.state != OutboundSlot.REQUESTED) {
            slot = slot.next;
        }
        return slot == null ? 0 : slot.packetId << 3 | slot.state;
    }

    /** The oldest slot in a state, or null. */
    OutboundSlot first(int state) {
        return firstFrom(oldest, state);
    }

    /** The oldest QUEUED slot, or null; found with one walk over those in flight, however often it is asked. */
    OutboundSlot firstQueued() {
        queue = firstFrom(queue, OutboundSlot.QUEUED);
        return queue;
    }

    /** Slots that were sent are QUEUED again: look from the oldest on. */
    void rewindQueue() {
        queue = oldest;
    }

    /** The RELEASE to write next: in the order of the PUBRECs [MQTT-4.6.0-4]. There must be one. */
    OutboundSlot firstRelease() {
        OutboundSlot first = first(OutboundSlot.RELEASE);
        for (OutboundSlot slot = first.next; slot != null; slot = slot.next) {
            if (slot.state == OutboundSlot.RELEASE && slot.place - first.place < 0) {
                first = slot;
            }
        }
        return first;
    }

    /**
     * Moves the records of the ring together, so that all that is free is one piece: those behind the end of the array
     * towards its start, those ahead of it towards its end. Moves at most as many bytes as the ring has.
     */
    private void compact() {
        OutboundSlot lower = firstBehindWrap();
        int end = 0;
        for (OutboundSlot slot = lower == null ? oldest : lower; slot != null; slot = slot.next) {
            if (slot.offset != TxRing.NO_ROOM) {
                slot.offset = ring.move(slot.offset, end, slot.recordLength());
                end += slot.recordLength();
            }
        }
        int start = lower == null ? 0 : ring.capacity();
        for (OutboundSlot slot = lower == null ? null : lower.previous; slot != null; slot = slot.previous) {
            if (slot.offset != TxRing.NO_ROOM) {
                start -= slot.recordLength();
                slot.offset = ring.move(slot.offset, start, slot.recordLength());
            }
        }
        ring.compacted(start, end);
    }

    /** The slot whose record is the first to stand at the array's start while older ones stand at its end, or null. */
    private OutboundSlot firstBehindWrap() {
        int last = TxRing.NO_ROOM;
        for (OutboundSlot slot = oldest; slot != null; slot = slot.next) {
            if (slot.offset != TxRing.NO_ROOM) {
                if (slot.offset < last) {
                    return slot;
                }
                last = slot.offset;
            }
        }
        return null;
    }

    private static OutboundSlot firstFrom(OutboundSlot from, int state) {
        OutboundSlot slot = from;
        while (slot != null && slot.state != state) {
            slot = slot.next;
        }
        return slot;
    }
}
