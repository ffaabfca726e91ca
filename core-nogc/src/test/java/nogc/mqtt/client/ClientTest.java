package nogc.mqtt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import java.util.stream.Stream;
import nogc.hal.Transport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientTest {
    static Stream<Consumer<Config>> mistakes() {
        return Stream.of(config -> config.receiveBuffer = 63, config -> config.transmitBuffer = 63,
                config -> config.ring = 63, config -> config.outboundSlots = 0, config -> config.outboundSlots = 1024,
                config -> config.inboundSlots = -1, config -> config.inboundSlots = 1024,
                config -> config.maximumPacketSize = 63, config -> config.connectTimeout = 0,
                config -> config.connackTimeout = 0, config -> config.pingTimeout = 0, config -> config.sendTimeout = 0,
                config -> config.closeTimeout = -1,
                config -> config.reconnectMinimum = 0, config -> config.reconnectMaximum = 999,
                config -> config.stableTime = -1, config -> config.serverReference = -1,
                config -> config.assignedClientIdentifier = -1);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aConfigurationOutOfRangeIsRefusedWithTheReason(Consumer<Config> mistake) {
        Config config = new Config();
        mistake.accept(config);
        Exception refusal = assertThrows(IllegalArgumentException.class,
                () -> new Client(config, new Mqtt5(), null, () -> 0, () -> 0, new Listener() { }));
        assertEquals(config.problem(), refusal.getMessage());
    }

    @Test
    void aListenerThatThrowsStopsTheClientForGood() {
        Listener listener = new Listener() {
            @Override
            public void onConnecting(ConnectOptions options) {
                throw new UnsupportedOperationException();
            }
        };
        Client client = new Client(new Config(), new Mqtt5(), null, () -> 0, () -> 0, listener);
        client.connect(new ConnectOptions());
        assertThrows(UnsupportedOperationException.class, client::poll);
        assertEquals(Result.IN_CALLBACK, client.poll());
        client.abort();
        assertEquals(Result.IN_CALLBACK, client.poll());
    }

    @Test
    void theTimeToCloseCountsFromTheEndOfASlowWrite() {
        SlowTransport transport = new SlowTransport();
        Client client = new Client(new Config(), new Mqtt5(), transport, () -> transport.now, () -> 0,
                new Listener() { });
        client.connect(new ConnectOptions());
        client.poll();
        client.poll();
        assertTrue(client.isConnected());
        transport.writeTakes = 1500;
        client.disconnect();
        client.poll();
        assertEquals(1000, client.poll());
        transport.now += 999;
        client.poll();
        assertFalse(transport.closed);
        transport.now++;
        client.poll();
        assertTrue(transport.closed);
        assertTrue(client.isIdle());
    }

    /** A queue ahead of DISCONNECT that goes on slowly is no reason to cut it off. */
    @Test
    void disconnectHasItsTimeAsLongAsWhatStandsAheadOfItGoesOn() {
        SlowTransport transport = new SlowTransport();
        Config config = new Config();
        config.sendTimeout = 1000;
        Client client = new Client(config, new Mqtt5(), transport, () -> transport.now, () -> 0, new Listener() { });
        client.connect(new ConnectOptions());
        client.poll();
        client.poll();
        transport.most = 1;
        client.publish(new Topic("t"), new byte[20], 0, 20, 0, false);
        client.poll();
        client.disconnect();
        for (int i = 0; i < 10; i++) {
            transport.now += 999;
            client.poll();
            assertFalse(transport.closed);
        }
        transport.most = 0;
        transport.now += 999;
        client.poll();
        assertFalse(transport.closed);
        transport.now++;
        client.poll();
        assertTrue(transport.closed);
    }

    /** Says CONNACK and no more; each write takes a time. */
    private static final class SlowTransport implements Transport {
        private int now;
        private int writeTakes;
        private int most = Integer.MAX_VALUE;
        private boolean answered;
        private boolean closed;

        @Override
        public int endpoint(byte[] host, int offset, int length, int port) {
            return 0;
        }

        @Override
        public int open() {
            return 1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (answered) {
                return 0;
            }
            answered = true;
            byte[] connack = {0x20, 3, 0, 0, 0};
            System.arraycopy(connack, 0, buffer, offset, connack.length);
            return connack.length;
        }

        @Override
        public int write(byte[] buffer, int offset, int length) {
            now += writeTakes;
            return Math.min(length, most);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void aListenerThatOverridesNothingTakesMessagesButNoPieces() {
        Listener listener = new Listener() { };
        Message message = new Message();
        assertEquals(Listener.ACCEPT, listener.onMessage(message));
        assertEquals(ReasonCode.QUOTA_EXCEEDED, listener.onMessageStart(message));
        assertEquals(Listener.ACCEPT, listener.onMessagePiece(message));
        assertEquals(Listener.ACCEPT, listener.onMessageEnd(message));
    }
}
