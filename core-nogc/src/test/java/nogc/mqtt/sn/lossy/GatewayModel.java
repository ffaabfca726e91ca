package nogc.mqtt.sn.lossy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import nogc.hal.Clock;
import nogc.hal.DatagramTransport;
import nogc.mqtt.sn.SnType;

/**
 * A gateway with a broker behind it that keeps sessions, repeats what is not acknowledged, buffers for sleepers, and
 * has the faults of real gateways where it is told to. It takes note of each message that arrives.
 */
final class GatewayModel {
    private static final int ACCEPTED = 0;
    private static final int CONGESTED = 1;
    private static final int INVALID_TOPIC_ID = 2;
    /** How long after its end a copy of an exchange may arrive: longer than the network delays. */
    private static final int COPIES = 1000;
    /** The longest delay of the network: so long ids of before and after a renumbering may be mixed up. */
    private static final int DELAY = 150;

    /** A message for a client. */
    private record Outgoing(int number, int qos, String topic) {
    }

    /** Everything about one client identifier. */
    private final class Session {
        final String id;
        byte[] address = {};
        boolean active;
        boolean asleep;
        boolean awake;
        int heard;
        int sleepSeconds;
        int keepAlive;
        byte[] connect;
        int connectedAt;
        boolean willAsked;
        final Map<Integer, String> topicOf = new TreeMap<>();
        final Map<String, Integer> idOf = new TreeMap<>();
        /** Names that the client acknowledged, so that it is sure which one an id means. */
        final Set<String> known = new HashSet<>();
        final Map<Integer, Integer> received2 = new HashMap<>();
        final Deque<Outgoing> queue = new ArrayDeque<>();
        /** The message under way: its MsgId, 0 for none; whether it was released. */
        int msgId;
        int lastMsgId;
        int nextTopic = 1;
        boolean registering;
        boolean released;
        boolean sentBefore;
        int sentAt;
        int sends;
        int pings;
        boolean pingOwed;

        Session(String id) {
            this.id = id;
        }

        void lose() {
            active = false;
            asleep = false;
            awake = false;
            registering = false;
            willAsked = false;
        }

        int register(String topic) {
            return idOf.computeIfAbsent(topic, name -> {
                topicOf.put(nextTopic, name);
                return nextTopic++;
            });
        }

        void forgetTopics() {
            topicOf.clear();
            idOf.clear();
            known.clear();
            nextTopic = 1 + random.nextInt(5);
        }
    }

    // faults of real gateways
    boolean renumbers;
    boolean buffersUntilSecondPing;
    boolean pingrespEarly;
    boolean noiseInSuback;
    boolean silentOnWillTopic;
    /** One of so many requests is refused for congestion; 0 for none. */
    int congestion;
    /** One of so many topic ids is forgotten; 0 for none. */
    int forgetful;

    /** Numbers of the messages that arrived, in order. */
    final List<Integer> delivered = new ArrayList<>();
    /** Numbers of messages to clients that a clean session ended amid their exchange. */
    final List<Integer> dropped = new ArrayList<>();
    private final DatagramTransport transport;
    private final Clock clock;
    private final Random random;
    private final int retryTime;
    private final Map<String, Session> sessions = new TreeMap<>();
    private final byte[] buffer = new byte[1000];
    private final byte[] sender = new byte[DatagramTransport.LONGEST_ADDRESS];
    private int senderLength;

    GatewayModel(DatagramTransport transport, Clock clock, Random random, int retryTime) {
        this.transport = transport;
        this.clock = clock;
        this.random = random;
        this.retryTime = retryTime;
        transport.open();
    }

    /** A message from the broker. */
    void publish(String clientId, int number, int qos, String topic) {
        sessions.computeIfAbsent(clientId, Session::new).queue.add(new Outgoing(number, qos, topic));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        sessions.values().forEach(session -> text.append(session.id + " active " + session.active + " asleep "
                + session.asleep + " awake " + session.awake + " asked " + session.willAsked + " queue " + session.queue
                + " msgId " + session.msgId + " sends " + session.sends));
        return text.toString();
    }

    boolean isIdle() {
        return sessions.values().stream().allMatch(session -> session.queue.isEmpty());
    }

    /** All clients must connect again; what they left stays. */
    void restart() {
        sessions.values().forEach(Session::lose);
    }

