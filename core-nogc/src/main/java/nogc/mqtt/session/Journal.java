package nogc.mqtt.session;

import nogc.mqtt.Config;
import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;
import nogc.mqtt.StoredMessage;

/**
 * The session's side of the store: for whom it is open, what waits for {@link #commit}, and what it still lacks.
 * Without a store every call succeeds and costs nothing. While something waits, nothing is added to the transmit buffer
 * that might depend on it.
 */
public final class Journal {
    /**
     * Milliseconds that the end of a message may wait for a commit that is made anyway. No output depends on it: a
     * power cut ahead of that has PUBLISH of QoS 1 or PUBREL sent again, and a message that takes the same identifier
     * has its record behind it. So a message costs one commit less where the next one follows at once.
     */
    private static final int LONGEST_WAIT = 100;

    private final SessionStore store;
    /** The message that is appended; null without a store. */
    private final StoredMessage message;
    /** The application's state; null if the configuration has no room for one. */
    private final byte[] state;
    private int stateLength;
    private boolean open;
    /** A record is not durable yet. */
    private boolean dirty;
    /** One was appended since {@link #commit} was called last. */
    private boolean appended;
    /** A record of what cannot be undone failed: the store must take a snapshot. */
    private boolean behind;
    /** The store wants to be asked again. */
    private boolean busy;
    /** The end of a message is not durable yet, and since when, if the time is known. */
    private boolean waiting;
    private boolean counting;
    private int waitingSince;

    Journal(Config config) {
        store = config.store;
        message = store == null ? null : new StoredMessage();
        state = config.applicationState == 0 ? null : new byte[config.applicationState];
    }

    boolean isPresent() {
        return store != null;
    }

    /** Whether a message may be kept: a store must know for which session. */
    boolean isReady() {
        return store == null || open;
    }

    /** Opens the store for a session, once: 1 if it held it, 0 if it is new or open by now, negative if it failed. */
    int open(byte[] clientId, int offset, int length, int version, SessionStore.Live live) {
        if (isReady()) {
            return 0;
        }
        int result = store.open(clientId, offset, length, version, live);
        open = result >= 0;
        if (!open) {
            stateLength = 0; // it came ahead of the record that was refused
        }
        append(); // the store has noted whose session it holds from now on
        return result;
    }

    /** Drops all that the store holds, and whose it is. */
    int clear() {
        open = false;
        behind = false;
        stateLength = 0;
        if (store == null) {
            return Result.OK;
        }
        append();
        return store.clear();
    }

    /** Writes a message ahead of its first byte; if that fails it is not accepted. */
    int publish(OutboundSlot slot, byte[] ring, int expiry) {
        if (store == null) {
            return Result.OK;
        }
        append();
        slot.describe(message, ring, expiry);
        int result = store.publish(message);
        if (result == Result.OK) {
            slot.raise(OutboundSlot.RECORDED);
        }
        return result;
    }

    /** A byte of a message may leave once this is durable. */
    int sent(OutboundSlot slot) {
        append();
        int result = store.sent(slot.packetId);
        if (result == Result.OK) {
            slot.raise(OutboundSlot.MARKED);
        }
        return result;
    }

    int release(OutboundSlot slot) {
        if (store == null) {
            return Result.OK;
        }
        append();
        return store.release(slot.packetId, slot.tag);
    }

    /** A message that is given up, whatever the store says: its second release tells that its end was told. */
    void givenUp(OutboundSlot slot) {
        behind |= release(slot) < 0 || release(slot) < 0;
    }

    void done(int packetId) {
        if (store != null) {
            append();
            end(packetId);
        }
    }

    /** The server has acknowledged all of a message: that may wait for the next commit. */
    void acknowledged(int packetId) {
        if (store != null) {
            waiting = true;
            end(packetId);
            if (behind) {
                append();
            }
        }
    }

    private void end(int packetId) {
        behind |= store.done(packetId) < 0;
    }

    int receive(int packetId, byte[] of, int offset, int length) {
        if (of != null && (state == null || length > state.length)) {
            return Result.BUFFER_TOO_SMALL;
        }
        if (store != null) {
            append();
            int result = store.receive(packetId, of, offset, length);
            if (result < 0) {
                return result;
            }
        }
        if (of != null) {
            keep(of, offset, length);
        }
        return Result.OK;
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
        behind |= forget(packetId) < 0;
    }

    /** Takes the application's state out of a record; false if it is too long. */
    boolean keep(byte[] of, int offset, int length) {
        if (state == null || length > state.length) {
            return false;
        }
        System.arraycopy(of, offset, state, 0, length);
        stateLength = length;
        return true;
    }

    /**
     * {@code Client.applicationState}: copies what the application stored last.
     *
     * @param to where to
     * @param offset of its first byte there
     * @return its length, 0 for none; {@link Result#BUFFER_TOO_SMALL}
     */
    public int copyState(byte[] to, int offset) {
        if (stateLength == 0) {
            return 0;
        }
        if (to == null || offset < 0 || stateLength > to.length - offset) {
            return Result.BUFFER_TOO_SMALL;
        }
        System.arraycopy(state, 0, to, offset, stateLength);
        return stateLength;
    }

    /** The application's state; null if there is no room for one. */
    byte[] state() {
        return state;
    }

    int stateLength() {
        return stateLength;
    }

    private void append() {
        dirty = true;
        appended = true;
    }

    /** Whether something was appended that the next {@link #commit} may make durable. */
    boolean wantsCommit() {
        return appended;
    }

    /** Whether the store was busy, and wants to be asked again soon. */
    boolean isBusy() {
        return busy;
    }

    /** Whether nothing may be sent that might depend on a record, since one is not durable. */
    boolean isDirty() {
        return dirty;
    }

    /** So many milliseconds at most until the next commit is due. */
    int remaining(int most, int now) {
        return waiting ? Math.max(0, Math.min(most, LONGEST_WAIT - (now - waitingSince))) : most;
    }

    /**
     * Makes everything durable, once for each poll: {@link Result#OK}, {@link SessionStore#NOT_YET}, or why not. What
     * is not durable is tried again.
     */
    int commit(boolean mayWait, int now) {
        appended = false;
        if (waiting && !counting) {
            counting = true;
            waitingSince = now;
        }
        if (!dirty && !(waiting && (!mayWait || now - waitingSince >= LONGEST_WAIT))) {
            return Result.OK;
        }
        int result = behind ? store.compact() : Result.OK;
        if (result == Result.OK) {
            behind = false;
            result = store.commit();
        }
        dirty = result != Result.OK;
        waiting = false;
        counting = false;
        busy = result > 0;
        return result;
    }
}
