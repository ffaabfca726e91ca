package nogc.mqtt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Consumer;
import java.util.stream.Stream;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
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
    void aListenerThatOverridesNothingTakesMessagesButNoPieces() {
        Listener listener = new Listener() { };
        Message message = new Message();
        assertEquals(Listener.ACCEPT, listener.onMessage(message));
        assertEquals(ReasonCode.QUOTA_EXCEEDED, listener.onMessageStart(message));
        assertEquals(Listener.ACCEPT, listener.onMessagePiece(message));
        assertEquals(Listener.ACCEPT, listener.onMessageEnd(message));
    }
}