    void poll() {
        for (int count = transport.receive(buffer, 0, buffer.length); count > 0;
                count = transport.receive(buffer, 0, buffer.length)) {
            senderLength = transport.sender(sender, 0);
            handle(Datagram.ofClient(Arrays.copyOf(buffer, count)), Arrays.copyOf(buffer, count));
        }
        sessions.values().forEach(this::work);
    }

    private void reply(byte[] message) {
        transport.send(sender, 0, senderLength, message, 0, message.length);
    }

    private void send(Session session, byte[] message) {
        transport.send(session.address, 0, session.address.length, message, 0, message.length);
    }

    private Session sessionOfSender() {
        byte[] address = Arrays.copyOf(sender, senderLength);
        for (Session session : sessions.values()) {
            if (Arrays.equals(session.address, address)) {
                return session;
            }
        }
        return null;
    }

    private static byte octet(int value) {
        return (byte) value;
    }

    private boolean oneOf(int chances) {
        return chances > 0 && random.nextInt(chances) == 0;
    }

    private void handle(Datagram datagram, byte[] whole) {
        if (datagram.type() == SnType.CONNECT) {
            connect(datagram, whole);
            return;
        }
        if (datagram.type() == SnType.PUBLISH && datagram.qos() < 0) {
            deliver(datagram, null);
            return;
        }
        Session session = sessionOfSender();
        boolean known = session != null && (session.active || session.asleep || session.awake);
        if (session != null && session.willAsked) {
            will(session, datagram);
            return;
        }
        if (!known) {
            if (datagram.type() != SnType.DISCONNECT || datagram.body().length == 0) {
                reply(Datagram.of(SnType.DISCONNECT));
            }
            return;
        }
        session.heard = clock.millis();
        switch (datagram.type()) {
            case SnType.REGISTER -> register(session, datagram);
            case SnType.PUBLISH -> publish(session, datagram);
            case SnType.PUBREL -> {
                session.received2.replace(datagram.u16(0), clock.millis());
                reply(Datagram.of(SnType.PUBCOMP, datagram.u16(0)));
            }
            case SnType.SUBSCRIBE -> subscribe(session, datagram);
            case SnType.UNSUBSCRIBE -> reply(Datagram.of(SnType.UNSUBACK, datagram.u16(1)));
            case SnType.PINGREQ -> ping(session, datagram);
            case SnType.DISCONNECT -> disconnect(session, datagram);
            case SnType.WILLTOPICUPD -> reply(Datagram.of(SnType.WILLTOPICRESP, octet(0)));
            case SnType.WILLMSGUPD -> reply(Datagram.of(SnType.WILLMSGRESP, octet(3), 0, octet(0)));
            default -> acknowledged(session, datagram);
        }
    }

    private void connect(Datagram datagram, byte[] whole) {
        Session session = sessions.computeIfAbsent(datagram.text(4), Session::new);
        boolean repeat = session.active && Arrays.equals(session.connect, whole)
                && clock.millis() - session.connectedAt < COPIES;
        session.address = Arrays.copyOf(sender, senderLength);
        session.connect = whole;
        session.heard = clock.millis();
        if ((datagram.flags() & 4) != 0 && session.msgId != 0) {
            dropped.add(session.queue.peek().number);
            finish(session);
        }
        if (!repeat) {
            boolean wasAsleep = session.asleep || session.awake;
            session.lose();
            session.keepAlive = datagram.u16(2);
            if ((datagram.flags() & 4) != 0) {
                session.forgetTopics();
                session.received2.values().removeIf(at -> clock.millis() - at > COPIES);
            } else if (renumbers && !wasAsleep) {
                session.forgetTopics();
            }
            session.sends = 0;
            if ((datagram.flags() & 8) != 0) {
                session.willAsked = true;
                reply(Datagram.of(SnType.WILLTOPICREQ));
                return;
            }
            session.connectedAt = clock.millis();
        }
        session.active = true;
        reply(Datagram.of(SnType.CONNACK, octet(ACCEPTED)));
    }

    private void will(Session session, Datagram datagram) {
        if (datagram.type() == SnType.WILLTOPIC) {
            if (!silentOnWillTopic) {
                reply(Datagram.of(SnType.WILLMSGREQ));
            }
        } else if (datagram.type() == SnType.WILLMSG) {
            session.willAsked = false;
            session.active = true;
            session.connectedAt = clock.millis();
            reply(Datagram.of(SnType.CONNACK, octet(ACCEPTED)));
        }
    }

