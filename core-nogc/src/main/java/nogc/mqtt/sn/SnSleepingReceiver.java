package nogc.mqtt.sn;

import nogc.mqtt.Result;

/** What each message of the gateway does to a sleeping client, and what answers it. */
final class SnSleepingReceiver {
    final SnMessage message = new SnMessage();
    private final SnSleepingSession session;
    private final SnSubscriptions subscriptions = new SnSubscriptions();

    SnSleepingReceiver(SnSleepingSession session) {
        this.session = session;
    }

    /** Whether a datagram is a message; it lies in the session's buffer. */
    boolean parse(int length) {
        return message.parse(session.in, 0, length) >= 0;
    }

    /** What was parsed is a message of the gateway. */
    void received() {
        session.heard();
        if (!dispatch()) {
            session.metrics.unexpected++; // [SN-5.2.2-2]
        }
    }

    private boolean dispatch() {
        switch (message.type()) {
            case SnType.CONNACK:
                return connack();
            case SnType.REGISTER:
                return register();
            case SnType.REGACK:
                return regack();
            case SnType.PUBLISH:
                return publish();
            case SnType.PUBACK:
                return puback();
            case SnType.SUBACK:
                return suback();
            case SnType.PINGREQ:
                return pingreq();
            case SnType.PINGRESP:
                return pingresp();
            case SnType.DISCONNECT:
                return disconnected();
            default:
                return false;
        }
    }

    private boolean connack() {
        if (!session.awaits(SnType.CONNECT)) {
            return false;
        }
        int code = message.returnCode();
        if (code != SnReturnCode.ACCEPTED) {
            session.lose(session.refuse(code)); // [SN-6.2-3]
            return true;
        }
        if (session.isClean()) {
            subscriptions.clear();
        }
        session.metrics.connections++;
        session.state = SnSleepingSession.ACTIVE;
        session.end(Result.OK);
        return true;
    }

    private boolean register() {
        if (!session.isConnected()) {
            return false;
        }
        answer(SnType.REGACK, subscriptions.register(message)); // [SN-6.10-2]
        return true;
    }

    private void answer(int type, int code) {
        session.answer = SnEncoder.acknowledgement(session.in, 0, type, message.topicId(), message.msgId(), code);
    }

    private boolean regack() {
        if (!session.awaits(SnType.REGISTER) || message.msgId() != session.msgId) {
            return false; // [SN-5.4.11-2]
        }
        int code = message.returnCode();
        int id = message.topicId();
        if (code != SnReturnCode.ACCEPTED) {
            session.end(session.refuse(code)); // [SN-6.5-2]
        } else if (!SnSubscriptions.isAssignable(id)) {
            session.end(Result.TOPIC_ID_UNKNOWN);
        } else {
            session.topic.topicId = id;
            session.topic.connection = session.metrics.connections;
            subscriptions.registered(session.topic, id);
            session.beginPublish();
        }
        return true;
    }

    private boolean publish() {
        int qos = SnFlags.qos(message.flags());
        if (!session.isConnected() || qos < 0) {
            return false;
        }
        SnTopic topic = subscriptions.find(message.flags() & SnFlags.TOPIC_ID_TYPE, message.topicId());
        if (topic == null) {
            session.metrics.unknownTopics++;
            answer(SnType.PUBACK, SnReturnCode.INVALID_TOPIC_ID); // [SN-6.10-4]
        } else if (qos == 2) {
            answer(SnType.PUBACK, SnReturnCode.NOT_SUPPORTED);
        } else {
            session.held = topic;
        }
        return true;
    }

    /** The application is through with the message that was held. */
    void taken() {
        session.metrics.delivered++;
        session.held = null;
        session.resumed();
        if (SnFlags.qos(message.flags()) == 1) {
            answer(SnType.PUBACK, SnReturnCode.ACCEPTED); // [SN-6.10-1]
        }
    }

    private boolean puback() {
        boolean any = message.msgId() == 0; // it answers QoS 0 [SN-5.4.13-2]
        if (!any && (!session.awaits(SnType.PUBLISH) || message.msgId() != session.msgId)) {
            return false;
        }
        boolean ours = !any;
        int code = message.returnCode();
        SnTopic topic = session.topic;
        if (code == SnReturnCode.INVALID_TOPIC_ID && topic != null && topic.topicIdType == SnFlags.NORMAL) {
            int id = message.topicId();
            if (id != topic.topicId && (any || id != 0)) { // TopicId 0: whichever it was [SN-D-8]
                return false; // it refuses a copy that went out under an earlier id
            }
            topic.topicId = 0; // [SN-6.6-2]
            if (session.registerAgain()) {
                return true;
            }
            ours = session.request == SnType.PUBLISH;
        }
        int how = session.refuse(code);
        if (ours) {
            session.end(how);
        }
        return true;
    }

    private boolean suback() {
        SnTopic topic = session.subscribing;
        if (topic == null || !session.awaits(SnType.SUBSCRIBE) || message.msgId() != session.msgId) {
            return false;
        }
        int how = session.refuse(message.returnCode()); // [SN-6.9-2]
        if (how == Result.OK) {
            subscriptions.add(topic, message.topicId());
        }
        session.end(how);
        return true;
    }

    private boolean pingreq() {
        if (!session.isConnected()) {
            return false;
        }
        session.answer = SnEncoder.empty(session.in, 0, SnType.PINGRESP); // [SN-6.11-2]
        return true;
    }

    private boolean pingresp() {
        if (!session.awaits(SnType.PINGREQ)) {
            return false;
        }
        session.end(Result.OK);
        if (session.state == SnSleepingSession.ASLEEP) {
            session.fallAsleep(); // [SN-6.14-4]
        }
        return true;
    }

    private boolean disconnected() {
        if (session.awaits(SnType.DISCONNECT)) {
            if (session.seconds == 0) {
                session.lose(Result.OK); // [SN-6.12-1]
            } else {
                session.end(Result.OK);
                session.fallAsleepFor(); // [SN-6.14-1] [SN-6.14-8]
            }
            return true;
        }
        boolean unconcerned = session.state == SnSleepingSession.DISCONNECTED && !session.awaits(SnType.CONNECT);
        if (unconcerned || session.isCopy()) {
            return false;
        }
        session.lose(Result.SERVER_DISCONNECT); // [SN-6.12-3]
        return true;
    }
}
