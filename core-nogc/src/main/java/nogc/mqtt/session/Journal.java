package nogc.mqtt.session;

import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;

/**
 * The session's side of the store: without one, every call succeeds and costs nothing. Knows what waits for
 * {@link #commit}: while something does, nothing is added to the transmit buffer.
 */
final class Journal {
    private final SessionStore store;
    private boolean open;
    /** A record is not durable yet. */
    private boolean dirty;
    /** One was appended since {@link #commit} was called last. */
    private boolean appended;
    /** A record could not be appended, and its cause cannot be undone. */
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
        append(); // that this session is the one it holds
        return result;
    }

    /** The session is over, and {@link #open} may open another one. */
    void close() {
        open = false;
    }

    /** Writes a message ahead of its first byte; if that fails it is not accepted. */
    int publish(OutboundSlot slot, TxRing ring) {
        if (store == null) {
            return Result.OK;
        }
        append();
        return store.publish(slot.packetId, slot.qos(), slot.has(OutboundSlot.RETAIN), ring.bytes(), slot.offset,
                slot.topicLength, slot.propertiesLength, slot.payloadLength);
    }

    int release(int packetId) {
        if (store == null) {
            return Result.OK;
        }
        append();
        return store.release(packetId);
    }

    void done(int packetId) {
        if (store != null) {
            append();
            failed |= store.done(packetId) < 0;
        }
    }

    /** A message that the application gives no more bytes for, whatever the store says. */
    void givenUp(int packetId) {
        failed |= release(packetId) < 0;
    }

    int receive(int packetId, byte[] state, int offset, int length) {
        if (store == null) {
            return Result.OK;
        }
        append();
        return store.receive(packetId, state, offset, length);
    }

    int forget(int packetId) {
        if (store == null) {
            return Result.OK;
        }
        append();
        return store.forget(packetId);
    }

    /** The server has forgotten an identifier, whatever the store says. */
    void forgotten(int packetId) {
        failed |= forget(packetId) < 0;
    }

    private void append() {
        dirty = true;
        appended = true;
    }

    /** Whether something was appended that the next {@link #commit} may make durable. */
    boolean wantsCommit() {
        return appended;
    }

    /** Whether nothing may be sent, since it might depend on a record that is not durable. */
    boolean isDirty() {
        return dirty;
    }

    /**
     * Makes everything durable, once for each poll; false if that or a record before it failed: then nothing may be
     * written. What is not durable is tried again; a record that failed is a failure until {@link #told}.
     */
    boolean commit() {
        appended = false;
        if (dirty) {
            dirty = store.commit() < 0;
        }
        return !dirty && !failed;
    }

    /** A connection ends because of the failure, and so the application hears of it. */
    void told() {
        failed = false;
    }
}
