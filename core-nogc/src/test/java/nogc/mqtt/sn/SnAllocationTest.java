package nogc.mqtt.sn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import nogc.hal.Clock;
import nogc.hal.DatagramTransport;
import nogc.hal.Entropy;
import nogc.mqtt.Bytes;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.wire.BigEndian;
import org.junit.jupiter.api.Test;

/**
 * After start-up nothing is allocated: not per message in either direction at any QoS, not per sleep, search, reconnect
 * or error.
 */
class SnAllocationTest {
    private static final int ROUNDS = 10000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final byte[] ADDRESS = {10, 0, 0, 1, 7, 91};

    /** Answers each datagram from arrays of its own, and hands over what a test wants to be received. */
    private static final class Gateway implements DatagramTransport, Clock, Entropy {
        private final byte[][] waiting = new byte[16][];
        private final byte[] answer = new byte[64];
        private final byte[] connack = Bytes.of("03 05 00");
        private final byte[] willTopicReq = Bytes.of("02 06");
        private final byte[] willMsgReq = Bytes.of("02 08");
        private final byte[] willMsgResp = Bytes.of("03 1d 00");
        private final byte[] disconnect = Bytes.of("02 18");
        private final byte[] pingresp = Bytes.of("02 17");
        private final byte[] advertise = Bytes.of("05 00 01 0384");
        private int first;
        private int count;
        private boolean answerWaits;
        private int time;
        private int random;
        private int answers;

        void give(byte[] datagram) {
            waiting[(first + count++) % waiting.length] = datagram;
        }

        private void answer(int length, int type, byte[] request, int offset, int at) {
            answer[0] = (byte) length;
            answer[1] = (byte) type;
            System.arraycopy(request, offset + at, answer, length == 8 ? 5 : 2, length == 8 ? 2 : Math.min(4, length - 2));
            answer[length - 1] = length > 4 ? 0 : answer[length - 1];
            answerWaits = true;
        }

        @Override
        public int send(byte[] address, int addressOffset, int addressLength, byte[] b, int offset, int length) {
            switch (b[offset + 1]) {
                case SnType.CONNECT -> give((b[offset + 2] & SnFlags.WILL) != 0 ? willTopicReq : connack);
                case SnType.WILLTOPIC -> give(willMsgReq);
                case SnType.WILLMSG -> give(connack);
                case SnType.REGISTER -> {
                    answer(7, SnType.REGACK, b, offset, 2);
                    answer[3] = 9;
                }
                case SnType.PUBLISH -> {
                    if (SnFlags.qos(b[offset + 2]) == 1) {
                        answer(7, SnType.PUBACK, b, offset, 3);
                    } else if (SnFlags.qos(b[offset + 2]) == 2) {
                        answer(4, SnType.PUBREC, b, offset, 5);
                    }
                }
                case SnType.PUBREL -> answer(4, SnType.PUBCOMP, b, offset, 2);
                case SnType.SUBSCRIBE -> answer(8, SnType.SUBACK, b, offset, 3);
                case SnType.UNSUBSCRIBE -> answer(4, SnType.UNSUBACK, b, offset, 3);
                case SnType.WILLMSGUPD -> give(willMsgResp);
                case SnType.PINGREQ -> give(pingresp);
                case SnType.DISCONNECT -> give(disconnect);
                default -> answers++;
            }
            return length;
        }

        @Override
        public int broadcast(int radius, byte[] b, int offset, int length) {
            give(advertise);
            return length;
        }

        @Override
        public int receive(byte[] b, int offset, int length) {
            if (answerWaits) {
                answerWaits = false;
                System.arraycopy(answer, 0, b, offset, answer[0]);
                return answer[0];
            }
            if (count == 0) {
                return 0;
            }
            byte[] datagram = waiting[first];
            first = (first + 1) % waiting.length;
            count--;
            System.arraycopy(datagram, 0, b, offset, datagram.length);
            return datagram.length;
        }

        @Override
        public int open() {
            return 1;
        }

        @Override
        public int longest() {
            return 64;
        }

        @Override
        public int sender(byte[] address, int offset) {
            System.arraycopy(ADDRESS, 0, address, offset, ADDRESS.length);
            return ADDRESS.length;
        }

        @Override
        public int peer(byte[] address, int offset) {
            return 0;
        }

        @Override
        public void close() {
            answerWaits = false;
            count = 0;
        }

        @Override
        public int millis() {
            return time;
        }

        @Override
        public int next() {
            random = random * 1103515245 + 12345;
            return random;
        }
    }

