package nogc.mqtt.lossy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nogc.mqtt.store.MemoryStore;

/**
 * Stands beside the client, sees each packet when the client sends it and each packet of the server when the client
 * takes it, and so knows exactly what the client may send next: packet identifiers, quota, aliases, order, repetitions.
 */
final class WireInspector {
    /** An identifier that the client has in use. */
    private static final class Exchange {
        private final int type;
        private final int message;
        private final int qos;
        private boolean released;
        /** PUBREL is due without PUBREC, and in no order. */
        private boolean givenUp;
        /** The client may have taken its answer or not: the connection or the power ended just then. */
        private boolean uncertain;

        private Exchange(int type, int message, int qos) {
            this.type = type;
            this.message = message;
            this.qos = qos;
        }
    }

    private final int version;
    private final MemoryStore store;

    // valid for session
    private final Map<Integer, Exchange> open = new LinkedHashMap<>();
    /** In the order of the PUBRECs. */
    private final List<Integer> released = new ArrayList<>();
    private final Set<Integer> received = new HashSet<>();
    private final Set<Integer> uncertainReceived = new HashSet<>();
    private final Map<Integer, Exchange> endedSinceCommit = new LinkedHashMap<>();
    /** A message may have been given up of which no whole PUBLISH was seen. */
    private boolean givenUpUnseen;

    // valid for connection
    private boolean connectSent;
    private boolean connected;
    private boolean resumed;
    private boolean disconnectSent;
    private ServerPacket last;
    private ServerLimits limits = new ServerLimits();
    private final Set<Integer> quota = new HashSet<>();
    private final Map<Integer, String> aliases = new HashMap<>();
    private final Deque<ServerPacket> owed = new ArrayDeque<>();
    private final Deque<Integer> pubcompOwed = new ArrayDeque<>();
    private final Deque<Integer> unknownReleases = new ArrayDeque<>();
    private final Deque<Integer> toResend = new ArrayDeque<>();
    private final Deque<Integer> toRelease = new ArrayDeque<>();
    private int aliasMaximumIn;

    WireInspector(int version, MemoryStore store) {
        this.version = version;
        this.store = store;
    }

    /** A connection opened. */
    void opened() {
        connectSent = false;
        connected = false;
        resumed = false;
        disconnectSent = false;
        quota.clear();
        aliases.clear();
        owed.clear();
        pubcompOwed.clear();
        unknownReleases.clear();
        toResend.clear();
        toRelease.clear();
        open.values().removeIf(exchange -> exchange.type != ClientPacket.PUBLISH); // no session state
        if (last != null && last.type == ServerPacket.PUBREC && open.containsKey(last.packetId)) {
            open.get(last.packetId).uncertain = true;
        }
        if (last != null && last.type == ServerPacket.PUBREL) {
            uncertainReceived.add(last.packetId);
        }
        last = null;
    }

    /** The client lost its memory; what it had not committed may or may not have happened. */
    void restarted() {
        givenUpUnseen = true;
        List<Integer> releasedAgain = new ArrayList<>();
        endedSinceCommit.forEach((id, exchange) -> {
            if (open.putIfAbsent(id, exchange) == null && exchange.released && !exchange.givenUp) {
                releasedAgain.add(id);
            }
        });
        endedSinceCommit.clear();
        released.addAll(0, releasedAgain);
        open.values().forEach(exchange -> exchange.uncertain = true);
        uncertainReceived.addAll(received);
        for (int id = 1; id < 200; id++) {
            uncertainReceived.add(id);
        }
    }

    /** What the client has done so far survives. */
    void committed() {
        endedSinceCommit.clear();
    }

    /** The application was told that a message of an earlier life ended badly, and nobody knows which. */
    void unnamedFailed() {
        open.values().forEach(exchange -> exchange.uncertain = true);
    }

