package nogc.javase.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import nogc.javase.tls.TlsOptions;
import nogc.mqtt.store.MemoryStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerUriTest {
    @ParameterizedTest
    @CsvSource({
        "mqtt://broker.example, mqtt://broker.example:1883",
        "mqtts://broker.example, mqtts://broker.example:8883",
        "MQTT://broker.example:2883/, mqtt://broker.example:2883",
        "ssl://192.0.2.1, mqtts://192.0.2.1:8883",
        "tcp://[2001:db8::1]:99, mqtt://[2001:db8::1]:99",
        "ws://broker.example, ws://broker.example:80/mqtt",
        "wss://broker.example/a/b?token=secret, wss://broker.example:443/a/b",
        "mqtts://me:secret@broker.example, mqtts://broker.example:8883",
        "ws://broker.example/\u00f6, ws://broker.example:80/%C3%B6",
        "mqtt://my_broker, mqtt://my_broker:1883",
        "mqtt://br\u00f6ker.example:99, mqtt://xn--brker-kua.example:99",
        "wss://me:secret@my_broker:444/a?b=secret, wss://my_broker:444/a",
        "unix:/run/a%20b.sock, unix:/run/a b.sock",
        "unix:///run/mqtt.sock, unix:/run/mqtt.sock"})
    void aUriLeadsSomewhereAndIsShownWithoutPassword(String uri, String shown) {
        assertEquals(shown, BrokerUri.of(uri).toString());
    }

    @Test
    void userAndPasswordMayStandInIt() {
        BrokerUri uri = BrokerUri.of("mqtt://me%40home:se%3Acret@broker.example");
        assertEquals("me@home", uri.user());
        assertEquals("se:cret", uri.password());
        assertEquals("me", BrokerUri.of("mqtt://me@broker.example").user());
        BrokerUri other = BrokerUri.of("mqtt://me%40home:se%3Acret@my_broker");
        assertEquals("me@home", other.user());
        assertEquals("se:cret", other.password());
    }

    @ParameterizedTest
    @CsvSource({
        "host%3Ame:se:cret, host:me, se:cret", // as RabbitMQ names the users of a virtual host
        "a%3Ab, a:b, ",
        "a+b:c%2Bd%20%C3%B6, a+b, c+d \u00f6",
        "a%25:%25, a%, %",
        "\u00f6:\u00e4, \u00f6, \u00e4",
        ":b, '', b",
        "a:, a, ''"})
    void theFirstColonThatIsNotEncodedEndsTheUser(String ahead, String user, String password) {
        for (String host : new String[] {"broker.example", "my_broker"}) {
            BrokerUri uri = BrokerUri.of("mqtt://" + ahead + "@" + host);
            assertEquals(user, uri.user());
            assertEquals(password, uri.password());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "broker.example, begins with mqtt:",
        "http://broker.example, not with http:",
        "mqtt://, index",
        "mqtt:broker.example, no host",
        "mqtt://a secret:b@host, index",
        "mqtt://host:0, 1 to 65535",
        "mqtt://host:70000, 1 to 65535",
        "mqtt://my_host:x, no number",
        "mqtt://my_host:123456, no number",
        "mqtt://a@b@c_d, no host",
        "mqtt://host/topic, ends with the port",
        "unix:mqtt.sock, whole path",
        "unix://run/mqtt.sock, whole path",
        "unix:/, whole path",
        "unix:/run/mqtt.sock?x=secret, whole path"})
    void anyOtherIsRefusedWithWhatToChange(String uri, String part) {
        String message = assertThrows(IllegalArgumentException.class, () -> MqttClient.of(uri)).getMessage();
        assertTrue(message.contains(part), message);
        assertFalse(message.contains("secret"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy, http://proxy:8080",
        "http://me:a@b:c@proxy:3128, http://proxy:3128",
        "socks5h://me:secret@[2001:db8::1], socks5h://[2001:db8::1]:1080",
        "socks5://192.0.2.1:9, socks5h://192.0.2.1:9"})
    void aProxyIsShownWithoutPassword(String uri, String shown) {
        assertEquals("mqtt://host:1883 through " + shown, MqttClient.of("mqtt://host").proxy(uri).where());
    }

    @ParameterizedTest
    @CsvSource({
        "proxy:8080, is http:// or socks5h://",
        "https://secret@proxy, is http:// or socks5h://",
        "http://me:secret@, is http:// or socks5h://",
        "http://proxy/secret, is http:// or socks5h://",
        "http://a b, is http:// or socks5h://",
        "http://proxy:, 1 to 65535",
        "http://proxy:0, 1 to 65535",
        "http://proxy:65536, 1 to 65535",
        "socks5h://me@proxy, 1 to 255 bytes"})
    void anotherProxyIsRefusedWithWhatToChange(String uri, String part) {
        MqttClientBuilder builder = MqttClient.of("mqtt://host");
        String message = assertThrows(IllegalArgumentException.class, () -> builder.proxy(uri)).getMessage();
        assertTrue(message.contains(part), message);
        assertFalse(message.contains("secret"), message);
    }

    private static void refused(String part, MqttClientBuilder builder) {
        String message = assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        refused("mqtts:", MqttClient.of("mqtt://host").tls(new TlsOptions()));
        refused("ws:", MqttClient.of("mqtt://host").webSocketHeader("Authorization", "Bearer x"));
        refused("unix:", MqttClient.of("unix:/run/mqtt.sock").proxy("http://proxy"));
        refused("client identifier", MqttClient.of("mqtt://host").keepSession(Duration.ofDays(1)));
        refused("client identifier", MqttClient.of("mqtt://host").clientId("").keepSession(Duration.ofDays(1)));
        refused("store", MqttClient.of("mqtt://host").store(new MemoryStore()));
        refused("store", MqttClient.of("mqtt://host").clientId("").config(config -> config.store = new MemoryStore()));
        refused("receiveBuffer", MqttClient.of("mqtt://host").config(config -> config.receiveBuffer = 1));
        assertThrows(IllegalArgumentException.class, () -> MqttClient.of("mqtt://host").payloadsUpTo(-1));
        assertThrows(IllegalArgumentException.class, () -> MqttClient.of("mqtt://host").inFlightUpTo(1024));
        assertThrows(IllegalArgumentException.class, () -> MqttClient.of("mqtt://host").topicsUpTo(0));
        assertThrows(IllegalArgumentException.class, () -> MqttClient.of("mqtt://host").propertiesUpTo(-1));
        assertThrows(IllegalArgumentException.class, () -> MqttClient.of("mqtt://host").queueUpTo(1));
        assertThrows(IllegalArgumentException.class,
                () -> MqttClient.of("mqtt://host").backToFirstAfter(Duration.ofDays(25)));
        assertThrows(IllegalArgumentException.class,
                () -> MqttClient.of("ws://host").webSocketHeader("a", "b\r\nc: d"));
    }

    @Test
    void sizesFollowFromWhatIsWanted() {
        for (int payload : new int[] {0, 1, 1024, 100_000, 64 << 20}) {
            for (int inFlight : new int[] {1, 20, 1023}) {
                MqttClientBuilder builder = MqttClient.of("mqtt://host").payloadsUpTo(payload).inFlightUpTo(inFlight)
                        .queueUpTo(100);
                assertEquals(null, builder.config().problem());
                assertTrue(builder.config().ring >= payload, payload + ", " + inFlight);
                assertTrue(builder.cells() >= 2 && Integer.bitCount(builder.cells()) == 1);
            }
        }
        assertEquals(128, MqttClient.of("mqtt://host").queueUpTo(100).cells());
        assertEquals(64, MqttClient.of("mqtt://host").cells());
    }
}
