package nogc.mqtt.session;

import nogc.mqtt.Config;
import nogc.mqtt.Listener;
import nogc.mqtt.Metrics;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;

/** What becomes of messages on their way out: how each ends, and what the end of a connection or session does to it. */
final class Outbound {
    private final Listener listener;
    private final Metrics metrics;
    private final Journal journal;
    private final OutboundSlots slots;
    private final boolean republishQos2;
    private final PropertyReader none;
    private int releases;

    Outbound(Config config, Listener listener, Metrics metrics, Journal journal, OutboundSlots slots,
            PropertyReader none) {
        this.listener = listener;
        this.metrics = metrics;
        this.journal = journal;
        this.slots = slots;
        this.none = none;
        republishQos2 = config.republishQos2;
    }

    /** Drops what has expired. */
    void tick(int now) {
        int passed = slots.expiry.tick(now);
        if (passed < 0) {
            return;
        }
        OutboundSlot slot = slots.oldest();
        while (slot != null) {
            OutboundSlot next = slot.next;
            if (slots.expiry.isOver(slot, passed)) {
                metrics.expired++;
                complete(slot, Result.EXPIRED, 0, none);
            }
            slot = next;
        }
    }

    /** PUBREC, once that is recorded; if it cannot be: PUBLISH again, on another connection. */
    int received(OutboundSlot slot) {
        int result = journal.release(slot);
        if (result == Result.OK) {
            release(slot);
        }
        return result;
    }

    /** From here on only PUBREL is sent [MQTT-4.3.3-6]: the payload is not needed any more. */
    void release(OutboundSlot slot) {
        slots.expiry.forget(slot);
        slot.place = ++releases;
        slots.state(slot, OutboundSlot.RELEASE);
        slot.source = null;
        slots.freeBytes(slot);
    }

    /** Ends a message: slot, identifier, quota and bytes are free before the application hears of it. */
    void complete(OutboundSlot slot, int result, int reasonCode, PropertyReader properties) {
        int handle = slot.handle();
        int tag = slot.tag;
        boolean told = slot.isGivenUp();
        if (slot.qos > 0 && result == Result.OK) {
            journal.acknowledged(slot.packetId);
        } else if (slot.qos > 0) {
            journal.done(slot.packetId);
        }
        slots.free(slot);
        if (!told) {
            listener.onPublished(handle, tag, result, reasonCode, properties == null ? none : properties);
        }
    }

    /**
     * Ends a message that may not or cannot be sent. At QoS 2 the server may have it from the last connection and hold
     * its identifier, under which a new message would be taken for this one and lost. PUBREL has the server let go of
     * it: it answers PUBCOMP whether it knows the identifier or not [MQTT-4.3.3-11], and until then that is not free.
     */
    void giveUp(OutboundSlot slot, int result) {
        if (slot.qos < 2 || !slot.isWhole()) {
            complete(slot, result, 0, null);
            return;
        }
        release(slot);
        slot.lower(OutboundSlot.CANCELLED); // its one end is this
        slot.raise(OutboundSlot.GIVEN_UP);
        journal.givenUp(slot); // behind them, so that a snapshot has them
        listener.onPublished(slot.handle(), slot.tag, result, 0, none);
    }

    /** A message is no part of a session any more: only its end is still to be told. */
    void forget(OutboundSlot slot) {
        slots.expiry.forget(slot);
        slots.state(slot, OutboundSlot.SENT);
        slot.packetId = 0;
        slot.qos = 0;
        slot.flags &= OutboundSlot.OWN | OutboundSlot.GIVEN_UP | OutboundSlot.PULLED;
    }

    /** What a lost connection does to each message; requests are the business of {@link Requests}. */
    void disconnected() {
        OutboundSlot slot = slots.oldest();
        while (slot != null) {
            OutboundSlot next = slot.next;
            slot.lower(OutboundSlot.COUNTED);
            if (slot.state == OutboundSlot.WRITING) {
                if (slot.qos == 0) {
                    complete(slot, Result.CONNECTION_LOST, 0, none); // at most once: half of it may have arrived
                } else {
                    slots.state(slot, OutboundSlot.SENT);
                }
            }
            slot = next;
        }
    }

    /**
     * Session Present 1: what is open goes again, in the order first sent, under the same identifiers [MQTT-4.4.0-1].
     */
    void resumed() {
        for (OutboundSlot slot = slots.oldest(); slot != null; slot = slot.next) {
            if (slot.state == OutboundSlot.SENT) {
                slots.state(slot, OutboundSlot.QUEUED);
            } else if (slot.state == OutboundSlot.RELEASED) {
                slots.state(slot, OutboundSlot.RELEASE);
            }
        }
        slots.rewindQueue();
    }

    /**
     * Session Present 0 over a session of ours: nothing can be resumed, only started anew, settled or given up, as all
     * is that the application dropped by its Clean Start [MQTT-3.2.2-5].
     */
    void sessionLost(boolean dropped) {
        OutboundSlot slot = slots.oldest();
        while (slot != null) {
            OutboundSlot next = slot.next;
            int state = slot.state;
            if (state == OutboundSlot.RELEASE || state == OutboundSlot.RELEASED) {
                complete(slot, Result.OK, 0, none); // PUBREC said that the server has it
            } else if (slot.isAwaited()) {
                if (slot.qos == 2 && !republishQos2 || dropped) {
                    complete(slot, Result.SESSION_LOST, 0, none);
                } else {
                    slot.lower(OutboundSlot.ATTEMPTED | OutboundSlot.WHOLE);
                    slots.state(slot, OutboundSlot.QUEUED);
                }
            }
            slot = next;
        }
        slots.rewindQueue();
    }
}
