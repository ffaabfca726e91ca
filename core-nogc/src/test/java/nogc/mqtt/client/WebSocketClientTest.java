package nogc.mqtt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import nogc.hal.net.MemoryStream;
import nogc.hal.net.WebSocketOptions;
import nogc.hal.net.WebSocketServer;
import nogc.hal.net.WebSocketTransport;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client over a WebSocket: what [MQTT-6] asks of it. */
class WebSocketClientTest {
    private final MemoryStream stream = new MemoryStream();
    private final WebSocketServer server = new WebSocketServer(stream);
    private final Random random = new Random(1);
    private int now;
    private int cause;
    private Client client;

    private String connect(String version) {
        WebSocketOptions options = new WebSocketOptions();
        options.host = "broker".getBytes(StandardCharsets.US_ASCII);
        Listener listener = new Listener() {
            @Override
            public void onConnectFailed(int why, int reasonCode, PropertyReader properties, int retryMillis) {
                cause = why;
            }

            @Override
            public void onDisconnected(int why, int reasonCode, PropertyReader properties, int retryMillis) {
                cause = why;
            }
        };
        client = new Client(new Config(), version.equals("5.0") ? new Mqtt5() : new Mqtt311(),
                new WebSocketTransport(stream, random::nextInt, options), () -> now, random::nextInt, listener);
        client.connect(new ConnectOptions());
        client.poll();
        return server.takeRequest();
    }

    private void answer(String text) {
        stream.give(text);
        client.poll();
        client.poll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5.0"})
    @Clause({"3.1.1:MQTT-6.0.0-1", "5.0:MQTT-6.0.0-1"})
    void mqttTravelsInBinaryFramesAndATextFrameEndsTheConnection(String version) {
        answer(WebSocketServer.answer(connect(version)));
        assertEquals(0x10, server.takeData()[0], "the strict server takes binary frames only");
        server.send(Bytes.of(version.equals("5.0") ? "20 03 00 00 00" : "20 02 00 00"));
        client.poll();
        client.poll();
        assertTrue(client.isConnected());
        stream.give(WebSocketServer.frame(true, 1, Bytes.of("d0 00")));
        client.poll();
        client.poll();
        assertFalse(client.isConnected());
        assertEquals(WebSocketTransport.FRAME_ERROR, cause);
        assertEquals(List.of("close 1003"), server.takeControls());
        assertEquals(1, stream.closed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5.0"})
    @Clause({"3.1.1:MQTT-6.0.0-3", "5.0:MQTT-6.0.0-3"})
    void theClientOffersTheSubprotocolMqtt(String version) {
        assertEquals("mqtt", WebSocketServer.field(connect(version), "Sec-WebSocket-Protocol"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5.0"})
    @Clause({"3.1.1:MQTT-6.0.0-4", "5.0:MQTT-6.0.0-4"})
    void aServerThatDidNotChooseMqttGetsNoPacket(String version) {
        for (String protocol : List.of("", "Sec-WebSocket-Protocol: mqttv3.1\r\n", "Sec-WebSocket-Protocol: soap\r\n")) {
            answer(WebSocketServer.answer(connect(version)).replace("Sec-WebSocket-Protocol: mqtt\r\n", protocol));
            assertEquals(WebSocketTransport.WRONG_SUBPROTOCOL, cause);
            assertEquals(0, stream.take().length);
            stream.clear();
        }
    }
}
