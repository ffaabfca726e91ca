package nogc.samples.gateway;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import nogc.mqtt.sn.SnFlags;
import nogc.mqtt.sn.SnMessage;
import nogc.mqtt.sn.SnReturnCode;
import nogc.mqtt.sn.SnType;
import nogc.mqtt.wire.TopicRules;

/** SUBSCRIBE and UNSUBSCRIBE of a node, one at a time, to the broker and back (section 6.9). */
final class Requests {
    private static final int NONE = 0;

    private final String client;
    private final NodeSender sender;
    private final TopicIds topics;
    private final Settings settings;
    private final NodeRecords records;
    private final OperatorLog log;
    private final Upstream upstream;
    /** What is subscribed, and at which QoS. */
    private final Map<String, Integer> filters = new LinkedHashMap<>();

    /** SUBSCRIBE, UNSUBSCRIBE or NONE. */
    private int type = NONE;
    private boolean taken;
    private int number;
    private long askedAt;
    private int msgId;
    private int kind;
    private int predefinedId;
    private int qos;
    private String filter;

    Requests(String client, NodeSender sender, TopicIds topics, Settings settings, NodeRecords records,
            OperatorLog log, Upstream upstream) {
        this.client = client;
        this.sender = sender;
        this.topics = topics;
        this.settings = settings;
        this.records = records;
        this.log = log;
        this.upstream = upstream;
    }

    /** The connection is over, whose requests nobody waits for any more. */
    void drop() {
        type = NONE;
    }

    /** The session is over. */
    void clear() {
        drop();
        filters.clear();
    }

    /** What an earlier life of the gateway has kept. */
    void restore(String restored, int granted) {
        filters.put(restored, granted);
    }

    Map<String, Integer> filters() {
        return filters;
    }

    /** What is needed to begin the journal anew. */
    void record(NodeRecords into) {
        filters.forEach(into::subscribed);
    }

    void request(SnMessage message, long now) {
        if (type != NONE) {
            if (message.msgId() != msgId || message.type() != type) {
                log.refuse(now, client, "a second request while one is under way");
            }
            return;
        }
        msgId = message.msgId();
        kind = message.flags() & SnFlags.TOPIC_ID_TYPE;
        qos = SnFlags.qos(message.flags());
        predefinedId = kind == SnFlags.PREDEFINED ? message.filterId() : 0;
        filter = kind == SnFlags.PREDEFINED ? settings.predefined.topic(client, predefinedId)
                : new String(message.bytes(), message.dataOffset(), message.dataLength(), StandardCharsets.UTF_8);
        if (filter == null) {
            log.refuse(now, client, "a subscription to an id that is not predefined");
            if (message.type() == SnType.SUBSCRIBE) {
                sender.suback(0, predefinedId, msgId, SnReturnCode.INVALID_TOPIC_ID);
            } else {
                sender.msgId(SnType.UNSUBACK, msgId);
            }
            return;
        }
        type = message.type();
        askedAt = now;
        taken = false;
        number++;
        work();
    }

    /** Hands over what the broker's side did not take yet. */
    void work() {
        if (isHeld()) {
            taken = type == SnType.SUBSCRIBE ? upstream.subscribe(number, filter, qos)
                    : upstream.unsubscribe(number, filter);
        }
    }

    boolean isHeld() {
        return type != NONE && !taken;
    }

    void subscribed(int ofNumber, int granted) {
        if (type != SnType.SUBSCRIBE || ofNumber != number) {
            return;
        }
        type = NONE;
        if (granted < 0) {
            log.refuse(askedAt, client, "a subscription, which the broker refused");
            sender.suback(0, predefinedId, msgId, SnReturnCode.NOT_SUPPORTED);
            return;
        }
        byte[] name = filter.getBytes(StandardCharsets.UTF_8);
        int id = predefinedId;
        if (kind == SnFlags.NORMAL && !TopicRules.hasWildcard(name, 0, name.length)
                && !TopicRules.isShared(name, 0, name.length)) {
            id = topics.id(filter);
            if (id != 0) {
                topics.known(id);
            }
        }
        records.subscribed(filter, granted);
        filters.put(filter, granted);
        sender.suback(granted, id, msgId, SnReturnCode.ACCEPTED);
    }

    /** It was lost on its way. */
    void again(int ofNumber) {
        if (type != NONE && ofNumber == number) {
            taken = false;
        }
    }

    void unsubscribed(int ofNumber) {
        if (type != SnType.UNSUBSCRIBE || ofNumber != number) {
            return;
        }
        type = NONE;
        records.unsubscribed(filter);
        filters.remove(filter);
        sender.msgId(SnType.UNSUBACK, msgId);
    }
}
