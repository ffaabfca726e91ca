package nogc.samples.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nogc.hal.Transport;
import nogc.mqtt.sn.SnEncoder;
import nogc.mqtt.sn.SnFlags;
import nogc.mqtt.sn.SnMessage;
import nogc.mqtt.sn.SnReturnCode;
import nogc.mqtt.sn.SnType;
import nogc.mqtt.wire.BigEndian;

/**
 * The gateway without a socket and without a clock: give it each datagram that came by one of its links, call
 * {@link #tick} when it wants to be called, and it sends by the links and speaks to the broker by its {@link Brokers}.
 */
final class Gateway {
    /** At most one GWINFO in so many milliseconds, so that nobody has us shout. */
    private static final int GWINFO_PAUSE = 200;
    private static final int ALL_HOPS = 0;
    /** Whose records are those of the broker's side: no node has an empty identifier. */
    static final String NO_NODE = "";

    private final Settings settings;
    private final Brokers brokers;
    private final List<Link> links;
    private final OperatorLog log;
    private final Journal journal;
    private final Memory memory;
    private final Goodbyes goodbyes = new Goodbyes();
    private final byte[] out = new byte[65535];
    private final SnMessage message = new SnMessage();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<NodeAddress, Node> byAddress = new HashMap<>();
    /** For QoS -1. */
    private final Upstream own;
    private boolean advertised;
    private long advertisedAt;
    private boolean answered;
    private long answeredAt;
    private long datagrams;

    /**
     * A gateway that knows nobody.
     *
     * @param settings how to run
     * @param links by which datagrams come
     * @param brokers the broker's side
     * @param log for the operator
     * @param journal what survives, or null
     */
    Gateway(Settings settings, List<Link> links, Brokers brokers, OperatorLog log, Journal journal) {
        this.settings = settings;
        this.links = links;
        this.brokers = brokers;
        this.log = log;
        this.journal = journal;
        memory = new Memory(settings.memory, settings.clients);
        own = settings.qosMinusOne ? brokers.own() : null;
    }

    /** Sessions that an earlier life has kept; before anything else. */
    void restore(Map<String, JournalImage> images, long now) throws IOException {
        Map<String, JournalImage> ofNodes = new LinkedHashMap<>(images);
        JournalImage ofBroker = ofNodes.remove(NO_NODE);
        ofNodes.forEach((client, image) -> {
            Node node = newNode(client);
            NodeAddress where = null;
            for (Link link : links) {
                if (image.sleepSeconds > 0 && link.name().equals(image.link)) {
                    where = new NodeAddress(link, image.address, image.node);
                    byAddress.put(where, node);
                }
            }
            node.restore(image, where, now);
        });
        brokers.restore(ofBroker == null ? Set.of() : ofBroker.filters.keySet());
        if (journal != null) {
            compact();
        }
        if (!ofNodes.isEmpty()) {
            log.tell(ofNodes.size() + " sessions of before are known");
        }
    }

    private void compact() throws IOException {
        journal.compact(fresh -> {
            brokers.record(fresh.of(NO_NODE));
            nodes.values().forEach(node -> node.record(fresh.of(node.client())));
        });
    }

    private Node newNode(String client) {
        Node node = new Node(client, settings, brokers, memory.new Share(), out,
                journal == null ? NodeRecords.NONE : journal.of(client), log);
        nodes.put(client, node);
        return node;
    }

    /** The datagram that a link has received last. */
    void received(Link link, long now) {
        datagrams++;
        NodeAddress from = link.from();
        String fault = link.fault();
        if (fault == null && message.parse(link.message(), link.offset(), link.end() - link.offset()) < 0) {
            fault = "no message of MQTT-SN 1.2, or one whose length is wrong";
        }
        if (fault == null) {
            fault = Strictness.fault(message);
        }
        if (fault != null) {
            log.refuse(now, from, fault);
            if (link.fault() == null && message.type() == SnType.CONNECT) { // it would take us for no gateway
                answer(from, SnEncoder.octet(out, 0, SnType.CONNACK, SnReturnCode.NOT_SUPPORTED));
            }
            return;
        }
        switch (message.type()) {
            case SnType.ADVERTISE:
            case SnType.GWINFO:
                break; // another gateway's
            case SnType.SEARCHGW:
                answerSearch(from, now);
                break;
            case SnType.CONNECT:
                connect(from, now);
                break;
            default:
                if (message.type() == SnType.PUBLISH && SnFlags.qos(message.flags()) < 0) {
                    publishUnconnected(from, now);
                } else {
                    ofNode(from, now);
                }
        }
    }

    private String clientIdentifier() {
        return new String(message.bytes(), message.dataOffset(), message.dataLength(),
                StandardCharsets.US_ASCII);
    }