    /** One round: connect, subscribe, publish at each QoS, receive at each QoS, rubbish, sleep, wake, connect, leave. */
    private static final class Application extends Listener {
        private final Gateway gateway = new Gateway();
        private final SnSleep sleep = new SnSleep();
        private final SnWill will = new SnWill();
        private final SnClient client;
        private final ConnectOptions options = new ConnectOptions();
        private final Topic topic = new Topic("a/b");
        private final Topic shortName = new Topic("ab");
        private final TopicFilter filter = new TopicFilter("t/#");
        private final byte[] payload = new byte[10];
        private final byte[][] incoming = {Bytes.of("09 0a 0007 0001 742f78"), Bytes.of("09 0c 00 0007 0000 6869"),
            Bytes.of("09 0c 20 0007 0002 6869"), Bytes.of("09 0c 40 0007 0003 6869"),
            Bytes.of("09 0c c0 0007 0003 6869"), Bytes.of("04 10 0003"), Bytes.of("02 16"), Bytes.of("02 99"),
            Bytes.of("07 0c 03 0007 0000"), Bytes.of("07 0c 20 0099 0004"), Bytes.of("04 0f 0fff")};
        private int nextMsgId = 100;
        private int completed;
        private int received;
        private int refused;
        private int ends;

        Application() {
            SnConfig config = new SnConfig();
            config.receiveBuffer = 64;
            config.transmitBuffer = 64;
            config.queue = 400;
            config.reconnectMinimum = 1;
            config.reconnectMaximum = 1;
            SnDiscovery discovery = new SnDiscovery(2);
            discovery.searchDelay = 1;
            config.options = new SnOption[] {new SnQos2Subscriber(4, 8), new SnQos2Publisher(), will, sleep, discovery};
            options.clientId = new Utf8String("node");
            options.willTopic = topic;
            options.willPayload = payload;
            client = new SnClient(config, gateway, gateway, gateway, this);
        }

        private void check(int result) {
            refused += result < 0 ? 1 : 0;
        }

        private void pass(int millis) {
            for (int i = 0; i < millis; i++) {
                int polls = 0;
                while (client.poll() == 0 || gateway.count > 0 || gateway.answerWaits) {
                    if (++polls > 1000) {
                        throw new AssertionError("a busy loop");
                    }
                }
                gateway.time++;
            }
        }

        void round() {
            check(client.connect(options));
            pass(5);
            check(client.subscribe(filter, 2));
            check(client.unsubscribe(filter));
            check(will.updateMessage(payload, 0, 4));
            for (int qos = 0; qos <= 2; qos++) {
                check(client.publish(topic, payload, 0, payload.length, qos, false));
                check(client.publishShort(shortName, payload, 0, payload.length, qos - 1, false, qos));
            }
            nextMsgId = nextMsgId == 60000 ? 100 : nextMsgId + 1;
            BigEndian.putU16(incoming[3], 5, nextMsgId);
            BigEndian.putU16(incoming[4], 5, nextMsgId);
            BigEndian.putU16(incoming[5], 2, nextMsgId);
            for (byte[] datagram : incoming) {
                gateway.give(datagram);
            }
            pass(5);
            check(sleep.sleep(1));
            pass(3);
            check(sleep.wake());
            pass(1);
            check(client.connect(options));
            pass(2);
            gateway.give(gateway.disconnect);
            pass(5);
            check(client.disconnect());
            pass(2);
        }

        @Override
        public int onMessage(Message message) {
            received++;
            return ACCEPT;
        }

        @Override
        public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
            completed++;
        }

        @Override
        public void onIdle(int cause) {
            ends++;
        }
    }

    @Test
    void tenThousandRoundsOfEverythingAllocateNothing() {
        Application application = new Application();
        for (int i = 0; i < 2000; i++) {
            application.round();
        }
        // Compiled code that is entered by a new way makes the JVM load a class on this thread, once: so more tries.
        long allocated = -1;
        for (int attempt = 0; attempt < 10 && allocated != 0; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUNDS; i++) {
                application.round();
            }
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated, "bytes allocated in " + ROUNDS + " rounds");
        assertEquals(0, application.refused, "calls refused");
        int rounds = application.ends;
        assertTrue(rounds >= ROUNDS + 2000, "rounds: " + rounds);
        assertEquals(6 * rounds, application.completed, "messages out");
        assertTrue(application.received >= 3 * rounds, "messages in: " + application.received);
        assertTrue(application.client.metrics().malformed >= 2 * rounds, "malformed");
    }
}
