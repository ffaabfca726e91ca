package nogc.mqtt.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TxRingTest {
    private record Extent(int offset, int length) {
    }

    @Test
    void anEmptyRingTakesARecordOfItsWholeCapacityAndNoMore() {
        TxRing ring = new TxRing(10, 0);
        assertEquals(TxRing.NO_ROOM, ring.reserve(11));
        assertEquals(0, ring.reserve(10));
        assertEquals(TxRing.NO_ROOM, ring.reserve(1));
        ring.releaseAll();
        assertEquals(0, ring.reserve(10));
    }

    @Test
    void aRecordThatDoesNotFitAtTheEndStartsAtTheBeginning() {
        TxRing ring = new TxRing(10, 0);
        assertEquals(0, ring.reserve(4));
        assertEquals(4, ring.reserve(4));
        ring.releaseTo(4);
        assertEquals(TxRing.NO_ROOM, ring.reserve(5));
        assertEquals(0, ring.reserve(4));
        assertEquals(TxRing.NO_ROOM, ring.reserve(1)); // head has met tail: full, not empty
        ring.releaseTo(0);
        assertEquals(4, ring.reserve(6));
        assertEquals(TxRing.NO_ROOM, ring.reserve(1));
    }

    @Test
    void whatIsRefusedTakesNothing() {
        TxRing ring = new TxRing(10, 0);
        ring.reserve(7);
        assertEquals(TxRing.NO_ROOM, ring.reserve(4));
        assertEquals(7, ring.reserve(3));
    }

    /** Against a list of the extents in use: they never overlap, and room that is there for a record is given to it. */
    @Test
    void recordsNeverOverlapAndRoomIsNeverRefused() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            int capacity = 1 + random.nextInt(100);
            TxRing ring = new TxRing(capacity, 0);
            Deque<Extent> used = new ArrayDeque<>();
            for (int step = 0; step < 200; step++) {
                if (random.nextInt(3) > 0) {
                    reserve(ring, capacity, used, 1 + random.nextInt(1 + random.nextInt(capacity)), "seed " + seed);
                } else if (!used.isEmpty()) {
                    release(ring, used, 1 + random.nextInt(used.size()));
                }
            }
        }
    }

    private static void reserve(TxRing ring, int capacity, Deque<Extent> used, int length, String seed) {
        int offset = ring.reserve(length);
        int expected = expectedOffset(capacity, used, length);
        assertEquals(expected, offset, seed);
        if (offset != TxRing.NO_ROOM) {
            for (Extent other : used) {
                assertTrue(offset + length <= other.offset || offset >= other.offset + other.length, seed);
            }
            used.add(new Extent(offset, length));
        }
    }

    /** Behind the newest if there is room, else at the beginning if there is, else nowhere. */
    private static int expectedOffset(int capacity, Deque<Extent> used, int length) {
        if (used.isEmpty()) {
            return length <= capacity ? 0 : TxRing.NO_ROOM;
        }
        int head = used.getLast().offset + used.getLast().length;
        int tail = used.getFirst().offset;
        boolean wrapped = used.getLast().offset < tail;
        if (!wrapped && head + length <= capacity) {
            return head;
        }
        int from = wrapped ? head : 0;
        return from + length <= tail ? from : TxRing.NO_ROOM;
    }

    private static void release(TxRing ring, Deque<Extent> used, int count) {
        for (int i = 0; i < count; i++) {
            used.removeFirst();
        }
        if (used.isEmpty()) {
            ring.releaseAll();
        } else {
            ring.releaseTo(used.getFirst().offset);
        }
    }

    /** Records that end in any order, as acknowledgements come; each keeps its bytes, and no free byte is refused. */
    @Test
    void whatIsFreeIsGivenHoweverItIsScattered() {
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            int capacity = 1 + random.nextInt(60);
            OutboundSlots slots = new OutboundSlots(20, capacity, 0);
            for (int step = 0; step < 200; step++) {
                if (random.nextInt(5) > 1 && slots.free() > 0) {
                    int length = 1 + random.nextInt(1 + random.nextInt(capacity));
                    int free = capacity;
                    for (OutboundSlot slot = slots.oldest(); slot != null; slot = slot.next) {
                        free -= slot.topicLength;
                    }
                    OutboundSlot slot = slots.reserve(length, OutboundSlot.SENT);
                    assertEquals(length <= free, slot != null, "seed " + seed);
                    if (slot != null) {
                        slot.qos = 1;
                        slot.flags = 0;
                        slot.topicLength = length;
                        slot.propertiesLength = 0;
                        slot.payloadLength = 0;
                        Arrays.fill(slots.bytes(), slot.offset, slot.offset + length, (byte) (slot.handle() >> 3));
                    }
                } else if (slots.used() > 0) {
                    OutboundSlot slot = slots.oldest();
                    for (int i = random.nextInt(slots.used()); i > 0; i--) {
                        slot = slot.next;
                    }
                    for (int i = 0; i < slot.topicLength; i++) {
                        assertEquals((byte) (slot.handle() >> 3), slots.bytes()[slot.offset + i], "seed " + seed);
                    }
                    slots.free(slot);
                }
            }
        }
    }

    @Test
    void theBytesAreOneArrayOfTheCapacity() {
        TxRing ring = new TxRing(7, 0);
        assertEquals(7, ring.bytes().length);
        assertEquals(7, ring.capacity());
        assertNotEquals(TxRing.NO_ROOM, ring.reserve(7));
    }
}
