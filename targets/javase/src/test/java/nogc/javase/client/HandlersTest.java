package nogc.javase.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import nogc.javase.TestLog;
import nogc.javase.broker.MosquittoBroker;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.wire.Property;
import nogc.mqtt.Clause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which handlers a message gets to, and what they may do. */
@Timeout(60)
class HandlersTest {
    private static MosquittoBroker broker;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @BeforeAll
    static void startBroker() {
        broker = MosquittoBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private static MqttClientBuilder builder() {
        return MqttClient.of("mqtt://127.0.0.1:" + broker.port());
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    /** What was heard until a message of this text had gone through the whole way. */
    private List<String> heardUntil(MqttClient client, String text) throws Exception {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        get(client.subscribe("barrier/" + text, 1, message -> passed.complete(null)));
        get(client.publish("barrier/" + text, "", 1));
        get(passed);
        List<String> all = new ArrayList<>();
        heard.drainTo(all);
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    @Clause("5.0:MQTT-3.3.4-5")
    void whereFiltersOverlapEachHandlerGetsAMessageOnce(int version) throws Exception {
        MqttClientBuilder builder = version == 4 ? builder().version311() : builder();
        try (MqttClient client = builder.build()) {
            get(client.connect());
            get(client.subscribe("o/#", 2, message -> heard.add("# " + message.text())));
            get(client.subscribe("o/+", 1, message -> heard.add("+ " + message.text())));
            get(client.subscribe("$share/group/o/x", 1, message -> heard.add("shared " + message.text())));
            get(client.publish("o/x", "1", 1));
            get(client.publish("o/x", "2", 2));
            get(client.publish("o/x/y", "3", 1));
            List<String> all = heardUntil(client, "overlap");
            all.sort(null);
            assertEquals(List.of("# 1", "# 2", "# 3", "+ 1", "+ 2", "shared 1", "shared 2"), all);
        }
    }

    @Test
    void whatOneHandlerThrowsKeepsAMessageFromNoOther() throws Exception {
        try (TestLog log = TestLog.of("nogc.mqtt"); MqttClient client = builder().version311().build()) {
            get(client.connect());
            get(client.subscribe("t/#", 1, message -> {
                throw new IllegalStateException("handler");
            }));
            get(client.subscribe("t/+", 1, message -> heard.add(message.text())));
            get(client.publish("t/x", "1", 1));
            assertEquals(List.of("1"), heardUntil(client, "thrown"));
            assertEquals(1, log.texts(Level.SEVERE).size());
        }
    }

    @Test
    void optionsOfASubscriptionReachTheServer() throws Exception {
        try (MqttClient client = builder().build(); MqttClient other = builder().build()) {
            get(client.connect());
            get(other.connect());
            get(client.publish(new Topic("n/kept"), new byte[1], 1, true, null));
            get(client.subscribe("n/#", 1 | Subscriptions.NO_LOCAL | Subscriptions.NO_RETAINED,
                    message -> heard.add(message.topic())));
            get(client.publish("n/mine", "", 1));
            get(other.publish("n/others", "", 1));
            assertEquals("n/others", heard.poll(20, TimeUnit.SECONDS));
            assertNull(heard.poll());
            get(client.publish(new Topic("n/kept"), null, 1, true, null));
        }
        try (MqttClient older = builder().version311().build()) {
            get(older.connect());
            Throwable why = assertThrows(ExecutionException.class, () -> get(older.subscribe("n/#",
                    1 | Subscriptions.NO_LOCAL, message -> heard.add("")))).getCause();
            assertEquals(Result.NOT_IN_PROTOCOL, ((MqttException) why).result(), why.getMessage());
        }
    }

    @Test
    void whatHangsOnAFutureMaySubscribeAndUnsubscribe() throws Exception {
        try (MqttClient client = builder().build()) {
            for (int i = 0; i < 4; i++) {
                String next = "next/" + i;
                client.subscribe("first/" + i, 1, message -> heard.add(""))
                        .whenComplete((qos, replaced) -> client.subscribe(next, 1, message -> heard.add("")));
            }
            client.subscribe("first/0", 1, message -> heard.add("")); // replaces one, which subscribes meanwhile
            CompletableFuture<Void> left = client.unsubscribe("first/1")
                    .thenCompose(nothing -> client.unsubscribe("next/1"));
            get(left);
            get(client.connect());
        }
        assertTrue(heard.isEmpty());
    }

    @Test
    void aSubscriptionWithoutAHandlerIsRefusedAtTheCall() {
        try (MqttClient client = builder().build()) {
            assertThrows(NullPointerException.class, () -> client.subscribe("a", 1, null));
            assertThrows(NullPointerException.class, () -> client.subscribeDirect("a", 1, null));
        }
    }

    @Test
    void aRequestIsAnsweredByItsProperties() throws Exception {
        try (MqttClient asking = builder().build(); MqttClient answering = builder().build()) {
            get(asking.connect());
            get(answering.connect());
            get(answering.subscribe("ask", 1, request -> {
                byte[] correlation = request.bytes(Property.CORRELATION_DATA);
                PropertyWriter properties = new PropertyWriter(64);
                properties.put(Property.CORRELATION_DATA, correlation, 0, correlation.length);
                answering.publish(new Topic(request.text(Property.RESPONSE_TOPIC)),
                        request.userProperty("b").getBytes(StandardCharsets.UTF_8), 1, false, properties);
            }));
            get(asking.subscribe("replies/1", 1, reply -> heard.add(reply.text() + " "
                    + Arrays.toString(reply.bytes(Property.CORRELATION_DATA)) + " " + reply.userProperty("b") + " "
                    + reply.text(Property.CONTENT_TYPE))));
            PropertyWriter properties = new PropertyWriter(64);
            properties.put(Property.RESPONSE_TOPIC, new Utf8String("replies/1"));
            properties.put(Property.CORRELATION_DATA, new byte[] {1, 2}, 0, 2);
            properties.putUserProperty(new Utf8String("a"), new Utf8String("other"));
            properties.putUserProperty(new Utf8String("b"), new Utf8String("gr\u00fc\u00dfe"));
            properties.putUserProperty(new Utf8String("b"), new Utf8String("second"));
            get(asking.publish(new Topic("ask"), null, 1, false, properties));
            assertEquals("gr\u00fc\u00dfe [1, 2] null null", heard.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void longTopicsAndManyPropertiesHaveTheRoomThatIsAskedFor() throws Exception {
        String topic = "long/" + "x".repeat(2995);
        PropertyWriter properties = new PropertyWriter(2000);
        properties.putUserProperty(new Utf8String("k"), new Utf8String("v".repeat(1994)));
        assertEquals(2000, properties.length());
        try (MqttClient client = builder().topicsUpTo(3000).propertiesUpTo(2000).payloadsUpTo(5000).build();
                MqttClient small = builder().build()) {
            get(client.connect());
            get(client.subscribe("long/+", 2, message -> heard.add(message.topic() + " " + message.payload().length
                    + " " + message.userProperty("k").length())));
            get(client.publish(new Topic(topic), new byte[5000], 2, false, properties));
            assertEquals(topic + " 5000 1994", heard.poll(20, TimeUnit.SECONDS));
            Throwable why = assertThrows(ExecutionException.class, () -> get(small.publish(topic, "", 1))).getCause();
            assertEquals(Result.BUFFER_TOO_SMALL, ((MqttException) why).result(), why.getMessage());
        }
    }
}
