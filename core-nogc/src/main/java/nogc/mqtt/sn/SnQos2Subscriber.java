package nogc.mqtt.sn;

import nogc.mqtt.Listener;

/**
 * An {@link SnSubscriber} that receives at QoS 2 too, each message once. A gateway has one under way at a time; a few
 * more identifiers are kept for those that do not keep to it. One that has just ended is known for the retry time,
 * since a network may deliver a copy late.
 */
public final class SnQos2Subscriber extends SnSubscriber {
    private static final int MEMORY = 8;

    /** The identifiers that came last, 0 for none; the oldest gives way. */
    private final char[] ids = new char[MEMORY];
    /** Whether PUBREL came for it, and when. */
    private final boolean[] ended = new boolean[MEMORY];
    private final int[] endedAt = new int[MEMORY];
    private int oldest;

    /**
     * Allocates the table of names.
     *
     * @param topics as for {@link SnSubscriber}
     * @param topicLength as for {@link SnSubscriber}
     */
    public SnQos2Subscriber(int topics, int topicLength) {
        super(topics, topicLength);
    }

    @Override
    void attach(SnSession client) {
        super.attach(client);
        client.features |= SnSession.SUBSCRIBE_QOS2;
    }

    @Override
    boolean received(SnMessage message) {
        if (message.type() == SnType.PUBREL && session().isConnected()) {
            pubrel(message.msgId());
            return true;
        }
        return super.received(message);
    }

    private void pubrel(int msgId) {
        int index = find(msgId);
        if (index >= 0 && !ended[index]) {
            ended[index] = true;
            endedAt[index] = session().now;
        }
        answer(SnType.PUBCOMP, msgId); // also for an unknown one [SN-5.4.14-3]
    }

    private void answer(int type, int msgId) {
        SnSession session = session();
        session.send(SnEncoder.word(session.out, session.headroom, type, msgId));
    }

    private int find(int msgId) {
        for (int i = 0; i < MEMORY; i++) {
            if (ids[i] == msgId && msgId != 0) {
                return i;
            }
        }
        return -1;
    }

    /** Whether it is that message: under way, marked as a repeat, or so soon that it must be a copy. */
    private boolean isKnown(int index, int flags) {
        return !ended[index] || (flags & SnFlags.DUP) != 0 || isFresh(index);
    }

    /** Whether it ended so lately that copies of it may still come. */
    private boolean isFresh(int index) {
        SnSession session = session();
        return session.now - endedAt[index] < session.config.retryTime;
    }

    @Override
    void receivedQos2(SnMessage message) {
        int msgId = message.msgId();
        int index = find(msgId);
        if (index >= 0 && isKnown(index, message.flags())) {
            session().metrics.repeated++;
            answer(SnType.PUBREC, msgId);
            return;
        }
        int answer = deliver(message);
        if (isRefusal(answer)) {
            acknowledge(message, answer); // no state afterwards [SN-6.10-6]
        } else if (answer != Listener.WAIT) {
            remember(index, msgId);
            answer(SnType.PUBREC, msgId);
        }
    }

    /** Copies may have waited unread: the time in which they are known as such begins now. */
    @Override
    void resumed() {
        for (int i = 0; i < MEMORY; i++) {
            endedAt[i] = session().now;
        }
    }

    private void remember(int known, int msgId) {
        int index = known;
        if (index < 0) {
            index = oldest;
            oldest = (oldest + 1) % MEMORY;
        }
        ids[index] = (char) msgId;
        ended[index] = false;
    }

    @Override
    void connected(boolean clean) {
        super.connected(clean);
        for (int i = 0; i < MEMORY; i++) {
            // A gateway that was restarted counts from the beginning again: what has ended is no repeat any more.
            if (clean || ended[i] && !isFresh(i)) {
                ids[i] = 0; // [SN-6.3-1]
            }
        }
    }
}
