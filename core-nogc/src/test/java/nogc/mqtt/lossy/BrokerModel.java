package nogc.mqtt.lossy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A broker with one client: keeps a session, takes messages at QoS 2 exactly once if the client does its part, sends
 * its own at every QoS, resends them after a resume, and refuses, forgets or closes when its dice say so.
 */
final class BrokerModel {
    static final String FILTER = "t/#";

    /** A message on its way to the client. */
    private static final class Outgoing {
        private final int number;
        private final int qos;
        private final int length;
        private boolean released;

        private Outgoing(int number, int qos, int length) {
            this.number = number;
            this.qos = qos;
            this.length = length;
        }
    }

    private static final class Session {
        private final Map<Integer, Outgoing> inFlight = new LinkedHashMap<>();
        private final Deque<Outgoing> queue = new ArrayDeque<>();
        /** Identifier and number of QoS 2 messages between PUBLISH and PUBREL. */
        private final Map<Integer, Integer> received = new HashMap<>();
        private boolean subscribed;
        private boolean endsWithConnection;
        /** The client has read a CONNACK that spoke of it. */
        private boolean announced;
        private int lastId;
        private ServerLimits limits;
    }

    private static final class Connection {
        private final Pipe pipe;
        private byte[] buffer = new byte[0];
        private boolean accepted;
        private int receiveMaximum = 65535;
        private int aliasMaximum;
        private final Set<Integer> quota = new HashSet<>();
        private final Map<Integer, String> aliases = new HashMap<>();

        private Connection(Pipe pipe) {
            this.pipe = pipe;
        }
    }

    private final Random random;
    private final int version;
    private final int window;
    private final int receiveBuffer;
    private final boolean refuses;
    private LossyLink link;
    private boolean faulty = true;
    private Session session;
    private Connection current;
    private final Map<Pipe, Connection> connections = new HashMap<>();

    /** Numbers of the messages that arrived, in this order, as often as they did. */
    final List<Integer> delivered = new ArrayList<>();
    /** Numbers of the messages that went down with a session, or were never taken on. */
    final Set<Integer> dropped = new HashSet<>();
    /** Numbers of the messages that the client refused. */
    final Set<Integer> refused = new HashSet<>();
    int sessionsLost;

    /** {@code window}: messages in flight to a client that names no Receive Maximum. {@code receiveBuffer}: the client's. */
    BrokerModel(Random random, int version, int window, int receiveBuffer, boolean refuses) {
        this.random = random;
        this.version = version;
        this.window = window;
        this.receiveBuffer = receiveBuffer;
        this.refuses = refuses;
    }

    void attach(LossyLink to) {
        link = to;
    }

    void heal() {
        faulty = false;
    }

    boolean isIdle() {
        return session == null || session.queue.isEmpty() && session.inFlight.isEmpty();
    }

    /** Whether a message of the client is refused: always the same ones. */
    boolean refuses(int number) {
        return refuses && version == 5 && number % 17 == 3;
    }

    /** Whether the topic of a message to the client is too long for it: of always the same ones. */
    static boolean isOversized(int number) {
        return number % 23 == 7;
    }

    void opened(Pipe pipe) {
        connections.put(pipe, new Connection(pipe));
    }

    /** The client has read a CONNACK that was good. */
    void announced(ServerPacket connack) {
        if (session != null && session == connack.session) {
            session.announced = true;
        }
    }

    /** An application publishes to the client. */
    void publish(int number, int qos, int length) {
        if (session == null || !session.subscribed) {
            dropped.add(number);
            return;
        }
        session.queue.add(new Outgoing(number, qos, length));
        pump();
    }

    /** The connection is gone. */
    void lost(Pipe pipe) {
        Connection connection = connections.remove(pipe);
        if (connection != null && connection == current) {
            current = null;
            if (session != null && session.endsWithConnection) {
                loseSession();
            }
        }
    }

    private void close(Connection connection) {
        link.close(connection.pipe);
        lost(connection.pipe);
    }

