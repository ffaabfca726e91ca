package nogc.samples.gateway;

import nogc.mqtt.sn.SnMessage;
import nogc.mqtt.sn.SnType;

/**
 * What is remembered of one client over its connections: its topics, its subscriptions, what it publishes and what
 * waits for it.
 */
abstract class NodeSession implements Upstream.Events {
    final String client;
    final NodeRecords records;
    final NodeSender sender;
    final Upstream upstream;
    final Requests requests;
    final Downlink downlink;
    private final TopicIds topics;
    private final Uplink uplink;

    /**
     * An empty session.
     *
     * @param client its identifier
     * @param settings of the gateway
     * @param brokers where it joins
     * @param memory for its topics and what waits for it
     * @param out room for the longest datagram
     * @param records what of it survives
     * @param log for the operator
     */
    NodeSession(String client, Settings settings, Brokers brokers, Memory.Share memory, byte[] out,
            NodeRecords records, OperatorLog log) {
        this.client = client;
        this.records = records;
        sender = new NodeSender(out);
        topics = new TopicIds(settings.topics, memory);
        upstream = brokers.seat(client, this);
        uplink = new Uplink(client, sender, topics, settings, records, log, upstream);
        requests = new Requests(client, sender, topics, settings, records, log, upstream);
        downlink = new Downlink(client, sender, topics, settings, memory, records, log);
    }

    String client() {
        return client;
    }

    Upstream upstream() {
        return upstream;
    }

    /** Messages that wait for the node. */
    int waiting() {
        return downlink.size();
    }

    /** The node may have lost its memory of topics. */
    void reconnected() {
        requests.drop();
        topics.allUnknown();
    }

    /** The session is over. */
    void forgetSession() {
        topics.clear();
        uplink.clear();
        requests.clear();
        downlink.clear();
        records.forgotten();
    }

    /** A step of an exchange that is under way; whether the message is one. */
    boolean isAnswer(SnMessage message, long now) {
        switch (message.type()) {
            case SnType.REGACK:
                downlink.regack(now, message.topicId(), message.msgId(), message.returnCode());
                return true;
            case SnType.PUBACK:
                downlink.puback(now, message.topicId(), message.msgId(), message.returnCode());
                return true;
            case SnType.PUBREC:
                downlink.pubrec(now, message.msgId());
                return true;
            case SnType.PUBCOMP:
                downlink.pubcomp(message.msgId());
                return true;
            case SnType.PUBREL:
                uplink.pubrel(message.msgId(), now);
                return true;
            default:
                return false;
        }
    }

    /** What a node that is awake may begin; whether the message is that. */
    boolean isRequest(SnMessage message, long now) {
        switch (message.type()) {
            case SnType.REGISTER:
                uplink.register(message, now);
                return true;
            case SnType.PUBLISH:
                uplink.publish(message, now);
                return true;
            case SnType.SUBSCRIBE:
            case SnType.UNSUBSCRIBE:
                requests.request(message, now);
                return true;
            default:
                return false;
        }
    }

    /** Offers the broker's side what it did not take yet; whether there is something left. */
    boolean isHeld() {
        uplink.work();
        requests.work();
        return uplink.isHeld() || requests.isHeld();
    }

    @Override
    public void published(int number, boolean accepted) {
        uplink.published(number, accepted);
    }

    @Override
    public void publishAgain(int number) {
        uplink.again(number);
    }

    @Override
    public void requestAgain(int number) {
        requests.again(number);
    }

    @Override
    public void subscribed(int number, int qos) {
        requests.subscribed(number, qos);
    }

    @Override
    public void unsubscribed(int number) {
        requests.unsubscribed(number);
    }

    @Override
    public boolean hasRoom() {
        return downlink.hasRoom();
    }

    @Override
    public void withdraw(long arrival) {
        downlink.withdraw(arrival);
    }

    /** What an earlier life of the gateway has kept. */
    void restoreSession(JournalImage image) {
        image.filters.forEach(requests::restore);
        downlink.restore(image, upstream.confirmed());
        uplink.restore(image);
    }

    /** What is needed to begin the journal anew. */
    void recordSession(NodeRecords into) {
        requests.record(into);
        downlink.record(into);
        uplink.record(into);
    }
}
