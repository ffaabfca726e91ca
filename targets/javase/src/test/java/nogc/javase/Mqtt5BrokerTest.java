package nogc.javase;

import static nogc.javase.TestClient.positive;
import static nogc.javase.TestClient.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nogc.mqtt.Config;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicAliasTable;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.wire.Property;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What only MQTT 5.0 has, with both brokers. */
@Timeout(60)
class Mqtt5BrokerTest {
    @AfterAll
    static void stopBrokers() {
        Peer.stopBrokers();
    }

    /** Remembers the properties of each message as text, in wire order. */
    private static class PropertyClient extends TestClient {
        final List<String> properties = new ArrayList<>();

        PropertyClient(String identifier, Config config, Peer peer) {
            super(identifier, config, new Mqtt5(), new TcpTransport("127.0.0.1", peer.port()));
        }

        @Override
        public int onMessage(Message message) {
            properties.add(describe(message.properties()));
            return super.onMessage(message);
        }
    }

    private static String describe(PropertyReader reader) {
        StringBuilder all = new StringBuilder();
        reader.rewind();
        while (reader.next()) {
            all.append(all.length() == 0 ? "" : " ").append(reader.id()).append('=');
            switch (Property.type(reader.id())) {
                case Property.PAIR:
                    all.append(text(reader.bytes(), reader.nameOffset(), reader.nameLength())).append(':');
                    all.append(text(reader.bytes(), reader.valueOffset(), reader.valueLength()));
                    break;
                case Property.STRING:
                case Property.BINARY:
                    all.append(text(reader.bytes(), reader.valueOffset(), reader.valueLength()));
                    break;
                default:
                    all.append(reader.value());
            }
        }
        return all.toString();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = ".*_5")
    void aRequestIsAnsweredToItsResponseTopicWithItsCorrelationData(Peer peer) {
        try (PropertyClient requester = new PropertyClient("requester", TestClient.smallSteps(), peer);
                TestClient responder = new TestClient("responder", TestClient.smallSteps(), new Mqtt5(),
                        new TcpTransport("127.0.0.1", peer.port())) {
                    @Override
                    public int onMessage(Message message) {
                        Topic response = new Topic(100);
                        PropertyWriter answer = new PropertyWriter(100);
                        PropertyReader asked = message.properties();
                        assertTrue(asked.find(Property.RESPONSE_TOPIC));
                        assertEquals(Result.OK, response.set(asked.bytes(), asked.valueOffset(), asked.valueLength()));
                        assertTrue(asked.find(Property.CORRELATION_DATA));
                        answer.put(Property.CORRELATION_DATA, asked.bytes(), asked.valueOffset(), asked.valueLength());
                        positive(client.publish(response, message.payload(), message.payloadOffset(),
                                message.payloadLength(), 1, false, answer));
                        return super.onMessage(message);
                    }
                }) {
            responder.connect().subscribe("request", 1);
            requester.connect().subscribe("response/7", 1);
            PropertyWriter question = new PropertyWriter(100);
            byte[] correlation = {'n', '-', 4, '2'};
            question.put(Property.RESPONSE_TOPIC, new Utf8String("response/7"));
            question.put(Property.CORRELATION_DATA, correlation, 0, correlation.length);
            byte[] payload = "what?".getBytes(StandardCharsets.UTF_8);
            positive(requester.client.publish(new Topic("request"), payload, 0, 5, 1, false, question));
            requester.await("answered", () -> {
                responder.step(1);
                return !requester.messages.isEmpty();
            });
            assertEquals(List.of("response/7 1 - what?"), requester.messages);
            assertEquals(List.of("9=n-\u00042"), requester.properties);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = ".*_5")
    void userPropertiesKeepTheirOrderAndDuplicates(Peer peer) {
        try (PropertyClient client = new PropertyClient("user-properties", TestClient.smallSteps(), peer)) {
            client.connect().subscribe("user/properties", 1);
            PropertyWriter writer = new PropertyWriter(200);
            Utf8String b = new Utf8String("b");
            Utf8String a = new Utf8String("a");
            writer.putUserProperty(b, new Utf8String("1"));
            writer.putUserProperty(a, new Utf8String("2"));
            writer.putUserProperty(b, new Utf8String("1"));
            writer.putUserProperty(a, new Utf8String("grüße"));
            positive(client.client.publish(new Topic("user/properties"), null, 0, 0, 1, false, writer));
            client.await("it came back", () -> !client.messages.isEmpty());
            String only = client.properties.get(0).replaceAll("(^| )(?!38=)\\S+", "").trim();
            assertEquals("38=b:1 38=a:2 38=b:1 38=a:grüße", only);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = ".*_5")
    void theOtherPropertiesOfAMessageComeThrough(Peer peer) {
        try (PropertyClient client = new PropertyClient("properties", TestClient.smallSteps(), peer)) {
            client.connect();
            Subscriptions subscriptions = new Subscriptions(50);
            subscriptions.add(new TopicFilter("properties/x"), 1, 0);
            PropertyWriter identifier = new PropertyWriter(10);
            identifier.put(Property.SUBSCRIPTION_IDENTIFIER, 268_435_455);
            positive(client.client.subscribe(subscriptions, identifier));
            client.await("subscribed", () -> !client.subscribed.isEmpty());
            PropertyWriter writer = new PropertyWriter(200);
            writer.put(Property.PAYLOAD_FORMAT_INDICATOR, 1);
            writer.put(Property.MESSAGE_EXPIRY_INTERVAL, 1000);
            writer.put(Property.CONTENT_TYPE, new Utf8String("text/plain"));
            positive(client.client.publish(new Topic("properties/x"), null, 0, 0, 1, false, writer));
            client.await("it came back", () -> !client.messages.isEmpty());
            List<String> all = new ArrayList<>(List.of(client.properties.get(0).split(" ")));
            all.sort(null);
            assertEquals(4, all.size());
            assertTrue(all.containsAll(List.of("1=1", "3=text/plain", "11=268435455")), all.toString());
            assertTrue(all.stream().anyMatch(each -> each.matches("2=(1000|9[0-9][0-9])")), all.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = ".*_5")
    void topicAliasesReplaceTheTopicBothWays(Peer peer) {
        String topic = "aliases/a/rather/long/topic/name/that/is/sent/once";
        Config config = TestClient.smallSteps();
        Packets packets = new Packets();
        config.trace = packets;
        config.outboundAliases = new TopicAliasTable(5, 100, true);
        config.inboundAliases = new TopicAliasTable(5, 100, false);
        try (PropertyClient client = new PropertyClient("aliases", config, peer)) {
            client.connect().subscribe(topic, 1);
            for (int round = 0; round < 2; round++) {
                packets.publishSizes.clear();
                client.messages.clear();
                for (int i = 0; i < 3; i++) {
                    client.publishAndWait(topic, "x" + i, 1, false);
                }
                client.awaitMessages(topic + " 1 - x0", topic + " 1 - x1", topic + " 1 - x2");
                int first = packets.publishSizes.get(0);
                assertEquals(List.of(first, first - topic.length(), first - topic.length()), packets.publishSizes);
                // A new connection knows no alias.
                client.disconnect();
                client.connect().subscribe(topic, 1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = ".*_5")
    void noLocalKeepsOurOwnMessagesAway(Peer peer) {
        try (TestClient client = peer.client("no-local")) {
            client.connect();
            Subscriptions subscriptions = new Subscriptions(50);
            subscriptions.add(new TopicFilter("local/no"), 1, Subscriptions.NO_LOCAL);
            subscriptions.add(new TopicFilter("local/yes"), 1, 0);
            positive(client.client.subscribe(subscriptions, null));
            client.await("subscribed", () -> client.subscribed.equals(List.of("1 1")));
            client.publishAndWait("local/no", "x", 1, false);
            client.publishAndWait("local/yes", "x", 1, false);
            client.awaitMessages("local/yes 1 - x");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = ".*_5")
    void aClientWithoutANameGetsOneAndKeepsItForTheNextConnection(Peer peer) {
        List<String> names = new ArrayList<>();
        Config config = TestClient.smallSteps();
        config.assignedClientIdentifier = 64;
        try (TestClient client = new TestClient("", config, new Mqtt5(),
                new TcpTransport("127.0.0.1", peer.port())) {
            @Override
            public void onConnected(boolean sessionPresent, PropertyReader properties) {
                if (properties.find(Property.ASSIGNED_CLIENT_IDENTIFIER)) {
                    names.add(text(properties.bytes(), properties.valueOffset(), properties.valueLength()));
                }
                super.onConnected(sessionPresent, properties);
            }
        }) {
            client.options.sessionExpiry = 60;
            client.connect().subscribe("named", 1);
            assertEquals(1, names.size());
            assertTrue(names.get(0).length() > 0);
            client.abort();
            client.connect();
            assertEquals(List.of(false, true), client.connected);
            assertEquals(1, names.size());
            client.publishAndWait("named", "still subscribed", 1, false);
            client.awaitMessages("named 1 - still subscribed");
        }
    }

    /** Artemis 2.55.0 publishes no will in this case. */
    @ParameterizedTest
    @EnumSource(names = "MOSQUITTO_5")
    void disconnectWithWillPublishesTheWill(Peer peer) {
        try (TestClient observer = peer.client("farewell-observer"); TestClient client = peer.client("farewell")) {
            observer.connect().subscribe("farewell", 1);
            client.options.willTopic = new Topic("farewell");
            client.options.willPayload = "adieu".getBytes(StandardCharsets.UTF_8);
            client.options.willPayloadLength = 5;
            client.connect();
            assertEquals(Result.OK, client.client.disconnect(4, null));
            client.await("left", client.client::isIdle);
            observer.awaitMessages("farewell 0 - adieu");
        }
    }

    /** Mosquitto 2.0.11 closes without a word here. */
    @ParameterizedTest
    @EnumSource(names = "ARTEMIS_5")
    void anotherClientWithOurNameTakesTheSessionOverAndWeSayWhy(Peer peer) {
        try (TestClient one = peer.client("twice"); TestClient two = peer.client("twice")) {
            one.connect();
            two.connect();
            one.await("taken over", () -> !one.disconnected.isEmpty());
            assertEquals(Result.SERVER_DISCONNECT + " " + ReasonCode.SESSION_TAKEN_OVER, one.disconnected.get(0));
        }
    }
}