    /** It stops, and starts anew without the session. */
    void forget() {
        if (current != null) {
            close(current);
        }
        loseSession();
    }

    private void loseSession() {
        if (session != null) {
            link.tell("session lost", "");
            sessionsLost++;
            session.queue.forEach(message -> dropped.add(message.number));
            session.inFlight.values().forEach(message -> dropped.add(message.number));
            session = null;
        }
    }

    void receive(Pipe pipe, byte[] bytes, int now) {
        Connection connection = connections.get(pipe);
        if (connection == null) {
            return; // closed on our side
        }
        int length = connection.buffer.length;
        connection.buffer = Arrays.copyOf(connection.buffer, length + bytes.length);
        System.arraycopy(bytes, 0, connection.buffer, length, bytes.length);
        int size = ClientPacket.size(connection.buffer, connection.buffer.length);
        while (size > 0 && connections.containsKey(pipe)) {
            take(connection, new ClientPacket(Arrays.copyOf(connection.buffer, size), version));
            connection.buffer = Arrays.copyOfRange(connection.buffer, size, connection.buffer.length);
            size = ClientPacket.size(connection.buffer, connection.buffer.length);
        }
    }

    private void take(Connection connection, ClientPacket packet) {
        link.tell("broker takes", packet);
        int id = packet.packetId;
        if (packet.type == ClientPacket.CONNECT) {
            connect(connection, packet);
            return;
        }
        if (packet.type == ClientPacket.DISCONNECT) {
            close(connection);
            return;
        }
        if (faulty && version == 5 && random.nextInt(300) == 0) {
            link.send(connection.pipe, ServerPacket.disconnect(0x8b)); // Server shutting down
            close(connection);
            return;
        }
        switch (packet.type) {
            case ClientPacket.PUBLISH -> publishFromClient(connection, packet);
            case ClientPacket.PUBREL -> {
                boolean known = session.received.remove(id) != null;
                answer(connection, ServerPacket.PUBCOMP, id, known ? 0 : 0x92);
            }
            case ClientPacket.PUBACK -> received(connection, packet);
            case ClientPacket.PUBCOMP -> over(connection, id);
            case ClientPacket.PUBREC -> received(connection, packet);
            case ClientPacket.SUBSCRIBE -> {
                session.subscribed |= packet.filters.contains(FILTER);
                link.send(connection.pipe, ServerPacket.granted(ServerPacket.SUBACK, id, packet.filters.size(), version));
            }
            case ClientPacket.UNSUBSCRIBE -> link.send(connection.pipe,
                    ServerPacket.granted(ServerPacket.UNSUBACK, id, packet.filters.size(), version));
            default -> link.send(connection.pipe, ServerPacket.pingresp());
        }
        pump();
    }

    private void connect(Connection connection, ClientPacket packet) {
        if (current != null) { // taken over [MQTT-3.1.4-3]
            if (version == 5) {
                link.send(current.pipe, ServerPacket.disconnect(0x8e));
            }
            close(current);
        }
        if (faulty && random.nextInt(15) == 0) {
            link.send(connection.pipe, ServerPacket.connack(version, false, version == 5 ? 0x88 : 3, null));
            close(connection);
            return;
        }
        // A client cannot know of a session that was lost if the CONNACK that says so is lost as well, and is resumed
        // the next time. Nothing that it could do makes QoS 2 exactly once then: not our question.
        boolean unknown = session != null && !session.announced;
        if (packet.cleanStart || unknown || faulty && random.nextInt(12) == 0) {
            loseSession();
        }
        boolean present = session != null;
        if (!present) {
            session = new Session();
            session.limits = version == 5 ? null : new ServerLimits();
        }
        session.endsWithConnection = version == 5
                ? packet.properties.getOrDefault(ClientPacket.SESSION_EXPIRY, 0) == 0 : packet.cleanStart;
        current = connection;
        connection.accepted = true;
        connection.receiveMaximum = packet.properties.getOrDefault(ClientPacket.RECEIVE_MAXIMUM, window);
        connection.aliasMaximum = packet.properties.getOrDefault(ClientPacket.TOPIC_ALIAS_MAXIMUM, 0);
        if (version == 5) {
            session.limits = ServerLimits.random(random, session.limits);
        }
        ServerPacket connack = ServerPacket.connack(version, present, 0, session.limits);
        connack.session = session;
        link.send(connection.pipe, connack);
        boolean late = random.nextBoolean();
        List<Integer> releases = new ArrayList<>();
        session.inFlight.forEach((id, message) -> {
            if (!message.released) {
                send(connection, id, message, true);
            } else if (late) {
                releases.add(id);
            } else {
                answer(connection, ServerPacket.PUBREL, id, 0);
            }
        });
        pump(); // new messages may go ahead of PUBREL: what waits for PUBCOMP spends nothing of a new quota (4.9)
        releases.forEach(id -> answer(connection, ServerPacket.PUBREL, id, 0));
    }

