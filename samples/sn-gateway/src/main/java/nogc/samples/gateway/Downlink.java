package nogc.samples.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import nogc.mqtt.sn.SnFlags;
import nogc.mqtt.sn.SnReturnCode;
import nogc.mqtt.sn.SnType;

/**
 * What waits for a node: a bounded queue, of which the first message is under way, registered first where it must be,
 * and repeated until it is acknowledged (sections 6.6, 6.10, 6.13).
 */
final class Downlink {
    /** {@link #work}: the node did not answer any of the repeats. */
    static final int LOST = -1;
    /** {@link #work}: nothing to do until something happens. */
    static final int NEVER = Integer.MAX_VALUE;

    private static final int WAITING = 0;
    private static final int REGISTERING = 1;
    private static final int PUBLISHING = 2;
    private static final int RELEASING = 3;
    /** Messages of QoS 0 that leave at once, and the pause behind them: a small node has a small buffer. */
    private static final int BURST = 8;
    private static final int PAUSE = 20;
    /** Milliseconds until a link that took nothing is tried again. */
    private static final int AGAIN = 5;
    /** MsgIds that one record lets be used. */
    private static final int RESERVE = 64;
    private static final int HIGHEST_ID = 0xFFFF;
    /** What a message in the queue takes beside its topic and payload, about. */
    private static final int ENTRY = 150;
    private static final String TOO_LONG = "a message for it that is longer than a datagram of its link";

    private final String client;
    private final NodeSender sender;
    private final TopicIds topics;
    private final Settings settings;
    private final Memory.Share memory;
    private final NodeRecords records;
    private final OperatorLog log;
    private final ArrayDeque<Outgoing> queue = new ArrayDeque<>();
    private long lastNumber;
    private int lastMsgId;
    private int reserved;

    // of the first message
    private int step = WAITING;
    private int msgId;
    private boolean sentBefore;
    private boolean registeredAgain;
    private int kind;
    private int topicId;
    private long sentAt;
    private int repeats;
    private boolean due;
    private boolean congested;
    private long congestedAt;

    Downlink(String client, NodeSender sender, TopicIds topics, Settings settings, Memory.Share memory,
            NodeRecords records, OperatorLog log) {
        this.client = client;
        this.sender = sender;
        this.topics = topics;
        this.settings = settings;
        this.memory = memory;
        this.records = records;
        this.log = log;
    }

    boolean hasRoom() {
        return queue.size() < settings.queue;
    }

    /** Whether a node that is awake has nothing to wait for: what is left was refused for congestion, if anything. */
    boolean isOver() {
        return queue.isEmpty() || congested;
    }

    int size() {
        return queue.size();
    }

    /** Queues a message. A full queue lets go of its oldest one of QoS 0, or if it has none of this one. */
    void add(long now, String topic, byte[] payload, int qos, boolean retain, long arrival) {
        if (!hasRoom() && !dropUnsupervised()) {
            log.refuse(now, client, "a message for it, since " + settings.queue + " wait already (--queue)");
            return;
        }
        Outgoing message = new Outgoing(++lastNumber, topic, payload, qos, retain, arrival);
        if (!sender.fits(Math.max(topic.length(), payload.length))) {
            log.refuse(now, client, TOO_LONG);
            return;
        }
        if (!memory.take(octets(message))) {
            log.refuse(now, client, "a message for it, since the memory for what waits is used up (-Xmx)");
            return;
        }
        if (qos > 0) {
            records.queued(message);
        }
        queue.add(message);
    }

    private static int octets(Outgoing message) {
        return ENTRY + message.topic().length() + message.payload().length;
    }

    /** Takes the last message back, if it is this one. */
    void withdraw(long arrival) {
        if (!queue.isEmpty() && queue.peekLast().arrival() == arrival) {
            finished(queue.removeLast());
        }
    }

