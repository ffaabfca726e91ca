package nogc.mqtt.session;

import nogc.mqtt.Config;
import nogc.mqtt.FullPolicy;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;

/** Has queued messages give way to a new one as the application's {@link FullPolicy} says, and tells their ends. */
final class GivingWay {
    private static final int NONE = 0;

    private final FullPolicy policy;
    private final Listener listener;
    private final Journal journal;
    private final OutboundSlots slots;
    private final PropertyReader none;
    /** What the next poll tells of those that gave way: handle, tag and result of each. */
    private final int[] ends;
    private int length;

    // The new message.
    private Topic topic;
    private int qos;
    private int tag;
    /** The identifier of a message that it replaces in the store, by a record under the same one. */
    private int identifier;

    GivingWay(Config config, Listener listener, Journal journal, OutboundSlots slots, PropertyReader none) {
        policy = config.whenFull;
        this.listener = listener;
        this.journal = journal;
        this.slots = slots;
        this.none = none;
        ends = new int[3 * config.outboundSlots];
    }

    /** A new message comes. */
    void to(Topic newTopic, int newQos, int newTag) {
        topic = newTopic;
        qos = newQos;
        tag = newTag;
        identifier = NONE;
    }

    /** Makes room for a slot and so many bytes in the ring; if that cannot be, false, and all stay. */
    boolean makeRoom(int bytes) {
        return end(slots.isFull(OutboundSlot.QUEUED) ? 1 : 0, slots.missing(bytes), 0);
    }

    /** Makes room in the store by messages that have a record there and are as long as the new one together. */
    boolean makeRoomInStore(int bytes) {
        return end(1, bytes, OutboundSlot.RECORDED);
    }

    private boolean end(int count, int bytes, int flag) {
        int found = 0;
        int sum = 0;
        for (OutboundSlot slot = slots.oldest(); slot != null && (found < count || sum < bytes); slot = slot.next) {
            if (givesWay(slot, flag)) {
                found++;
                sum += slot.recordLength();
            }
        }
        if (found < count || sum < bytes || length + 3 * found > ends.length) {
            return false;
        }
        OutboundSlot slot = slots.oldest();
        while (found > 0) {
            OutboundSlot next = slot.next;
            if (givesWay(slot, flag)) {
                end(slot);
                found--;
            }
            slot = next;
        }
        return true;
    }

    private boolean givesWay(OutboundSlot slot, int flag) {
        return slot.state == OutboundSlot.QUEUED && (slot.flags & flag) == flag
                && !slot.isAttempted() && !slot.isMarked() && !slot.isCancelled()
                && policy.givesWay(slot.qos, slot.tag, hasTopic(slot), qos, tag);
    }

    private boolean hasTopic(OutboundSlot slot) {
        byte[] bytes = slots.bytes();
        byte[] name = topic.bytes();
        int at = slot.topicLength == topic.length() ? 0 : -1;
        while (at >= 0 && at < slot.topicLength) {
            at = bytes[slot.offset + at] == name[at] ? at + 1 : -1;
        }
        return at >= 0;
    }

    private void end(OutboundSlot slot) {
        ends[length++] = slot.handle();
        ends[length++] = slot.tag;
        ends[length++] = hasTopic(slot) ? Result.REPLACED : Result.DROPPED;
        if (slot.qos > 0 && qos > 0 && identifier == NONE) {
            identifier = slot.packetId;
        } else if (slot.qos > 0) {
            journal.done(slot.packetId);
        }
        slots.free(slot);
    }

    /** A packet identifier for the new message; that of the one it replaces, which never left, is still unused. */
    int identifier() {
        return identifier == NONE ? slots.nextId() : identifier;
    }

    /** The new message was refused all the same. */
    void refused() {
        if (identifier != NONE) {
            journal.done(identifier);
        }
    }

    /** Whether {@link #tell} has something to tell. */
    boolean isDue() {
        return length > 0;
    }

    /** Tells the ends; the application may publish meanwhile. */
    void tell() {
        for (int at = 0; at < length; at += 3) {
            listener.onPublished(ends[at], ends[at + 1], ends[at + 2], 0, none);
        }
        length = 0;
    }
}
