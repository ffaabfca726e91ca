package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import nogc.mqtt.Clause;
import nogc.mqtt.Config;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What both versions of the protocol do with both brokers. */
@Timeout(60)
@Clause("3.1.1:MQTT-7.0.0-2")
class BrokerTest {
    @AfterAll
    static void stopBrokers() {
        Peer.stopBrokers();
    }

    @ParameterizedTest
    @EnumSource
    void everyQosGoesOutAndComesBack(Peer peer) {
        try (TestClient client = peer.client("every-qos")) {
            client.connect().subscribe("every/qos", 2);
            assertEquals(List.of("2"), client.subscribed);
            for (int qos = 0; qos <= 2; qos++) {
                client.publishAndWait("every/qos", "at " + qos, qos, false);
            }
            client.awaitMessagesInAnyOrder("every/qos 0 - at 0", "every/qos 1 - at 1", "every/qos 2 - at 2");
            client.disconnect();
            assertEquals(List.of(Result.DISCONNECTED + " 0"), client.disconnected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSubscriptionLowersTheQosOfWhatComes(Peer peer) {
        try (TestClient client = peer.client("lower-qos")) {
            client.connect().subscribe("lower/0", 0).subscribe("lower/1", 1);
            assertEquals(List.of("0", "1"), client.subscribed);
            client.publishAndWait("lower/0", "a", 2, false);
            client.publishAndWait("lower/1", "b", 2, false);
            client.awaitMessagesInAnyOrder("lower/0 0 - a", "lower/1 1 - b");
            client.disconnect();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBurstKeepsItsOrder(Peer peer) {
        int count = 300;
        for (int qos = 0; qos <= 2; qos++) {
            Config config = TestClient.smallSteps();
            if (!peer.isMosquitto) {
                config.inboundSlots = count; // it takes PUBREC for the end of a message, and 3.1.1 has no limit at all
            }
            try (TestClient client = new TestClient("burst", config, peer.protocol(),
                    new TcpTransport("127.0.0.1", peer.port()))) {
                client.connect().subscribe("burst", qos);
                for (int i = 0; i < count; i++) {
                    client.await("a slot is free", () -> client.client.freeSlots() > 0);
                    client.publish("burst", String.valueOf(i), qos, false);
                }
                int level = qos;
                String[] expected = Stream.iterate(0, i -> i + 1).limit(count).map(i -> "burst " + level + " - " + i)
                        .toArray(String[]::new);
                client.awaitMessages(expected);
                client.await("all completed", () -> client.published.size() == count);
                client.disconnect();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalFiltersGetAnAnswerEach(Peer peer) {
        try (TestClient client = peer.client("several")) {
            client.connect();
            Subscriptions subscriptions = new Subscriptions(100);
            subscriptions.add(new TopicFilter("several/+/a"), 0, 0);
            subscriptions.add(new TopicFilter("several/b/#"), 1, 0);
            subscriptions.add(new TopicFilter("several/c"), 2, 0);
            TestClient.positive(client.client.subscribe(subscriptions, null));
            client.await("subscribed", () -> client.subscribed.equals(List.of("0 1 2")));
            client.publish("several/x/a", "1", 2, false);
            client.publish("several/b", "2", 2, false);
            client.publish("several/x/b", "3", 2, false);
            client.publish("several/c", "4", 2, false);
            client.awaitMessagesInAnyOrder("several/x/a 0 - 1", "several/b 1 - 2", "several/c 2 - 4");
            client.disconnect();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingComesAfterUnsubscribe(Peer peer) {
        try (TestClient client = peer.client("unsubscribe")) {
            client.connect().subscribe("unsubscribe/a", 1).subscribe("unsubscribe/b", 1);
            TestClient.positive(client.client.unsubscribe(new TopicFilter("unsubscribe/a")));
            client.await("unsubscribed", () -> client.subscribed.size() == 3);
            assertEquals(peer.version == 5 ? "0" : "", client.subscribed.get(2));
            client.publishAndWait("unsubscribe/a", "no", 1, false);
            client.publishAndWait("unsubscribe/b", "yes", 1, false);
            client.awaitMessages("unsubscribe/b 1 - yes");
            client.disconnect();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRetainedMessageComesToALaterSubscriberUntilItIsCleared(Peer peer) {
        String topic = "retained/" + peer;
        try (TestClient client = peer.client("retained")) {
            client.connect();
            client.publishAndWait(topic, "old", 1, true);
            client.publishAndWait(topic, "kept", 1, true);
            awaitRetained(peer, topic, topic + " 1 r kept");
            client.subscribe(topic, 1);
            client.awaitMessages(topic + " 1 r kept");
            client.publishAndWait(topic, "", 1, true);
            client.await("cleared", () -> client.messages.size() == 2);
            client.disconnect();
        }
        awaitRetained(peer, topic);
    }

    /** Subscribes anew until this is what comes: Artemis confirms a message before it has retained it. */
    private static void awaitRetained(Peer peer, String topic, String... expected) {
        try (TestClient newcomer = peer.client("retained-newcomer")) {
            newcomer.await("a newcomer gets " + List.of(expected), () -> {
                newcomer.messages.clear();
                newcomer.connect().subscribe(topic, 1);
                newcomer.run(200);
                newcomer.disconnect();
                return newcomer.messages.equals(List.of(expected));
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void theWillComesWhenTheConnectionBreaksAndNotAfterDisconnect(Peer peer) {
        try (TestClient observer = peer.client("will-observer"); TestClient client = peer.client("will")) {
            observer.connect().subscribe("will/#", 2);
            client.options.willTopic = new Topic("will/" + peer);
            client.options.willPayload = "gone".getBytes(StandardCharsets.UTF_8);
            client.options.willPayloadLength = 4;
            client.options.willQos = 2;
            client.connect();
            client.disconnect();
            observer.run(200);
            assertEquals(List.of(), observer.messages);
            client.connect();
            client.abort();
            observer.awaitMessages("will/" + peer + " 2 - gone");
            observer.disconnect();
        }
    }

    @ParameterizedTest
    @EnumSource
    void messagesOfTheTimeAwayComeWithTheResumedSession(Peer peer) {
        String topic = "resume/" + peer;
        try (TestClient client = peer.client("resume-" + peer); TestClient other = peer.client("resume-other")) {
            // The first connection must not take up what the test of another version has left.
            client.options.cleanStart = peer.version == 5 ? 1 : 0;
            client.options.sessionExpiry = peer.version == 5 ? 60 : 0;
            client.connect().subscribe(topic, 2);
            client.abort();
            other.connect();
            for (int qos = 0; qos <= 2; qos++) {
                other.publishAndWait(topic, "while away " + qos, qos == 0 ? 1 : qos, false);
            }
            client.options.cleanStart = 0;
            client.connect();
            assertEquals(List.of(false, true), client.connected);
            client.awaitMessages(topic + " 1 - while away 0", topic + " 1 - while away 1", topic + " 2 - while away 2");
            client.disconnect();
            client.options.cleanStart = 1;
            client.connect();
            assertEquals(List.of(false, true, false), client.connected);
            other.publishAndWait(topic, "subscription is gone", 1, false);
            client.run(100);
            assertEquals(3, client.messages.size());
            client.disconnect();
            other.disconnect();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSharedSubscriptionGivesEachMessageToOneOfItsMembers(Peer peer) {
        try (TestClient one = peer.client("shared-1"); TestClient two = peer.client("shared-2");
                TestClient publisher = peer.client("shared-3")) {
            one.connect().subscribe("$share/group/shared/+", 1);
            two.connect().subscribe("$share/group/shared/+", 1);
            publisher.connect();
            for (int i = 0; i < 10; i++) {
                publisher.publishAndWait("shared/" + i, "x", 1, false);
            }
            one.await("each got one", () -> {
                two.step(1);
                return one.messages.size() + two.messages.size() == 10;
            });
            one.run(50);
            two.run(50);
            List<String> all = Stream.concat(one.messages.stream(), two.messages.stream()).sorted().toList();
            assertEquals(Stream.iterate(0, i -> i + 1).limit(10).map(i -> "shared/" + i + " 1 - x").toList(), all);
            assertTrue(one.messages.size() > 0 && two.messages.size() > 0, one + " " + two);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pingsKeepAnIdleConnectionAlive(Peer peer) {
        Config config = TestClient.smallSteps();
        Packets packets = new Packets();
        config.trace = packets;
        try (TestClient client = new TestClient("ping", config, peer.protocol(),
                new TcpTransport("127.0.0.1", peer.port()))) {
            client.options.keepAlive = 4; // the broker's patience ends after 6 s
            client.connect();
            client.run(7000);
            client.await("an answer", () -> packets.received(Packets.PINGRESP) >= 1);
            assertEquals(List.of(), client.disconnected);
            int pings = packets.sent(Packets.PINGREQ);
            assertTrue(pings >= 1 && pings <= 2, pings + " pings");
            client.disconnect();
        }
    }
}
