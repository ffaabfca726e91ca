package nogc.mqtt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import nogc.hal.Transport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.codec.Mqtt311;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transport that holds bytes inside, as TLS does, over a wire that wakes its reader for each record alone. */
class HeldInputTest {
    private static final byte[] CONNACK = {0x20, 2, 0, 0};

    private final RecordTransport transport = new RecordTransport();
    private final List<String> messages = new ArrayList<>();
    private boolean hold;
    private final Listener listener = new Listener() {
        @Override
        public int onMessage(Message message) {
            if (hold) {
                return WAIT;
            }
            messages.add(message.payloadString());
            return ACCEPT;
        }
    };

    private Client connected(int receiveBuffer) {
        Config config = new Config();
        config.receiveBuffer = receiveBuffer;
        Client client = new Client(config, new Mqtt311(), transport, () -> 0, () -> 0, listener);
        client.connect(new ConnectOptions());
        transport.wire.add(CONNACK);
        serve(client);
        assertTrue(client.isConnected());
        return client;
    }

    /** Polls as a selector would have it: again if the client said so or if there is news on the wire. */
    private void serve(Client client) {
        int polls = 0;
        for (boolean awake = true; awake; polls++) {
            assertTrue(polls < 1000, "it never sleeps");
            int wait = client.poll();
            awake = wait == 0 || client.wantsInput() && !transport.wire.isEmpty();
        }
    }

    /** Ten messages in one record; a payload is padded to the length, with 5 bytes ahead of it. */
    private static byte[] tenMessages(int payload) {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        for (int i = 0; i < 10; i++) {
            record.writeBytes(new byte[] {0x30, (byte) (payload + 3), 0, 1, 't'});
            record.writeBytes(number(i, payload).getBytes(StandardCharsets.US_ASCII));
        }
        return record.toByteArray();
    }

    private static String number(int i, int length) {
        return String.valueOf(i).repeat(length);
    }

    private static List<String> numbers(int length) {
        return IntStream.range(0, 10).mapToObj(i -> number(i, length)).toList();
    }

    /** 59 fills a buffer of 64 with one packet, 27 with two; the others leave a part of a packet in it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 11, 27, 40, 59})
    void everyMessageOfARecordIsDeliveredWithoutFurtherNewsOfTheWire(int length) {
        Client client = connected(64);
        transport.wire.add(tenMessages(length));
        serve(client);
        assertEquals(numbers(length), messages);
    }

    @Test
    void whatIsHeldIsReadOnceAWaitingListenerResumes() {
        Client client = connected(64);
        hold = true;
        transport.wire.add(tenMessages(27));
        serve(client);
        assertEquals(List.of(), messages);
        hold = false;
        client.resume();
        serve(client);
        assertEquals(numbers(27), messages);
    }

    @Test
    void aClientThatIsToldNothingSleeps() {
        Client client = connected(64);
        assertTrue(client.poll() > 0);
        transport.wire.add(new byte[0]);
        serve(client);
        assertTrue(client.poll() > 0);
    }

    /** Takes the next record of the wire when it holds nothing of the last one. */
    private static final class RecordTransport implements Transport {
        final ArrayDeque<byte[]> wire = new ArrayDeque<>();
        private byte[] record = {};
        private int next;

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (next == record.length && !wire.isEmpty()) {
                record = wire.remove();
                next = 0;
            }
            int count = Math.min(length, record.length - next);
            System.arraycopy(record, next, buffer, offset, count);
            next += count;
            return count;
        }

        @Override
        public int write(byte[] buffer, int offset, int length) {
            return length;
        }

        @Override
        public int endpoint(byte[] host, int offset, int length, int port) {
            return UNSUPPORTED;
        }

        @Override
        public int open() {
            return 1;
        }

        @Override
        public void close() {
        }
    }
}
