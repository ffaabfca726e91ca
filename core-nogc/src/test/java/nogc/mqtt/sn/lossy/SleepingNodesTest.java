package nogc.mqtt.sn.lossy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nogc.hal.DatagramTransport;
import nogc.mqtt.Clause;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Utf8String;
import nogc.mqtt.sn.SnClient;
import nogc.mqtt.sn.SnConfig;
import nogc.mqtt.sn.SnOption;
import nogc.mqtt.sn.SnQos2Publisher;
import nogc.mqtt.sn.SnQos2Subscriber;
import nogc.mqtt.sn.SnSleep;
import org.junit.jupiter.api.Test;

/**
 * A hundred nodes that sleep five minutes at a time, for hours of virtual time, on a network that loses a fifth. Each
 * sends a reading an hour, and is sent messages while it sleeps.
 */
@Clause({"SN-6.14-1", "SN-6.14-2", "SN-6.14-3", "SN-6.14-4", "SN-6.14-10", "SN-6.14-12"})
class SleepingNodesTest {
    private static final int NODES = 100;
    private static final int HOURS = Boolean.getBoolean("nogc.soak") ? 100 : 6;
    private static final int HOUR = 3600000;
    private static final int SLEEP = 300;
    private static final int LOST = 20;
    private static final byte[] GATEWAY = {0, 0};

    private final Random random = new Random(42);
    private final Map<Integer, Port> ports = new HashMap<>();
    private int now;

    /** A node's way into the air: what is sent arrives 20 ms later, or not. */
    private final class Port implements DatagramTransport {
        private final byte[] address;
        private final Deque<Object[]> arrivals = new ArrayDeque<>();
        private byte[] sender = {};
        private int sent;

        Port(int number) {
            address = new byte[] {(byte) (number >> 8), (byte) number};
            ports.put(number, this);
        }

        boolean hasArrivals() {
            return !arrivals.isEmpty() && now - (int) arrivals.peek()[0] >= 0;
        }

        int nextArrival() {
            return arrivals.isEmpty() ? Integer.MAX_VALUE : (int) arrivals.peek()[0] - now;
        }

        @Override
        public int send(byte[] to, int at, int count, byte[] b, int offset, int length) {
            sent++;
            byte[] target = count == 0 ? GATEWAY : Arrays.copyOfRange(to, at, at + count);
            if (random.nextInt(100) >= LOST) {
                ports.get((target[0] & 0xFF) << 8 | target[1] & 0xFF).arrivals.add(new Object[] {now + 20, address,
                    Arrays.copyOfRange(b, offset, offset + length)});
            }
            return length;
        }

        @Override
        public int receive(byte[] b, int offset, int length) {
            if (!hasArrivals()) {
                return 0;
            }
            Object[] arrival = arrivals.poll();
            sender = (byte[]) arrival[1];
            byte[] datagram = (byte[]) arrival[2];
            System.arraycopy(datagram, 0, b, offset, datagram.length);
            return datagram.length;
        }

        @Override
        public int sender(byte[] into, int offset) {
            System.arraycopy(sender, 0, into, offset, sender.length);
            return sender.length;
        }

        @Override
        public int peer(byte[] into, int offset) {
            System.arraycopy(GATEWAY, 0, into, offset, 2);
            return 2;
        }

        @Override
        public int open() {
            return 1;
        }

        @Override
        public int longest() {
            return 100;
        }

        @Override
        public int broadcast(int radius, byte[] b, int offset, int length) {
            return nogc.hal.Transport.UNSUPPORTED;
        }

        @Override
        public void close() {
            arrivals.clear();
        }
    }

    /** Sleeps; wakes by itself; once an hour it connects, publishes, and sleeps again. */
    private final class Node extends Listener {
        private final Port port;
        private final SnClient client;
        private final ConnectOptions options = new ConnectOptions();
        private final SnSleep sleep = new SnSleep() {
            @Override
            public void onAsleep(int result) {
                falls++;
                lost += result == Result.OK ? 0 : 1;
            }
        };
        private final Map<Integer, Integer> taken = new HashMap<>();
        private int falls;
        private int lost;
        private int completed;
        private int nextPoll;
        private int awake;
        private int ends;

