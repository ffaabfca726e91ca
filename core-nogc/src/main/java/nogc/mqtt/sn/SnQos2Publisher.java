package nogc.mqtt.sn;

import nogc.mqtt.Result;

/** Publishes at QoS 2: PUBLISH, PUBREC, PUBREL, PUBCOMP. It has no memory of its own: the queue keeps the message. */
public final class SnQos2Publisher extends SnOption {
    private SnSession session;

    /** An option without settings. */
    public SnQos2Publisher() {
    }

    @Override
    void attach(SnSession client) {
        session = client;
        session.features |= SnSession.PUBLISH_QOS2;
    }

    @Override
    boolean received(SnMessage message) {
        switch (message.type()) {
            case SnType.PUBREC:
                return pubrec(message.msgId());
            case SnType.PUBCOMP:
                return pubcomp(message.msgId());
            default:
                return false;
        }
    }

    private boolean pubrec(int msgId) {
        SnTransaction transaction = session.transaction;
        if (transaction.is(SnType.PUBREL, msgId)) {
            transaction.sendAgain(); // [SN-5.4.14-2]
            return true;
        }
        if (!transaction.is(SnType.PUBLISH, msgId)
                || SnFlags.qos(session.queue.flags(transaction.record())) != 2) {
            return false;
        }
        session.queue.setType(transaction.record(), SnType.PUBREL);
        transaction.begin(SnType.PUBREL, transaction.record(), msgId); // counts anew [SN-6.13-7]
        return true;
    }

    private boolean pubcomp(int msgId) {
        if (!session.transaction.is(SnType.PUBREL, msgId)) {
            return false;
        }
        session.published(session.transaction.record(), Result.OK, 0);
        return true;
    }

    @Override
    int encode(int type) {
        return type == SnType.PUBREL
                ? SnEncoder.word(session.out, session.headroom, SnType.PUBREL, session.transaction.msgId()) : 0;
    }
}