    private void register(Session session, Datagram datagram) {
        boolean congested = oneOf(congestion);
        int id = congested ? 0 : session.register(datagram.text(4));
        reply(Datagram.of(SnType.REGACK, id, datagram.u16(2), octet(congested ? CONGESTED : ACCEPTED)));
    }

    private void publish(Session session, Datagram datagram) {
        int id = datagram.u16(1);
        int msgId = datagram.u16(3);
        if (datagram.idType() == 0 && isMixedUp(session, datagram)) {
            return;
        }
        if (datagram.idType() == 0 && (oneOf(forgetful) || !session.topicOf.containsKey(id))
                && !session.received2.containsKey(msgId)) {
            String forgotten = session.topicOf.remove(id) + "";
            session.idOf.remove(forgotten);
            session.known.remove(forgotten); // the answer that tells the next id may be lost
            reply(Datagram.of(SnType.PUBACK, id, msgId, octet(INVALID_TOPIC_ID)));
            return;
        }
        if (datagram.qos() == 2) {
            if (!session.received2.containsKey(msgId)) {
                session.received2.put(msgId, clock.millis());
                deliver(datagram, session);
            }
            reply(Datagram.of(SnType.PUBREC, msgId));
            return;
        }
        deliver(datagram, session);
        if (datagram.qos() == 1) {
            reply(Datagram.of(SnType.PUBACK, id, msgId, octet(ACCEPTED)));
        }
    }

    private void deliver(Datagram datagram, Session session) {
        int number = number(datagram.body(), 5, datagram.body().length - 5);
        String topic = datagram.idType() == 1 ? "#" + datagram.u16(1) : datagram.idType() == 2
                ? "~" + (char) datagram.u8(1) + (char) datagram.u8(2) : session.topicOf.get(datagram.u16(1));
        Breach.unless(topicOf(number).equals(topic), "message " + number + " came to " + topic);
        delivered.add(number);
    }

    /** Where a message with this number goes, in either direction. */
    static String topicOf(int number) {
        return switch (number % 5) {
            case 0 -> "#7";
            case 1 -> "~zz";
            default -> "t/" + number % 5;
        };
    }

    /** A copy from before the ids were given anew. */
    private boolean isMixedUp(Session session, Datagram datagram) {
        String topic = session.topicOf.get(datagram.u16(1));
        return clock.millis() - session.connectedAt <= DELAY && topic != null
                && !topic.equals(topicOf(number(datagram.body(), 5, datagram.body().length - 5)));
    }

    private void subscribe(Session session, Datagram datagram) {
        boolean congested = oneOf(congestion);
        String filter = datagram.idType() == 0 ? datagram.text(3) : "";
        boolean named = !congested && !filter.isEmpty() && !filter.contains("#") && !filter.contains("+");
        reply(Datagram.of(SnType.SUBACK, octet(datagram.flags() & 0x60 | (noiseInSuback ? 0x9f : 0)),
                named ? session.register(filter) : 0, datagram.u16(1), octet(congested ? CONGESTED : ACCEPTED)));
    }

    private void ping(Session session, Datagram datagram) {
        if (datagram.body().length == 0) {
            // only who takes itself for active pings so: a late copy of its DISCONNECT put it to sleep here alone
            boolean active = session.active || session.willAsked;
            reply(Datagram.of(active ? SnType.PINGRESP : SnType.DISCONNECT));
        } else if (session.asleep || session.awake) {
            session.pings++;
            session.asleep = false;
            session.awake = true;
            session.pingOwed = true;
            if (pingrespEarly && session.queue.size() == 1) {
                sleepAgain(session);
            }
        } else {
            reply(Datagram.of(SnType.PINGRESP));
        }
    }

    private void sleepAgain(Session session) {
        session.pingOwed = false;
        session.pings = 0;
        session.awake = false;
        session.asleep = true;
        session.heard = clock.millis();
        send(session, Datagram.of(SnType.PINGRESP));
    }

    private void disconnect(Session session, Datagram datagram) {
        session.lose();
        session.pings = 0;
        if (datagram.body().length > 0) {
            session.asleep = true;
            session.sleepSeconds = datagram.u16(0);
        }
        reply(Datagram.of(SnType.DISCONNECT));
    }