        Node(int number) {
            port = new Port(number);
            SnConfig config = new SnConfig();
            config.receiveBuffer = 64;
            config.transmitBuffer = 64;
            config.retryTime = 1000;
            config.retries = 5;
            config.reconnectMinimum = 1000;
            config.reconnectMaximum = 10000;
            config.options = new SnOption[] {new SnQos2Subscriber(4, 8), new SnQos2Publisher(), sleep};
            options.clientId = new Utf8String("node" + number);
            options.keepAlive = 600;
            options.cleanStart = 0;
            client = new SnClient(config, port, () -> now, random::nextInt, this);
            nextPoll = random.nextInt(60000);
            client.connect(options);
        }

        void report(int message) {
            byte[] payload = GatewayModel.payload(message);
            assertTrue(client.publishPredefined(7, payload, 0, payload.length, 2, false, message) > 0, "publish");
            if (client.isAsleep()) {
                assertEquals(Result.OK, client.connect(options));
                nextPoll = now;
            }
        }

        void poll() {
            for (int polls = 0; now - nextPoll >= 0 || port.hasArrivals(); polls++) {
                assertTrue(polls < 100, "a busy loop");
                nextPoll = now + Math.min(HOUR, client.poll());
            }
        }

        @Override
        public void onConnected(boolean sessionPresent, PropertyReader properties) {
            assertEquals(Result.OK, sleep.sleep(SLEEP));
        }

        @Override
        public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
            ends++;
        }

        @Override
        public int onMessage(Message message) {
            taken.merge(GatewayModel.number(message.payload(), message.payloadOffset(), message.payloadLength()), 1,
                    Integer::sum);
            return ACCEPT;
        }

        @Override
        public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
            assertEquals(Result.OK, result);
            completed++;
        }
    }

    @Test
    void aHundredNodesSleepForHoursAndLoseNothing() {
        Port air = new Port(0);
        GatewayModel gateway = new GatewayModel(air, () -> now, random, 1000);
        List<Node> nodes = new ArrayList<>();
        for (int i = 1; i <= NODES; i++) {
            nodes.add(new Node(i));
        }
        List<Integer> sentOut = new ArrayList<>();
        Map<Integer, Node> sentIn = new HashMap<>();
        int number = 0;
        int nextAct = 60000;
        boolean calm = false;
        int end = HOURS * HOUR;
        while (now < end || !calm) {
            if (now < end && now >= nextAct) { // each node sends and is sent one message an hour
                nextAct += HOUR / NODES / 2;
                Node node = nodes.get(random.nextInt(NODES));
                number += 5; // to the predefined topic
                if (random.nextBoolean()) {
                    node.report(number);
                    sentOut.add(number);
                } else {
                    gateway.publish("node" + (nodes.indexOf(node) + 1), number, 2, "#7");
                    sentIn.put(number, node);
                }
            }
            gateway.poll();
            int step = Integer.MAX_VALUE;
            int open = 0;
            for (Node node : nodes) {
                node.poll();
                step = Math.min(step, Math.min(node.nextPoll - now, node.port.nextArrival()));
                open += node.client.isAsleep() ? 0 : 1;
                node.awake += node.client.isAsleep() ? 0 : 1;
            }
            step = Math.min(step, air.nextArrival());
            now += open > 0 ? Math.max(1, Math.min(step, 100)) : Math.max(1, Math.min(step, nextAct - now));
            calm = now > end && gateway.isIdle() && open == 0;
            assertTrue(now < end + 2 * HOUR, () -> "it does not come to rest: " + gateway);
        }
        for (int message : sentOut) {
            assertEquals(1, gateway.delivered.stream().filter(n -> n == message).count(), "message " + message);
        }
        sentIn.forEach((message, node) -> assertEquals(1, node.taken.getOrDefault(message, 0), "message " + message));
        int falls = nodes.stream().mapToInt(node -> node.falls).sum();
        int lost = nodes.stream().mapToInt(node -> node.lost).sum();
        int ends = nodes.stream().mapToInt(node -> node.ends).sum();
        int datagrams = nodes.stream().mapToInt(node -> node.port.sent).sum();
        System.out.printf("%d nodes, %d h: %d messages out, %d in, %d wakings (%d unanswered), %d connections lost, "
                + "%d datagrams%n", NODES, HOURS, sentOut.size(), sentIn.size(), falls, lost, ends, datagrams);
        assertTrue(falls > NODES * HOURS * 11, "wakings: " + falls);
        assertTrue(lost + ends < falls / 20, "wakings without an answer: " + lost + ", connections lost: " + ends);
    }
}