    /** The application was told the end of a message. */
    void completed(int message, boolean good) {
        givenUpUnseen |= !good;
        Iterator<Map.Entry<Integer, Exchange>> entries = open.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Integer, Exchange> entry = entries.next();
            if (entry.getValue().type == ClientPacket.PUBLISH && entry.getValue().message == message) {
                Violation.unless(!good, "message " + message + " completed before its acknowledgement");
                int id = entry.getKey();
                if (toResend.contains(id) && entry.getValue().qos == 2) {
                    giveUp(id);
                    continue;
                }
                entries.remove();
                released.remove((Integer) id);
                quota.remove(id);
                toResend.remove(id);
                toRelease.remove(id);
            }
        }
    }

    /** The client will not send a message again that the server may have: PUBREL frees the identifier there. */
    private void giveUp(int id) {
        Exchange exchange = open.get(id);
        exchange.givenUp = true;
        exchange.released = true;
        exchange.uncertain = false;
        toResend.remove(id);
    }

    /** The client put a whole packet into the transport. */
    void sent(ClientPacket packet) {
        Violation.unless(!disconnectSent, packet + " after DISCONNECT"); // [MQTT-3.14.4-2]
        Violation.unless(connectSent == (packet.type != ClientPacket.CONNECT), packet + ": CONNECT goes first, and once");
        if (packet.type == ClientPacket.CONNECT) {
            connectSent = true;
            aliasMaximumIn = packet.properties.getOrDefault(ClientPacket.TOPIC_ALIAS_MAXIMUM, 0);
            return;
        }
        if (packet.type == ClientPacket.DISCONNECT) {
            disconnectSent = true;
            return;
        }
        Violation.unless(connected, packet + " before CONNACK");
        Violation.unless(packet.bytes.length <= limits.maximumPacketSize, packet + " is too large"); // [MQTT-3.2.2-15]
        switch (packet.type) {
            case ClientPacket.PUBLISH -> publish(packet);
            case ClientPacket.PUBREL -> release(packet);
            case ClientPacket.PUBACK, ClientPacket.PUBREC -> acknowledge(packet);
            case ClientPacket.PUBCOMP -> complete(packet);
            case ClientPacket.SUBSCRIBE, ClientPacket.UNSUBSCRIBE -> {
                Exchange known = open.get(packet.packetId);
                Violation.unless(known == null || known.uncertain, packet + ": identifier in use"); // [MQTT-2.2.1-3]
                forget(packet.packetId); // one of an earlier life that was over, or whose end was told without its name
                open.put(packet.packetId, new Exchange(packet.type, 0, 0));
            }
            default -> { }
        }
    }

    private void publish(ClientPacket packet) {
        alias(packet);
        Violation.unless(packet.qos() <= limits.maximumQos, packet + ": QoS above the maximum"); // [MQTT-3.2.2-11]
        if (packet.qos() == 0) {
            return;
        }
        int id = packet.packetId;
        Violation.unless(quota.size() < limits.receiveMaximum, packet + " exceeds the send quota"); // [MQTT-3.3.4-7]
        Violation.unless(!packet.dup() || resumed, packet + ": DUP in a new session");
        int number = Messages.number(packet.payload);
        while (!toResend.isEmpty() && open.get(toResend.peek()).uncertain
                && (toResend.peek() != id || open.get(id).message != number)) {
            forget(toResend.peek()); // it ended, or it is out of its order, which nobody knows after a cut
        }
        Exchange known = open.get(id);
        if (!toResend.isEmpty()) { // all of these first, in their order [MQTT-4.4.0-1], [MQTT-4.6.0-1]
            Violation.unless(toResend.poll() == id, packet + " goes before an older one that must be sent again");
            Violation.unless(packet.dup(), packet + " is sent again without DUP"); // [MQTT-3.3.1-1]
            Violation.unless(known.message == number, packet + ": not what had this identifier");
            known.released = false;
            known.givenUp = false;
            known.uncertain = false;
            released.remove((Integer) id);
            toRelease.remove(id);
        } else {
            Violation.unless(known == null, packet + ": identifier in use"); // [MQTT-2.2.1-4]
            open.put(id, new Exchange(ClientPacket.PUBLISH, number, packet.qos()));
        }
        quota.add(id);
        Violation.unless(store == null || store.holdsMessage(id) && store.holdsSent(id),
                packet + " leaves before its record is durable");
    }

    private void alias(ClientPacket packet) {
        int alias = packet.properties.getOrDefault(ClientPacket.TOPIC_ALIAS, 0);
        Violation.unless(alias <= limits.topicAliasMaximum, packet + ": alias above the maximum"); // [MQTT-3.2.2-17]
        if (alias > 0 && !packet.topic.isEmpty()) {
            aliases.put(alias, packet.topic);
        }
        String topic = packet.topic.isEmpty() ? aliases.get(alias) : packet.topic;
        Violation.unless(Messages.topic(Messages.number(packet.payload)).equals(topic), packet + " has topic " + topic);
    }

    private void release(ClientPacket packet) {
        if (packet.packetId == (unknownReleases.isEmpty() ? 0 : unknownReleases.peek())) {
            unknownReleases.poll();
            Violation.unless(packet.reasonCode == (version == 5 ? 0x92 : 0), packet + ": reason code");
            return;
        }
        Violation.unless(store == null || store.holdsRelease(packet.packetId), packet + " leaves before its record");
        Exchange exchange = open.get(packet.packetId);
        if (exchange == null && givenUpUnseen) {
            return; // it never left the transmit buffer or the store, which the client does not know
        }
        if (toResend.contains(packet.packetId) && !toRelease.contains(packet.packetId) && exchange.uncertain) {
            giveUp(packet.packetId); // a message of an earlier life, whose end was told without its name
        }
        if (exchange != null && exchange.givenUp) {
            return;
        }
        while (!toRelease.isEmpty() && toRelease.peek() != packet.packetId
                && open.get(toRelease.peek()).uncertain) {
            toRelease.poll(); // its PUBLISH may still come
        }
        Violation.unless(!toRelease.isEmpty() && toRelease.peek() == packet.packetId,
                packet + " is not owed, or not yet"); // [MQTT-4.6.0-4]
        toRelease.poll();
        toResend.remove(packet.packetId);
        Violation.unless(packet.reasonCode == 0, packet + ": reason code");
    }

    private void acknowledge(ClientPacket packet) {
        ServerPacket message = owed.poll();
        Violation.unless(message != null && message.packetId == packet.packetId
                && (message.qos == 2) == (packet.type == ClientPacket.PUBREC),
                packet + " does not answer " + message); // [MQTT-4.6.0-2, -3]
        Violation.unless(message.read, packet + " answers a message that is not here yet");
        if (message.qos == 2 && packet.reasonCode < 0x80) {
            received.add(packet.packetId);
            Violation.unless(store == null || store.holdsReceived(packet.packetId), packet + " leaves before its record");
        }
    }

    private void complete(ClientPacket packet) {
        Integer expected = pubcompOwed.poll();
        Violation.unless(expected != null && Math.abs(expected) == packet.packetId, packet + " answers no PUBREL");
        int code = expected < 0 && version == 5 ? 0x92 : 0;
        Violation.unless(packet.reasonCode == code || uncertainReceived.contains(packet.packetId),
                packet + ": reason code, expected " + code);
        uncertainReceived.remove(packet.packetId);
        Violation.unless(store == null || !store.holdsReceived(packet.packetId), packet + " leaves before its record");
    }

    /** The client takes a packet of the server. */
    void taken(ServerPacket packet) {
        last = packet;
        int id = packet.packetId;
        switch (packet.type) {
            case ServerPacket.CONNACK -> connack(packet);
            case ServerPacket.PUBACK, ServerPacket.PUBCOMP, ServerPacket.SUBACK, ServerPacket.UNSUBACK -> end(id);
            case ServerPacket.PUBREC -> {
                if (packet.reasonCode >= 0x80) {
                    end(id);
                } else if (open.containsKey(id)) {
                    open.get(id).released = true;
                    open.get(id).uncertain = false;
                    released.remove((Integer) id);
                    released.add(id);
                    toRelease.add(id);
                } else {
                    unknownReleases.add(id);
                }
            }
            case ServerPacket.PUBREL -> {
                boolean known = received.remove(id);
                pubcompOwed.add(known ? id : -id);
            }
            case ServerPacket.PUBLISH -> {
                if (packet.qos > 0) {
                    owed.add(packet);
                }
            }
            default -> { }
        }
    }

    private void end(int id) {
        Exchange exchange = open.get(id);
        if (exchange != null && exchange.type == ClientPacket.PUBLISH) {
            endedSinceCommit.put(id, exchange);
        }
        forget(id);
        quota.remove(id);
    }

    private void forget(int id) {
        open.remove(id);
        released.remove((Integer) id);
        toRelease.remove(id);
        toResend.remove(id);
    }

    private void connack(ServerPacket packet) {
        if (packet.reasonCode != 0) {
            return;
        }
        connected = true;
        limits = packet.limits;
        resumed = packet.sessionPresent;
        if (!resumed) {
            open.clear();
            released.clear();
            received.clear();
            return;
        }
        open.forEach((id, exchange) -> {
            if (!exchange.released || exchange.uncertain) {
                toResend.add(id);
            }
        });
        toRelease.addAll(released);
    }

    /** The Topic Alias Maximum that the client announced. */
    int aliasMaximumIn() {
        return aliasMaximumIn;
    }
}
