package nogc.mqtt.session;

import nogc.mqtt.Config;
import nogc.mqtt.ExchangeWatch;
import nogc.mqtt.Result;

/** What is not wanted any more: a message, or all of a session. The application marks them, and the next poll tells. */
public final class Cancellations {
    private final ExchangeWatch watch;
    private final Outbound outbound;
    private final OutboundSlots slots;
    private final InboundSlots inbound;
    private final Journal journal;
    /** A message may be marked. */
    private boolean marked;
    /** The one that is half written is marked: it ends once it is whole. */
    private boolean postponed;

    Cancellations(Config config, Outbound outbound, OutboundSlots slots, InboundSlots inbound, Journal journal) {
        watch = config.exchangeWatch;
        this.outbound = outbound;
        this.slots = slots;
        this.inbound = inbound;
        this.journal = journal;
    }

    /**
     * {@code Client.cancel}: marks a message that is not over.
     *
     * @param handle that the message was given
     * @return {@link Result#OK}; {@link Result#STALE} if there is none, or only its PUBREL is left
     */
    public int cancel(int handle) {
        for (OutboundSlot slot = slots.oldest(); slot != null; slot = slot.next) {
            if (slot.handle() == handle && handle != 0 && slot.state <= OutboundSlot.SENT) {
                slot.raise(OutboundSlot.CANCELLED);
                marked = true;
                return Result.OK;
            }
        }
        return Result.STALE;
    }

    /**
     * Gives up the session while there is no connection: its messages are marked, and until the next poll nobody has or
     * keeps them, under no identifier.
     */
    int clear() {
        for (OutboundSlot slot = slots.oldest(); slot != null; slot = slot.next) {
            outbound.forget(slot);
            slot.raise(OutboundSlot.CANCELLED);
            marked = true;
        }
        inbound.releaseAll();
        return journal.clear();
    }

    /** The connection ended; if it broke, perhaps over the oldest in flight, for the last time. */
    void disconnected(boolean broke) {
        if (!broke || watch == null) {
            return;
        }
        OutboundSlot slot = slots.oldest();
        while (slot != null && !(slot.state <= OutboundSlot.SENT && slot.isCounted())) {
            slot = slot.next;
        }
        if (slot != null && watch.broke(slot.packetId)) {
            outbound.giveUp(slot, Result.CONNECTIONS_BROKEN);
        }
    }

    /** Whether {@link #complete} has something to tell; {@code halfWritten}: a message is. */
    boolean isDue(boolean halfWritten) {
        return marked || postponed && !halfWritten;
    }

    /** Completes what is marked; one that is half written, once that is whole. */
    void complete() {
        if (!marked && !postponed) {
            return;
        }
        marked = false;
        postponed = false;
        int most = slots.used(); // what the application cancels meanwhile may have to wait for the next poll
        OutboundSlot slot = slots.oldest();
        while (slot != null && most > 0) {
            OutboundSlot next = slot.next;
            if (slot.isCancelled() && slot.state == OutboundSlot.WRITING) {
                postponed = true;
            } else if (slot.isCancelled()) {
                if (slot.qos == 1 && slot.isCounted()) {
                    slots.quota.cancel(slot);
                }
                outbound.giveUp(slot, Result.CANCELLED);
                most--;
                next = slots.oldest(); // that one may have given way to what the application published just now
            }
            slot = next;
        }
    }
}