    private void connect(NodeAddress from, long now) {
        String client = clientIdentifier();
        Node node = nodes.get(client);
        if (node == null && nodes.size() >= settings.clients) {
            log.refuse(now, from, "a CONNECT, since " + settings.clients + " nodes are here (--clients)");
            answer(from, SnEncoder.octet(out, 0, SnType.CONNACK, SnReturnCode.CONGESTION));
            return;
        }
        if (client.equals(settings.clientId)) {
            log.refuse(now, from, "a CONNECT with the client identifier of the gateway itself (--id)");
            answer(from, SnEncoder.octet(out, 0, SnType.CONNACK, SnReturnCode.NOT_SUPPORTED));
            return;
        }
        Node before = byAddress.get(from);
        if (before != null && before != node && !before.isGone()) { // also while it connects
            log.tellOfNode(now, before.client() + " is " + client + " now, at " + from);
            before.lose(now, "another client is at its address");
        }
        if (node == null) {
            try {
                node = newNode(client);
            } catch (UncheckedIOException e) { // this node's alone
                log.refuse(now, from, "a CONNECT, since no store for it can be had (open files, or room on the disk)");
                answer(from, SnEncoder.octet(out, 0, SnType.CONNACK, SnReturnCode.CONGESTION));
                return;
            }
        }
        if (node.address() != null) {
            byAddress.remove(node.address(), node);
        }
        byAddress.put(from, node);
        node.connect(message, from, now);
    }

    private void ofNode(NodeAddress from, long now) {
        Node node = byAddress.get(from);
        if (node == null || node.isGone() || message.type() == SnType.PINGREQ && message.dataLength() > 0
                && !node.client().equals(clientIdentifier())) {
            log.refuse(now, from, "a message without a connection from there");
            if (message.type() != SnType.DISCONNECT || goodbyes.mayAnswer(from, now)) {
                answer(from, SnEncoder.empty(out, 0, SnType.DISCONNECT)); // so that it connects
            }
            return;
        }
        node.received(message, now);
    }

    private void answer(NodeAddress to, int length) {
        to.link().send(to, out, length); // one that is lost is asked for again
    }

    private void publishUnconnected(NodeAddress from, long now) {
        Node node = byAddress.get(from);
        if (own == null) {
            log.refuse(now, from, "a PUBLISH of QoS -1, which --no-qos-minus-one forbids");
            return;
        }
        String topic = Uplink.topicOf(settings.predefined, node == null ? null : node.client(), null, message);
        if (topic == null) {
            log.refuse(now, from, "a PUBLISH of QoS -1 to an id that is not predefined");
            return;
        }
        byte[] payload = Arrays.copyOfRange(message.bytes(), message.dataOffset(),
                message.dataOffset() + message.dataLength());
        if (!own.publish(0, topic, payload, 0, (message.flags() & SnFlags.RETAIN) != 0)) {
            log.refuse(now, from, "a PUBLISH of QoS -1, since the broker does not take it now");
        }
    }

    /** To all, so that others that search need not ask, too; to the one where it would not hear that. */
    private void answerSearch(NodeAddress from, long now) {
        if (answered && now - answeredAt < GWINFO_PAUSE) {
            return;
        }
        answered = true;
        answeredAt = now;
        int length = SnEncoder.octetAndOctets(out, 0, SnType.GWINFO, settings.gatewayId, out, 0, 0);
        boolean toAll = from.node() == null
                && from.link().broadcast(message.radius(), out, length) != Transport.UNSUPPORTED;
        byte[] address = from.address();
        boolean elsewhere = address.length > 2 && BigEndian.u16(address, address.length - 2) != settings.port;
        if (!toAll || elsewhere) {
            answer(from, length);
        }
    }

    private int advertise(long now) {
        if (settings.advertiseSeconds == 0) {
            return Integer.MAX_VALUE;
        }
        int left = advertised ? (int) (settings.advertiseSeconds * 1000 - (now - advertisedAt)) : 0;
        if (left > 0) {
            return left;
        }
        advertised = true;
        advertisedAt = now;
        int length = SnEncoder.advertise(out, 0, settings.gatewayId, settings.advertiseSeconds);
        for (Link link : links) {
            link.broadcast(ALL_HOPS, out, length);
        }
        return settings.advertiseSeconds * 1000;
    }

    /**
     * Does what is due.
     *
     * @return milliseconds until it wants to be called again without a datagram and without news of the broker
     */
    int tick(long now) {
        int wait = Math.min(brokers.poll((int) now), advertise(now));
        for (Iterator<Node> all = nodes.values().iterator(); all.hasNext();) {
            Node node = all.next();
            wait = Math.min(wait, node.tick(now));
            if (node.isForgotten()) {
                all.remove();
                node.forget();
                brokers.vacate(node.upstream());
                if (node.address() != null) {
                    byAddress.remove(node.address(), node);
                }
            }
        }
        if (journal != null && journal.isLong()) {
            try {
                compact();
            } catch (IOException e) {
                throw new UncheckedIOException("the store cannot be begun anew: " + e.getMessage(), e);
            }
        }
        return Math.max(0, wait);
    }

    /** For the operator: how it stands. */
    String status() {
        int connected = 0;
        int asleep = 0;
        int waiting = 0;
        for (Node node : nodes.values()) {
            connected += node.isConnected() ? 1 : 0;
            asleep += node.isAsleep() ? 1 : 0;
            waiting += node.waiting();
        }
        return connected + " nodes, " + asleep + " of them asleep, " + waiting + " messages wait, " + datagrams
                + " datagrams came, " + log.refused() + " times something was refused";
    }
}