    private boolean dropUnsupervised() {
        Iterator<Outgoing> all = queue.iterator();
        Outgoing first = all.next();
        if (first.qos() == 0 && step == WAITING) {
            all.remove();
            finished(first);
            return true;
        }
        while (all.hasNext()) {
            Outgoing next = all.next();
            if (next.qos() == 0) {
                all.remove();
                finished(next);
                return true;
            }
        }
        return false;
    }

    /**
     * What an earlier life of the gateway has kept. MsgIds go on behind those that it may have used: the node would
     * take a message for a repeat that came under one of them.
     *
     * @param confirmed arrivals behind it come again, and were not sent to the node
     */
    void restore(JournalImage image, long confirmed) {
        lastMsgId = image.reserved;
        reserved = image.reserved;
        for (Outgoing message : image.queue.values()) {
            lastNumber = Math.max(lastNumber, message.number());
            if (message.arrival() <= confirmed) {
                queue.add(message.confirmed());
                memory.hold(octets(message));
            }
        }
        int sentAs = queue.isEmpty() ? 0 : image.sentAs(queue.peek());
        if (sentAs != 0) {
            msgId = sentAs;
            sentBefore = true;
            step = image.isReleased(queue.peek()) ? RELEASING : WAITING;
        }
    }

    /** What is needed to begin the journal anew. */
    void record(NodeRecords into) {
        into.reserved(reserved);
        for (Outgoing message : queue) {
            if (message.qos() > 0) {
                into.queued(message);
            }
        }
        if (sentBefore && queue.peek().qos() == 2) {
            into.sent(queue.peek().number(), msgId);
        }
        if (step == RELEASING) {
            into.released(queue.peek().number());
        }
    }

    /** The node listens again: what is under way is sent anew. */
    void resume() {
        if (step == REGISTERING) {
            step = WAITING;
        }
        due = true;
        repeats = 0;
        registeredAgain = false;
        congested = false;
        reserved = lastMsgId; // it may be the first connection of a session that is kept: recorded anew with the next
    }

    /** The session is over. */
    void clear() {
        for (Outgoing message : queue) {
            finished(message);
        }
        queue.clear();
        next();
    }

    /**
     * Sends what is due to a node that listens.
     *
     * @return milliseconds until there is something to do, {@link #NEVER}, or {@link #LOST}
     */
    int work(long now) {
        int burst = 0;
        while (!queue.isEmpty()) {
            if (congested && now - congestedAt < settings.congestionWait) {
                return (int) (settings.congestionWait - (now - congestedAt));
            }
            congested = false;
            if (step == WAITING) {
                if (!begin(now)) {
                    continue; // it can never be sent, and is gone
                }
            } else if (!due) {
                int left = (int) (settings.retryTime - (now - sentAt));
                if (left > 0) {
                    return left;
                }
                if (repeats == settings.retries) {
                    return LOST;
                }
                repeats++;
            }
            if (!transmit()) {
                due = true;
                return AGAIN;
            }
            due = false;
            sentAt = now;
            if (step == PUBLISHING && queue.peek().qos() == 0) {
                done();
                if (++burst == BURST) {
                    return PAUSE;
                }
            }
        }
        return NEVER;
    }

    private boolean begin(long now) {
        Outgoing message = queue.peek();
        byte[] name = message.topic().getBytes(StandardCharsets.UTF_8);
        topicId = topics.knownId(message.topic()); // also of a predefined one, if the node asked for it by its name
        kind = topicId != 0 ? SnFlags.NORMAL : SnFlags.PREDEFINED;
        if (topicId == 0) {
            topicId = settings.predefined.id(client, message.topic());
        }
        if (topicId == 0 && name.length == 2) {
            topicId = (name[0] & 0xFF) << 8 | name[1] & 0xFF;
            kind = SnFlags.SHORT;
        } else if (topicId == 0) {
            topicId = topics.id(message.topic());
            kind = SnFlags.NORMAL;
        }
        boolean registered = kind != SnFlags.NORMAL || topics.isKnown(topicId);
        if (topicId == 0 || !sender.fits(registered ? message.payload().length
                : Math.max(name.length, message.payload().length))) {
            log.refuse(now, client, topicId == 0 ? "a message for it, since its table of topics is full (--topics)"
                    : TOO_LONG);
            done();
            return false;
        }
        step = registered ? PUBLISHING : REGISTERING;
        if (message.qos() > 0 && msgId == 0 || !registered && !sentBefore) {
            msgId = nextMsgId();
        }
        due = true;
        return true;
    }