    /** Repeats, buffers, and loses who is silent. */
    private void work(Session session) {
        int now = clock.millis();
        int limit = session.asleep || session.awake ? session.sleepSeconds * 1500 : session.keepAlive * 1500;
        if ((session.active || session.asleep || session.awake) && limit > 0 && now - session.heard > limit) {
            session.lose();
        }
        boolean listens = session.active || session.awake && (!buffersUntilSecondPing || session.pings > 1)
                || session.asleep && pingrespEarly && session.queue.size() == 1 && now == session.heard;
        if (!listens || session.active && now - session.connectedAt <= DELAY) {
            return;
        }
        if (session.queue.isEmpty()) {
            if (session.pingOwed) {
                sleepAgain(session);
            }
            return;
        }
        boolean first = session.sends == 0;
        if (first || now - session.sentAt >= retryTime) {
            transmit(session);
        }
    }

    private void transmit(Session session) {
        Outgoing message = session.queue.peek();
        int type = message.topic.startsWith("#") ? 1 : message.topic.startsWith("~") ? 2 : 0;
        session.sentAt = clock.millis();
        session.sends++;
        if (session.msgId == 0) {
            session.lastMsgId = session.lastMsgId % 65535 + 1;
            session.msgId = session.lastMsgId;
            session.sentBefore = false;
            session.released = false;
        }
        if (session.released) {
            send(session, Datagram.of(SnType.PUBREL, session.msgId));
            return;
        }
        // One that gives ids anew is careful: our own request may have told the client nothing, if its answer was lost.
        session.registering |= type == 0 && (!session.idOf.containsKey(message.topic)
                || renumbers && !session.known.contains(message.topic));
        if (session.registering) {
            send(session, Datagram.of(SnType.REGISTER, session.register(message.topic), session.msgId, message.topic));
            return;
        }
        Object topic = type == 1 ? (Object) Integer.valueOf(message.topic.substring(1))
                : type == 2 ? message.topic.substring(1) : session.idOf.get(message.topic);
        int flags = message.qos << 5 | type | (session.sentBefore && message.qos > 0 ? Datagram.DUP : 0);
        send(session, Datagram.of(SnType.PUBLISH, octet(flags), topic, message.qos == 0 ? 0 : session.msgId,
                payload(message.number)));
        session.sentBefore = true;
        if (message.qos == 0) {
            finish(session);
        }
    }

    private void finish(Session session) {
        session.queue.poll();
        session.msgId = 0;
        session.sends = 0;
        session.registering = false;
    }

    private void acknowledged(Session session, Datagram datagram) {
        int msgId = datagram.type() == SnType.REGACK || datagram.type() == SnType.PUBACK ? datagram.u16(2)
                : datagram.u16(0);
        if (msgId != session.msgId || msgId == 0 || session.queue.isEmpty()) {
            return;
        }
        Outgoing message = session.queue.peek();
        switch (datagram.type()) {
            case SnType.REGACK -> {
                boolean ours = Integer.valueOf(datagram.u16(0)).equals(session.idOf.get(message.topic));
                if (session.registering && ours && datagram.u8(4) == ACCEPTED) {
                    session.known.add(message.topic);
                    session.registering = false;
                    session.sends = 0;
                }
            }
            case SnType.PUBACK -> {
                if (datagram.u8(4) == INVALID_TOPIC_ID) {
                    Breach.unless(message.topic.startsWith("t"), "it does not know " + message.topic);
                    session.registering = true;
                    session.sends = 0;
                } else if (message.qos == 1) {
                    finish(session);
                }
            }
            case SnType.PUBREC -> {
                if (message.qos == 2 && !session.released) {
                    session.released = true;
                    session.sends = 0;
                }
            }
            case SnType.PUBCOMP -> {
                if (session.released) {
                    finish(session);
                }
            }
            default -> { }
        }
    }

    static byte[] payload(int number) {
        return ("#" + number + "#" + "x".repeat(number % 20)).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    static int number(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, java.nio.charset.StandardCharsets.US_ASCII);
        Breach.unless(text.matches("#\\d+#x*"), "payload " + text);
        int number = Integer.parseInt(text.substring(1, text.indexOf('#', 1)));
        Breach.unless(text.equals(new String(payload(number), java.nio.charset.StandardCharsets.US_ASCII)), text);
        return number;
    }
}
