package nogc.mqtt.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import nogc.mqtt.Clause;
import org.junit.jupiter.api.Test;

class InboundSlotsTest {
    private static final int LARGEST_HANDLE = Integer.MAX_VALUE;

    private final InboundSlots slots = new InboundSlots(3);

    @Test
    @Clause({"5.0:MQTT-4.6.0-2", "5.0:MQTT-4.6.0-3", "3.1.1:MQTT-4.6.0-2", "3.1.1:MQTT-4.6.0-3"})
    void onlyTheOldestMayBeWritten() {
        int first = slots.owe(7, false);
        int second = slots.owe(8, true);
        assertEquals(InboundSlots.STALE, slots.firstReady());
        slots.ready(slots.entry(second), 0);
        assertEquals(InboundSlots.STALE, slots.firstReady());
        slots.ready(slots.entry(first), 0x97);
        int entry = slots.firstReady();
        assertEquals(7, slots.packetId(entry));
        assertEquals(0x97, slots.reasonCode(entry));
        assertFalse(slots.isPubrec(entry));
        slots.written();
        assertEquals(8, slots.packetId(slots.firstReady()));
        assertTrue(slots.isPubrec(slots.firstReady()));
    }

    @Test
    void aHandleIsStaleOnceAcknowledgedWrittenOrDisconnected() {
        int handle = slots.owe(7, false);
        assertNotEquals(InboundSlots.STALE, slots.entry(handle));
        slots.ready(slots.entry(handle), 0);
        assertEquals(InboundSlots.STALE, slots.entry(handle));
        slots.written();
        assertEquals(InboundSlots.STALE, slots.entry(handle));
        int later = slots.owe(8, false);
        slots.disconnected();
        assertEquals(InboundSlots.STALE, slots.entry(later));
        assertNotEquals(later, slots.owe(8, false));
    }

    @Test
    void nonsenseIsStale() {
        slots.owe(7, false);
        for (int handle : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 12345}) {
            assertEquals(InboundSlots.STALE, slots.entry(handle));
        }
    }

    @Test
    void handlesWrapWithoutAGap() throws ReflectiveOperationException {
        Field number = InboundSlots.class.getDeclaredField("firstHandle");
        number.setAccessible(true);
        number.setInt(slots, LARGEST_HANDLE);
        int[] handles = {slots.owe(1, false), slots.owe(2, false), slots.owe(3, false)};
        for (int i = 0; i < 3; i++) {
            assertTrue(handles[i] > 0);
            assertEquals(i + 1, slots.packetId(slots.entry(handles[i])));
            slots.ready(slots.entry(handles[i]), 0);
            slots.written();
        }
        int next = slots.owe(4, false);
        assertEquals(4, slots.packetId(slots.entry(next)));
        for (int handle : handles) {
            assertNotEquals(next, handle);
        }
    }

    @Test
    @Clause({"5.0:MQTT-4.3.3-9", "5.0:MQTT-4.3.3-10", "5.0:MQTT-4.3.3-12"})
    void anIdentifierIsReceivedFromItsAcceptanceToItsRelease() {
        int handle = slots.owe(7, true);
        assertTrue(slots.isReceived(7));
        slots.ready(slots.entry(handle), 0);
        slots.written();
        assertTrue(slots.isReceived(7));
        assertTrue(slots.release(7));
        assertFalse(slots.isReceived(7));
        assertFalse(slots.release(7));
        int refused = slots.owe(7, true);
        slots.ready(slots.entry(refused), 0x97);
        slots.written();
        assertFalse(slots.isReceived(7));
    }

    @Test
    void aLostConnectionKeepsWhatWasAcceptedAndForgetsWhatWasNot() {
        slots.ready(slots.entry(slots.owe(1, true)), 0);
        slots.owe(2, true);
        slots.ready(slots.entry(slots.owe(3, true)), 0x80);
        slots.disconnected();
        assertTrue(slots.isReceived(1));
        assertFalse(slots.isReceived(2));
        assertFalse(slots.isReceived(3));
        assertEquals(0, slots.owed());
    }

    @Test
    @Clause("5.0:MQTT-3.3.4-9")
    void aRepeatDoesNotFillTheWindow() {
        slots.ready(slots.entry(slots.owe(1, true)), 0);
        slots.owe(2, false);
        slots.oweAgain(1);
        assertTrue(slots.owedFull());
        assertFalse(slots.isWindowFull());
        for (int id = 3; id <= 5; id++) {
            slots.written();
            assertFalse(slots.isWindowFull());
            slots.owe(id, false);
        }
        assertTrue(slots.isWindowFull());
    }

    @Test
    @Clause("5.0:TRAP-4.9.0-1")
    void twiceAsManyIdentifiersAsSlotsWaitForTheirRelease() {
        for (int id = 1; id <= 5; id++) {
            receive(id);
            assertFalse(slots.isOpenFull());
        }
        slots.owe(6, true);
        assertTrue(slots.isOpenFull());
        slots.oweAgain(1);
        slots.release(2);
        assertFalse(slots.isOpenFull());
        slots.retract();
        slots.retract();
        receive(0xffff);
        receive(8);
        for (int id : new int[] {1, 3, 4, 5, 8, 0xffff}) {
            assertTrue(slots.isReceived(id));
        }
        assertTrue(slots.receivedFull());
    }

    private void receive(int packetId) {
        slots.ready(slots.entry(slots.owe(packetId, true)), 0);
        slots.written();
    }

    @Test
    void whatIsTakenBackWasNeverOwed() {
        slots.owe(1, true);
        slots.retract();
        assertEquals(0, slots.owed());
        assertFalse(slots.isReceived(1));
    }

    @Test
    void restoredIdentifiersAreReceivedAsFarAsThereIsRoom() {
        for (int id = 1; id <= 6; id++) {
            assertTrue(slots.restore(id));
        }
        assertFalse(slots.restore(7));
        assertTrue(slots.isReceived(2));
        for (int id = slots.anyReceived(); id != 0; id = slots.anyReceived()) {
            slots.release(id);
        }
        assertFalse(slots.receivedFull());
    }
}
