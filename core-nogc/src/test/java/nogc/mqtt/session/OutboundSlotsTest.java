package nogc.mqtt.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import nogc.mqtt.Clause;
import org.junit.jupiter.api.Test;

class OutboundSlotsTest {
    private final OutboundSlots slots = new OutboundSlots(3, 64, 0);

    @Test
    void slotsRunOutAndComeBack() {
        assertEquals(3, slots.free());
        OutboundSlot a = take(slots, 1);
        take(slots, 2);
        take(slots, 3);
        assertEquals(0, slots.free());
        assertNull(slots.take(OutboundSlot.QUEUED));
        slots.free(a);
        assertEquals(1, slots.free());
        assertEquals(a, take(slots, 4));
    }

    @Test
    void handlesArePositiveAndAStaleOneNeverComesBackSoon() {
        Set<Integer> handles = new HashSet<>();
        for (int i = 0; i < 10000; i++) {
            OutboundSlot slot = take(slots, 1);
            assertTrue(slot.handle() > 0);
            assertTrue(handles.add(slot.handle()));
            slots.free(slot);
        }
    }

    @Test
    void theHandleOfTheLastPossibleSlotIsPositiveToo() {
        OutboundSlots many = new OutboundSlots(1023, 64, 0);
        Set<Integer> handles = new HashSet<>();
        for (int i = 0; i < 1023; i++) {
            assertTrue(handles.add(take(many, i + 1).handle()));
        }
        assertFalse(handles.contains(0));
    }

    @Test
    void theSessionsOwnRequestHasTheHandleZero() {
        OutboundSlot slot = take(slots, 1);
        slot.raise(OutboundSlot.OWN);
        assertEquals(0, slot.handle());
    }

    /** Against a plain list: order, look-up by identifier, the counts of states and the first that is queued. */
    @Test
    @Clause({"5.0:MQTT-4.6.0-1", "3.1.1:MQTT-4.6.0-1"})
    void theListKeepsTheOrderOfAcceptance() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            OutboundSlots table = new OutboundSlots(1 + random.nextInt(12), 64, 0);
            List<OutboundSlot> model = new ArrayList<>();
            int nextId = 1;
            for (int step = 0; step < 300; step++) {
                int choice = random.nextInt(4);
                if (choice < 2 && table.free() > 0) {
                    model.add(take(table, nextId++));
                } else if (choice == 2 && !model.isEmpty()) {
                    table.free(model.remove(random.nextInt(model.size())));
                } else if (!model.isEmpty()) {
                    OutboundSlot slot = model.get(random.nextInt(model.size()));
                    table.state(slot, 2 + random.nextInt(6)); // anything but QUEUED, which only a rewind brings back
                }
                if (random.nextInt(20) == 0) {
                    model.stream().filter(slot -> slot.state == OutboundSlot.SENT)
                            .forEach(slot -> table.state(slot, OutboundSlot.QUEUED));
                    table.rewindQueue();
                }
                compare(model, table, "seed " + seed);
            }
        }
    }

    private static void compare(List<OutboundSlot> model, OutboundSlots table, String seed) {
        List<OutboundSlot> listed = new ArrayList<>();
        for (OutboundSlot slot = table.oldest(); slot != null; slot = slot.next) {
            listed.add(slot);
        }
        assertEquals(model, listed, seed);
        int[] counts = new int[8];
        for (int state = 1; state < 8; state++) {
            int wanted = state;
            List<OutboundSlot> inState = model.stream().filter(slot -> slot.state == wanted).toList();
            counts[state] = inState.size();
            assertEquals(inState.isEmpty() ? null : inState.get(0), table.first(state), seed);
        }
        assertEquals(counts[OutboundSlot.RELEASE], table.releases(), seed);
        assertEquals(counts[OutboundSlot.REQUEST], table.requests(), seed);
        assertEquals(table.first(OutboundSlot.QUEUED), table.firstQueued(), seed);
        for (OutboundSlot slot : model) {
            assertEquals(slot, table.find(slot.packetId), seed);
        }
        assertNull(table.find(99999), seed);
    }

    @Test
    void flagsStandBesideEachOther() {
        OutboundSlot slot = take(slots, 1);
        slot.flags = OutboundSlot.RETAIN;
        slot.raise(OutboundSlot.ATTEMPTED);
        assertTrue(slot.isRetained());
        slot.lower(OutboundSlot.ATTEMPTED);
        assertFalse(slot.isAttempted());
        assertTrue(slot.isRetained());
    }

    @Test
    @Clause({"5.0:MQTT-2.2.1-3", "3.1.1:MQTT-2.3.1-2", "3.1.1:MQTT-2.3.1-1"})
    void identifiersWrapBehind65535AndPassOverThoseInUse() {
        int one = slots.nextId();
        assertEquals(1, one);
        take(slots, one);
        take(slots, slots.nextId());
        for (int expected = 3; expected <= 65535; expected++) {
            assertEquals(expected, slots.nextId());
        }
        assertEquals(3, slots.nextId());
    }

    private static OutboundSlot take(OutboundSlots table, int packetId) {
        OutboundSlot slot = table.take(OutboundSlot.QUEUED);
        assertNotNull(slot);
        slot.qos = 1;
        slot.flags = 0;
        slot.packetId = packetId;
        return slot;
    }
}
