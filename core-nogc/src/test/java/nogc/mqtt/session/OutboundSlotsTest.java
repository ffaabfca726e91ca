package nogc.mqtt.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import nogc.mqtt.Clause;
import org.junit.jupiter.api.Test;

class OutboundSlotsTest {
    private final OutboundSlots slots = new OutboundSlots(3);

    @Test
    void slotsRunOutAndComeBack() {
        assertEquals(3, slots.free());
        int a = take(slots, 1);
        take(slots, 2);
        take(slots, 3);
        assertEquals(0, slots.free());
        assertEquals(OutboundSlots.NONE, slots.take(OutboundSlots.QUEUED));
        slots.free(a);
        assertEquals(1, slots.free());
        assertEquals(a, take(slots, 4));
    }

    @Test
    void handlesArePositiveAndAStaleOneNeverComesBackSoon() {
        Set<Integer> handles = new HashSet<>();
        for (int i = 0; i < 10000; i++) {
            int slot = take(slots, 1);
            assertTrue(slots.handle(slot) > 0);
            assertTrue(handles.add(slots.handle(slot)));
            slots.free(slot);
        }
    }

    @Test
    void theHandleOfTheLastPossibleSlotIsPositiveToo() {
        OutboundSlots many = new OutboundSlots(1023);
        Set<Integer> handles = new HashSet<>();
        for (int i = 0; i < 1023; i++) {
            assertTrue(handles.add(many.handle(take(many, i + 1))));
        }
        assertFalse(handles.contains(0));
    }

    @Test
    void theSessionsOwnRequestHasTheHandleZero() {
        int slot = take(slots, 1);
        slots.raise(slot, OutboundSlots.OWN);
        assertEquals(0, slots.handle(slot));
    }

    /** Against a plain list: order, look-up by identifier, the counts of states and the first that is queued. */
    @Test
    @Clause({"5.0:MQTT-4.6.0-1", "3.1.1:MQTT-4.6.0-1"})
    void theListKeepsTheOrderOfAcceptance() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            OutboundSlots table = new OutboundSlots(1 + random.nextInt(12));
            List<Integer> model = new ArrayList<>();
            int nextId = 1;
            for (int step = 0; step < 300; step++) {
                int choice = random.nextInt(4);
                if (choice < 2 && table.free() > 0) {
                    model.add(take(table, nextId++));
                } else if (choice == 2 && !model.isEmpty()) {
                    table.free(model.remove(random.nextInt(model.size())));
                } else if (!model.isEmpty()) {
                    int slot = model.get(random.nextInt(model.size()));
                    table.state(slot, 2 + random.nextInt(6)); // anything but QUEUED, which only a rewind brings back
                }
                if (random.nextInt(20) == 0) {
                    model.stream().filter(slot -> table.state(slot) == OutboundSlots.SENT)
                            .forEach(slot -> table.state(slot, OutboundSlots.QUEUED));
                    table.rewindQueue();
                }
                compare(model, table, "seed " + seed);
            }
        }
    }

    private static void compare(List<Integer> model, OutboundSlots table, String seed) {
        List<Integer> listed = new ArrayList<>();
        for (int slot = table.oldest(); slot != OutboundSlots.NONE; slot = table.next(slot)) {
            listed.add(slot);
        }
        assertEquals(model, listed, seed);
        for (int state = 1; state < 8; state++) {
            int wanted = state;
            List<Integer> inState = model.stream().filter(slot -> table.state(slot) == wanted).toList();
            assertEquals(inState.size(), table.count(state), seed);
            assertEquals(inState.isEmpty() ? OutboundSlots.NONE : inState.get(0), table.first(state), seed);
        }
        assertEquals(table.first(OutboundSlots.QUEUED), table.firstQueued(), seed);
        for (int slot : model) {
            assertEquals(slot, table.find(table.get(slot, OutboundSlots.PACKET_ID)), seed);
        }
        assertEquals(OutboundSlots.NONE, table.find(99999), seed);
    }

    @Test
    void flagsStandBesideTheQos() {
        int slot = take(slots, 1);
        slots.set(slot, OutboundSlots.FLAGS, 2 | OutboundSlots.RETAIN);
        slots.raise(slot, OutboundSlots.ATTEMPTED);
        assertEquals(2, slots.qos(slot));
        assertTrue(slots.has(slot, OutboundSlots.RETAIN));
        slots.lower(slot, OutboundSlots.ATTEMPTED);
        assertFalse(slots.has(slot, OutboundSlots.ATTEMPTED));
        assertTrue(slots.has(slot, OutboundSlots.RETAIN));
    }

    @Test
    @Clause({"5.0:MQTT-2.2.1-3", "3.1.1:MQTT-2.3.1-2", "3.1.1:MQTT-2.3.1-1"})
    void identifiersWrapBehind65535AndPassOverThoseInUse() {
        PacketIds ids = new PacketIds(slots);
        int one = ids.next();
        assertEquals(1, one);
        take(slots, one);
        take(slots, ids.next());
        for (int expected = 3; expected <= 65535; expected++) {
            assertEquals(expected, ids.next());
        }
        assertEquals(3, ids.next());
    }

    private static int take(OutboundSlots table, int packetId) {
        int slot = table.take(OutboundSlots.QUEUED);
        assertNotEquals(OutboundSlots.NONE, slot);
        table.set(slot, OutboundSlots.FLAGS, 1);
        table.set(slot, OutboundSlots.PACKET_ID, packetId);
        return slot;
    }
}