    private int nextMsgId() {
        if (lastMsgId == reserved) {
            reserved = reserved == HIGHEST_ID ? RESERVE : Math.min(reserved + RESERVE, HIGHEST_ID);
            records.reserved(reserved);
        }
        lastMsgId = lastMsgId == HIGHEST_ID ? 1 : lastMsgId + 1;
        return lastMsgId;
    }

    private boolean transmit() {
        Outgoing message = queue.peek();
        if (step == REGISTERING) {
            return sender.register(topicId, msgId, message.topic().getBytes(StandardCharsets.UTF_8));
        }
        if (step == RELEASING) {
            return sender.msgId(SnType.PUBREL, msgId);
        }
        int flags = SnFlags.of(message.qos(), message.retain(), kind);
        if (message.qos() == 2 && !sentBefore) {
            records.sent(message.number(), msgId);
        }
        boolean again = sentBefore && message.qos() > 0;
        boolean taken = sender.publish(again ? flags | SnFlags.DUP : flags, topicId, message.qos() == 0 ? 0 : msgId,
                message.payload());
        sentBefore |= taken;
        return taken;
    }

    /** The first message has come to its end. */
    private void done() {
        finished(queue.remove());
        next();
    }

    private void finished(Outgoing message) {
        memory.give(octets(message));
        if (message.qos() > 0) {
            records.done(message.number());
        }
    }

    private void next() {
        step = WAITING;
        msgId = 0;
        sentBefore = false;
        registeredAgain = false;
        repeats = 0;
    }

    void regack(long now, int id, int answers, int returnCode) {
        if (step != REGISTERING || answers != msgId) {
            return;
        }
        step = WAITING;
        repeats = 0;
        if (!sentBefore) {
            msgId = 0; // PUBLISH has one of its own
        }
        if (returnCode == SnReturnCode.ACCEPTED) {
            topics.known(id);
        } else if (returnCode == SnReturnCode.CONGESTION) {
            congest(now);
        } else {
            log.refuse(now, client, "the node refused a topic of a message for it");
            done();
        }
    }

    void puback(long now, int id, int answers, int returnCode) {
        if (returnCode == SnReturnCode.INVALID_TOPIC_ID && answers == 0) { // of QoS 0, which is gone
            topics.unknown(id);
            return;
        }
        if (step != PUBLISHING || answers != msgId || queue.peek().qos() == 0) {
            return;
        }
        if (returnCode == SnReturnCode.CONGESTION) {
            congest(now);
        } else if (returnCode == SnReturnCode.INVALID_TOPIC_ID && kind == SnFlags.NORMAL && !registeredAgain) {
            topics.unknown(topicId);
            registeredAgain = true;
            step = WAITING;
        } else if (returnCode != SnReturnCode.ACCEPTED) {
            log.refuse(now, client, "the node refused a message for it");
            done();
        } else if (queue.peek().qos() == 1) {
            done();
        }
    }

    private void congest(long now) {
        congested = true;
        congestedAt = now;
        step = WAITING;
    }

    void pubrec(long now, int answers) {
        boolean ours = answers == msgId && !queue.isEmpty() && queue.peek().qos() == 2;
        if (ours && step == PUBLISHING) {
            records.released(queue.peek().number());
            step = RELEASING;
            repeats = 0;
            sentAt = now;
        }
        sender.msgId(SnType.PUBREL, answers); // an unknown one too: the node is to end its exchange
    }

    void pubcomp(int answers) {
        if (step == RELEASING && answers == msgId) {
            done();
        }
    }
}
