package nogc.mqtt.session;

/**
 * The slots of everything that waits to be written or answered. A list through those in use keeps the order of
 * acceptance, which is also the order of sending, of resending and of the records in the ring.
 */
final class OutboundSlots {
    private final int capacity;
    private final int spare;
    private OutboundSlot firstFree;
    private OutboundSlot oldest;
    private OutboundSlot newest;
    private int used;
    /** No slot before this one in the list is QUEUED; null if no slot is. */
    private OutboundSlot queue;
    /** How many slots are QUEUED, RELEASE and REQUEST: these wait to be written. */
    private int queued;
    private int releases;
    private int requests;

    /** With {@code requests} there is one slot more, for a request that finds all others taken. */
    OutboundSlots(int capacity, boolean requests) {
        spare = requests ? 1 : 0;
        for (int number = capacity + spare; number > 0; number--) {
            OutboundSlot slot = new OutboundSlot(number);
            slot.next = firstFree;
            firstFree = slot;
        }
        this.capacity = capacity;
    }

    void state(OutboundSlot slot, int state) {
        count(slot.state, -1);
        count(state, 1);
        slot.state = state;
    }

    private void count(int state, int by) {
        switch (state) {
            case OutboundSlot.QUEUED:
                queued += by;
                break;
            case OutboundSlot.RELEASE:
                releases += by;
                break;
            case OutboundSlot.REQUEST:
                requests += by;
                break;
            default:
        }
    }

    /** How many PUBLISH wait to be written. */
    int queued() {
        return queued;
    }

    /** How many PUBREL. */
    int releases() {
        return releases;
    }

    /** How many SUBSCRIBE and UNSUBSCRIBE. */
    int requests() {
        return requests;
    }

    int used() {
        return used;
    }

    /** How many more messages find a slot. */
    int free() {
        return Math.max(0, capacity - used);
    }

    /** Whether there is none for what is in this state: the last is that of a request. */
    boolean isFull(int state) {
        return used >= capacity + (state == OutboundSlot.REQUEST ? spare : 0);
    }

    /** The slot accepted first of those in use, or null; {@link OutboundSlot#next} leads on. */
    OutboundSlot oldest() {
        return oldest;
    }

    /** The slot taken last of those in use, or null. */
    OutboundSlot newest() {
        return newest;
    }

    /** Takes a slot, as the newest of the list, or null; what it holds is the caller's to set. */
    OutboundSlot take(int state) {
        if (isFull(state)) {
            return null;
        }
        OutboundSlot slot = firstFree;
        used++;
        firstFree = slot.next;
        slot.next = null;
        slot.previous = newest;
        if (newest == null) {
            oldest = slot;
        } else {
            newest.next = slot;
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

    /** Frees a slot; its handle is stale from now on. The bytes of its record must have been released. */
    void free(OutboundSlot slot) {
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
        slot.next = firstFree;
        firstFree = slot;
        used--;
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

    /** The oldest QUEUED slot, or null; found without a walk over those in flight. */
    OutboundSlot firstQueued() {
        queue = firstFrom(queue, OutboundSlot.QUEUED);
        return queue;
    }

    /** Slots that were sent are QUEUED again: look from the oldest on. */
    void rewindQueue() {
        queue = oldest;
    }

    /**
     * Moves the records of the ring together, so that all that is free is one piece: those behind the end of the array
     * towards its start, those ahead of it towards its end. Moves at most as many bytes as the ring has.
     */
    void compact(TxRing ring) {
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
