package nogc.mqtt.session;

import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;

/**
 * The session's side of the store: without one, every call succeeds and costs nothing. Remembers whether something
 * waits for {@link #commit}, and a failure that came where no caller could be told.
 */
final class Journal {
    private final SessionStore store;
    private boolean open;
    private boolean dirty;
    private boolean failed;

    Journal(SessionStore store) {
        this.store = store;
    }

    boolean isPresent() {
        return store != null;
    }

    /** Whether a message may be kept: a store must know for which session. */
    boolean isReady() {
        return store == null || open;
    }

    /** Opens the store for a session, once: 1 if it held it, 0 if it is new or open by now, negative if it failed. */
    int open(byte[] clientId, int offset, int length, int version, SessionStore.Restore restore) {
        if (isReady()) {
            return 0;
        }
        int result = store.open(clientId, offset, length, version, restore);
        open = result >= 0;
        dirty = true;
        return result;
    }

    /** Writes a message ahead of its first byte; the only call whose failure refuses something. */
    int publish(OutboundSlots slots, int slot, TxRing ring) {
        if (store == null) {
            return Result.OK;
        }
        dirty = true;
        return store.publish(slots.get(slot, OutboundSlots.PACKET_ID), slots.qos(slot),
                slots.has(slot, OutboundSlots.RETAIN), ring.bytes(), slots.get(slot, OutboundSlots.OFFSET),
                slots.get(slot, OutboundSlots.TOPIC_LENGTH), slots.get(slot, OutboundSlots.PROPERTIES_LENGTH),
                slots.get(slot, OutboundSlots.PAYLOAD_LENGTH));
    }

    void release(int packetId) {
        if (store != null) {
            note(store.release(packetId));
        }
    }

    void done(int packetId) {
        if (store != null) {
            note(store.done(packetId));
        }
    }

    int receive(int packetId, byte[] state, int offset, int length) {
        if (store == null) {
            return Result.OK;
        }
        dirty = true;
        return store.receive(packetId, state, offset, length);
    }

    void forget(int packetId) {
        if (store != null) {
            note(store.forget(packetId));
        }
    }

    private void note(int result) {
        dirty = true;
        failed |= result < 0;
    }

    /**
     * Makes everything durable, once for each poll; false if that or something before it failed: then nothing may be
     * written before {@link #told}.
     */
    boolean commit() {
        if (dirty) {
            dirty = false;
            failed |= store.commit() < 0;
        }
        return !failed;
    }

    /** A connection ends because of the failure, and so the application hears of it. */
    void told() {
        failed = false;
    }
}