    private void answer(Connection connection, int type, int id, int reasonCode) {
        link.send(connection.pipe, ServerPacket.answer(type, id, reasonCode, version));
    }

    private void publishFromClient(Connection connection, ClientPacket packet) {
        int number = Messages.number(packet.payload);
        Messages.check(number, 0, packet.payload, 0, packet.payload.length);
        int code = refuses(number) ? 0x87 : 0; // Not authorized
        if (packet.qos() < 2) {
            if (packet.qos() == 0 || code == 0) {
                delivered.add(number);
            }
            if (packet.qos() == 1) {
                answer(connection, ServerPacket.PUBACK, packet.packetId, code);
            }
            return;
        }
        Integer held = session.received.get(packet.packetId);
        Violation.unless(held == null || held == number, packet + ": its identifier stands for message " + held);
        if (held == null && code == 0) {
            delivered.add(number);
            session.received.put(packet.packetId, number);
        }
        answer(connection, ServerPacket.PUBREC, packet.packetId, code);
    }

    private void over(Connection connection, int id) {
        session.inFlight.remove(id);
        connection.quota.remove(id);
    }

    private void received(Connection connection, ClientPacket packet) {
        Outgoing message = session.inFlight.get(packet.packetId);
        if (message != null && packet.reasonCode >= 0x80) {
            refused.add(message.number);
        }
        if (message == null || packet.type == ClientPacket.PUBACK || packet.reasonCode >= 0x80) {
            over(connection, packet.packetId);
        } else {
            message.released = true;
            answer(connection, ServerPacket.PUBREL, packet.packetId, 0);
        }
    }

    /** Sends what may go. */
    private void pump() {
        while (current != null && !session.queue.isEmpty()) {
            Outgoing message = session.queue.peek();
            if (message.qos > 0 && (current.quota.size() >= current.receiveMaximum
                    || session.inFlight.size() >= (version == 4 ? window : 2 * current.receiveMaximum))) {
                return;
            }
            session.queue.poll();
            int id = 0;
            if (message.qos > 0) {
                do {
                    id = session.lastId = session.lastId % 100 + 1; // soon used again
                } while (session.inFlight.containsKey(id));
                session.inFlight.put(id, message);
            }
            send(current, id, message, false);
        }
    }

    private void send(Connection connection, int id, Outgoing message, boolean again) {
        if (message.qos > 0) {
            connection.quota.add(id);
        }
        String topic = Messages.topic(message.number);
        if (isOversized(message.number)) {
            topic += "/" + "x".repeat(receiveBuffer);
        }
        int alias = connection.aliasMaximum == 0 || isOversized(message.number) || random.nextBoolean() ? 0
                : 1 + random.nextInt(connection.aliasMaximum);
        boolean known = topic.equals(connection.aliases.get(alias));
        if (alias > 0) {
            connection.aliases.put(alias, topic);
        }
        link.send(connection.pipe, ServerPacket.publish(topic, known ? -alias : alias, message.qos, again, id,
                Messages.payload(message.number, message.length), version));
    }
}
