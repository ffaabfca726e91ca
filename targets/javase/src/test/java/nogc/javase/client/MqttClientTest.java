package nogc.javase.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import nogc.hal.Transport;
import nogc.javase.TestLog;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsResult;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.wire.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of an application, at a real Mosquitto. */
@Timeout(60)
class MqttClientTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private TestLog log;

    @BeforeEach
    void listenToTheLog() {
        log = TestLog.of("nogc.mqtt");
    }

    @AfterEach
    void giveTheLogBack() {
        log.close();
    }

    private static MqttClientBuilder at(MosquittoBroker broker) {
        return MqttClient.of("mqtt://127.0.0.1:" + broker.port()).config(config -> {
            config.reconnectMinimum = 20;
            config.reconnectMaximum = 100;
        });
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    private static MqttException failure(Future<?> future) {
        return assertInstanceOf(MqttException.class,
                assertThrows(ExecutionException.class, () -> get(future)).getCause());
    }

    private void hear(ReceivedMessage message) {
        heard.add(message.topic() + " " + message.qos() + " " + message.text());
    }

    private String heard() throws InterruptedException {
        String line = heard.poll(20, TimeUnit.SECONDS);
        assertTrue(line != null, "heard nothing; the log says\n" + log.all());
        return line;
    }

    @Test
    void theExampleWorksOverTls() throws Exception {
        try (TestAuthority authority = new TestAuthority("authority");
                MosquittoBroker broker = MosquittoBroker.configure()
                        .tls(authority.certificate(), authority.issue("localhost")).user("me", "secret").run();
                MqttClient client = MqttClient.of("mqtts://localhost:" + broker.port()).user("me", "secret")
                        .tls(new TlsOptions().authorities(authority.certificate())).build()) {
            CompletableFuture<Integer> granted = client.subscribe("hello/#", 1, this::hear);
            assertFalse(get(client.connect()));
            assertEquals(1, get(granted));
            assertEquals(0, get(client.publish("hello/world", "grüße", 1)));
            assertEquals("hello/world 1 grüße", heard());
        }
        assertFalse(log.all().contains("secret") || log.all().contains("grüße"), log.all());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void itGoesByWebSocketToo(String scheme) throws Exception {
        try (TestAuthority authority = new TestAuthority("authority")) {
            TestAuthority.Issued server = authority.issue("localhost");
            MosquittoBroker configured = MosquittoBroker.configure();
            boolean secure = scheme.equals("wss");
            configured = secure ? configured.webSockets("cafile " + authority.certificate(),
                    "certfile " + server.certificate(), "keyfile " + server.key()) : configured.webSockets();
            try (MosquittoBroker broker = configured.run()) {
                MqttClientBuilder builder = MqttClient.of(scheme + "://localhost:" + broker.webSocketPort() + "/mqtt")
                        .webSocketHeader("X-Token", "secret");
                builder = secure ? builder.tls(new TlsOptions().authorities(authority.certificate())) : builder;
                try (MqttClient client = builder.build()) {
                    get(client.connect());
                    get(client.subscribe("a", 1, this::hear));
                    get(client.publish("a", "by " + scheme, 1));
                    assertEquals("a 1 by " + scheme, heard());
                }
            }
        }
        assertFalse(log.all().contains("secret"), log.all());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void eachHandlerGetsWhatItsFilterMatches(int version) throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                MqttClient client = version == 5 ? at(broker).build() : at(broker).version311().build()) {
            get(client.connect());
            get(client.subscribe("a/+", 2, message -> heard.add("one " + message.topic())));
            get(client.subscribe("b", 2, message -> heard.add("two " + message.topic())));
            get(client.publish("a/x", "", 2));
            assertEquals("one a/x", heard());
            get(client.publish("b", "", 2));
            assertEquals("two b", heard());
            get(client.subscribe("b", 0, message -> heard.add("three " + message.qos())));
            get(client.publish("b", "", 2));
            assertEquals("three 0", heard());
        }
    }

    @Test
    void anotherClientSeesWhatWePublishWithItsProperties() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "#", "-V", "5", "-F", "%t %q %r %C %p");
                MqttClient client = at(broker).build()) {
            PropertyWriter properties = new PropertyWriter(50);
            assertEquals(Result.OK, properties.put(Property.CONTENT_TYPE, new Utf8String("text/plain")));
            get(client.connect());
            get(client.publish(new Topic("a"), new byte[] {'x'}, 1, true, properties));
            assertEquals(List.of("a 0 0 text/plain x"), observer.awaitLines(1));
        }
    }

    @Test
    void propertiesComeWithAMessageThatIsKept() throws Exception {
        BlockingQueue<ReceivedMessage> kept = new LinkedBlockingQueue<>();
        try (MosquittoBroker broker = MosquittoBroker.start(); MqttClient client = at(broker).build()) {
            get(client.connect());
            get(client.subscribe("a", 1, kept::add));
            PropertyWriter properties = new PropertyWriter(50);
            assertEquals(Result.OK, properties.putUserProperty(new Utf8String("k"), new Utf8String("v")));
            get(client.publish(new Topic("a"), new byte[0], 1, false, properties));
            get(client.publish("a", "another", 1));
            ReceivedMessage first = kept.poll(20, TimeUnit.SECONDS);
            assertEquals("another", kept.poll(20, TimeUnit.SECONDS).text());
            assertTrue(first.properties().find(Property.USER_PROPERTY));
            assertFalse(first.properties().find(Property.CONTENT_TYPE));
            assertEquals(0, first.payload().length);
        }
    }

    @Test
    void aPublishTellsWhatTheServerAnswered() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.configure().rules("topic read #", "topic write open/#").run();
                MqttClient client = at(broker).build()) {
            get(client.connect());
            assertEquals(ReasonCode.NO_MATCHING_SUBSCRIBERS, get(client.publish("open/a", "x", 1)));
            assertEquals(0, get(client.publish("open/a", "x", 0)));
            MqttException refused = failure(client.publish("closed", "x", 1));
            assertEquals(Result.REFUSED, refused.result());
            assertEquals(ReasonCode.NOT_AUTHORIZED, refused.reasonCode());
            assertTrue(refused.getMessage().contains("not authorized"), refused.getMessage());
        }
    }

    @Test
    void aSubscriptionThatIsRefusedFailsAndIsLogged() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                MqttClient client = at(broker).config(config -> config.transmitBuffer = 64).build()) {
            get(client.connect());
            String tooLong = "x".repeat(100);
            assertEquals(Result.BUFFER_TOO_SMALL, failure(client.subscribe(tooLong, 1, this::hear)).result());
            assertEquals(Result.INVALID_QOS, failure(client.subscribe("a", 3, this::hear)).result());
            assertThrows(IllegalArgumentException.class, () -> client.subscribe("a/#/b", 1, this::hear));
            assertThrows(IllegalArgumentException.class, () -> client.publish("a/#", "x", 1));
            assertEquals(1, get(client.subscribe("good", 1, this::hear)));
        }
    }

    @Test
    void subscriptionsOutliveALostSession() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start(); MqttClient client = at(broker).build()) {
            get(client.connect());
            for (int i = 0; i < 50; i++) { // more than there are slots
                client.subscribe("many/" + i, 1, this::hear);
            }
            get(client.subscribe("last", 1, this::hear));
            for (int round = 0; round < 3; round++) {
                broker.kill9(); // it kept nothing
                broker.run();
                get(client.publish("many/" + round, "again " + round, 1));
                broker.awaitLog("last (QoS 1)");
                broker.publish("-t", "many/49", "-m", "x" + round);
                List<String> lines = new ArrayList<>();
                while (!lines.contains("many/49 0 x" + round)) {
                    lines.add(heard());
                }
            }
        }
    }

    @Test
    void whatIsUnsubscribedComesNoMore() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start(); MqttClient client = at(broker).build()) {
            client.subscribe("early", 1, this::hear);
            get(client.unsubscribe("early"));
            get(client.connect());
            get(client.subscribe("a", 1, this::hear));
            get(client.subscribe("b", 1, this::hear));
            get(client.unsubscribe("a"));
            get(client.publish("early", "1", 1));
            get(client.publish("a", "2", 1));
            get(client.publish("b", "3", 1));
            assertEquals("b 1 3", heard());
            assertEquals(Result.STALE, failure(client.unsubscribe("a")).result());
        }
    }

    @Test
    void aHandlerThatThrowsCostsItsMessageAndNotTheClient() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start(); MqttClient client = at(broker).build()) {
            get(client.connect());
            get(client.subscribe("a", 1, message -> {
                if (message.text().startsWith("bad")) {
                    throw new IllegalStateException("handler");
                }
                hear(message);
            }));
            get(client.publish("a", "bad secret", 1));
            get(client.publish("a", "good", 1));
            assertEquals("a 1 good", heard());
            broker.awaitLog("Received PUBACK from");
            assertTrue(client.isConnected());
        }
        assertEquals(1, log.texts(Level.SEVERE).size());
        assertFalse(log.all().contains("secret"), log.all());
    }

    @Test
    void anOptionLetsAHandlerThatThrowsEndTheClient() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                MqttClient client = at(broker).endOnHandlerFailure().will("gone", "x", 0, false).build();
                Program observer = broker.observe("observer", "-t", "gone")) {
            get(client.connect());
            get(client.subscribe("a", 0, message -> {
                throw new IllegalStateException("handler");
            }));
            client.publish("a", "x", 0);
            observer.awaitLines(1);
            while (client.publish(new Topic("a"), null, 0, 0, 0, false, null, 0) != Result.DISCONNECTED) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void itDoesSoWhereAListenerThrowsThatIsToldOfARefusal() throws Exception {
        Listener listener = new Listener() {
            @Override
            public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
                throw new IllegalStateException("listener");
            }
        };
        try (MosquittoBroker broker = MosquittoBroker.configure().option("max_qos 1").run();
                MqttClient client = at(broker).listener(listener).endOnHandlerFailure().will("gone", "x", 0, false)
                        .build();
                Program observer = broker.observe("observer", "-t", "gone")) {
            get(client.connect());
            assertEquals(Result.OK, client.publish(new Topic("t"), null, 0, 0, 2, false, null, 7));
            observer.awaitLines(1);
            assertEquals(Result.DISCONNECTED, failure(client.publish("t", "", 1)).result());
        }
    }

    @Test
    void afterAnEndItConnectsAgain() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start(); MqttClient client = at(broker).build()) {
            client.subscribe("a", 1, this::hear);
            get(client.connect());
            assertTrue(client.isConnected());
            for (int i = 0; i < 3; i++) {
                get(client.disconnect());
                assertFalse(client.isConnected());
                assertEquals(Result.NOT_CONNECTED, failure(client.publish("a", "x", 1)).result());
                get(client.disconnect());
                get(client.connect());
                get(client.connect());
                get(client.publish("a", "after " + i, 1));
                assertEquals("a 1 after " + i, heard());
            }
        }
    }

    @Test
    void aRefusalForGoodFailsTheConnectAndSaysWhy() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        Listener listener = new Listener() {
            @Override
            public void onConnecting(ConnectOptions options) {
                options.password = (attempts.incrementAndGet() == 1 ? "wrong" : "right-secret").getBytes();
            }
        };
        try (MosquittoBroker broker = MosquittoBroker.configure().user("me", "right-secret").run();
                MqttClient client = at(broker).user("me", "wrong").listener(listener)
                        .config(config -> config.stopOnRefusal = true).build()) {
            MqttException refused = failure(client.connect());
            assertEquals(ReasonCode.NOT_AUTHORIZED, refused.reasonCode());
            assertTrue(refused.getMessage().contains("check credentials"), refused.getMessage());
            get(client.connect());
        }
        assertFalse(log.all().contains("secret"), log.all());
        assertTrue(log.warnings().get(0).endsWith("not tried again"), log.warnings().toString());
    }

    @Test
    void aMessageWithATagThatIsRefusedOnlyLaterIsToldToTheListener() throws Exception {
        BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        Listener listener = new Listener() {
            @Override
            public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
                ends.add(handle + " " + tag + " " + result + " " + reasonCode + " " + properties.next());
                if (tag == 9) {
                    throw new IllegalStateException("listener");
                }
            }
        };
        Topic topic = new Topic("t");
        try (MosquittoBroker broker = MosquittoBroker.configure().option("max_qos 1").run();
                MqttClient client = at(broker).listener(listener).build();
                MqttClient never = at(broker).listener(listener).build()) {
            get(client.connect());
            for (int tag = 9; tag >= 7; tag--) {
                assertEquals(Result.OK, client.publish(topic, null, 0, 0, 2, false, null, tag));
                assertEquals("0 " + tag + " " + Result.QOS_NOT_SUPPORTED + " 0 false", ends.poll(20, TimeUnit.SECONDS));
            }
            assertEquals(Result.OK, never.publish(topic, null, 0, 0, 1, false, null, 0));
            assertFalse(never.close(Duration.ZERO));
            assertEquals("0 0 " + Result.DISCONNECTED + " 0 false", ends.poll());
            assertTrue(log.all().contains("onPublished threw; the client goes on"), log.all());
            get(client.publish("t", "", 1));
        }
        assertTrue(ends.isEmpty(), "a message with a future has another tag: " + ends);
    }

    @Test
    void aPortWhereNothingListensIsSaidInTheLogAndTriedAgain() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start(); MqttClient client = at(broker).build()) {
            broker.kill9();
            CompletableFuture<Boolean> connected = client.connect();
            while (log.warnings().size() < 2) {
                Thread.sleep(5);
            }
            assertFalse(connected.isDone());
            assertTrue(log.warnings().get(0).contains("nothing listens at 127.0.0.1:" + broker.port()));
            broker.run();
            get(connected);
        }
    }

    @Test
    void theFirstFailureEndsTheConnectingWhereThatIsWanted() throws Exception {
        try (TestAuthority authority = new TestAuthority("authority");
                MosquittoBroker broker = MosquittoBroker.configure()
                        .tls(authority.certificate(), authority.issue("other.example")).run();
                MqttClient client = MqttClient.of("mqtts://localhost:" + broker.port())
                        .tls(new TlsOptions().authorities(authority.certificate()))
                        .stopOnFirstFailure().build()) {
            MqttException wrong = failure(client.connect());
            assertEquals(TlsResult.WRONG_HOST, wrong.result());
            assertTrue(wrong.getMessage().contains("for other.example, not for localhost"), wrong.getMessage());
        }
    }

    @Test
    void aDeferredMessageIsAcknowledgedByAnyThreadAndElseComesAgain() throws Exception {
        BlockingQueue<ReceivedMessage> open = new LinkedBlockingQueue<>();
        try (MosquittoBroker broker = MosquittoBroker.start();
                MqttClient client = at(broker).clientId("worker").keepSession(Duration.ofHours(1)).build()) {
            get(client.connect());
            get(client.subscribeDeferred("jobs", 1, open::add));
            get(client.publish("jobs", "one", 1));
            get(client.publish("jobs", "two", 1));
            get(client.acknowledge(open.poll(20, TimeUnit.SECONDS)));
            ReceivedMessage second = open.poll(20, TimeUnit.SECONDS);
            assertEquals("two", second.text());
            get(client.disconnect());
            assertTrue(get(client.connect()));
            assertEquals(Result.STALE, failure(client.acknowledge(second)).result());
            ReceivedMessage again = open.poll(20, TimeUnit.SECONDS);
            assertEquals("two", again.text());
            assertTrue(again.duplicate());
            get(client.acknowledge(again));
        }
    }

    @Test
    void manyThreadsPublishAndEachOfTheirFuturesCompletes() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.configure().quiet().run();
                MqttClient client = at(broker).queueUpTo(4096).build()) {
            List<CompletableFuture<Integer>> all = Collections.synchronizedList(new ArrayList<>());
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int number = i;
                threads.add(new Thread(() -> {
                    for (int n = 0; n < 1000; n++) {
                        all.add(client.publish("t/" + number, "m" + n, n % 3));
                    }
                }));
            }
            get(client.connect());
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            get(CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])));
            assertEquals(4000, all.size());
        }
    }

    @Test
    void aQueueThatIsFullAndAClientThatIsClosedSaySo() throws Exception {
        MqttClient client = MqttClient.of("mqtt://127.0.0.1:1").queueUpTo(2).build();
        CompletableFuture<Integer> first = client.publish("a", "1", 1);
        client.publish("a", "2", 1);
        assertEquals(Result.FULL, failure(client.publish("a", "3", 1)).result());
        assertEquals(Result.BUFFER_TOO_SMALL, failure(client.publish("a", "x".repeat(2000), 1)).result());
        CompletableFuture<Integer> subscribed = client.subscribe("a", 1, this::hear);
        assertFalse(client.close(Duration.ZERO));
        assertEquals(Result.DISCONNECTED, failure(first).result());
        assertEquals(Result.DISCONNECTED, failure(subscribed).result());
        assertEquals(Result.DISCONNECTED, failure(client.publish("a", "4", 1)).result());
        assertEquals(Result.DISCONNECTED, failure(client.connect()).result());
        get(client.disconnect());
        assertEquals(Result.DISCONNECTED, failure(client.subscribe("b", 1, this::hear)).result());
        client.close();
    }

    @Test
    void closingWaitsForWhatIsUnderWay() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start()) {
            List<CompletableFuture<Integer>> all = new ArrayList<>();
            try (MqttClient client = at(broker).build()) {
                for (int i = 0; i < 50; i++) {
                    all.add(client.publish("a", "m" + i, 2));
                }
                get(client.connect());
            }
            for (CompletableFuture<Integer> future : all) {
                assertTrue(future.isDone() && !future.isCompletedExceptionally());
            }
        }
    }

    @Test
    void aDisconnectThatWaitsOvertakesNoMessage() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.configure().quiet().run();
                MqttClient client = at(broker).config(config -> config.outboundSlots = 1).queueUpTo(256).build()) {
            get(client.connect());
            List<CompletableFuture<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 250; i++) { // the client itself has room for one
                all.add(client.publish("a", "m" + i, i % 3));
            }
            get(client.disconnectWhenDone(Duration.ofSeconds(20)));
            assertFalse(client.isConnected());
            for (CompletableFuture<Integer> future : all) {
                assertTrue(future.isDone() && !future.isCompletedExceptionally());
            }
            get(client.disconnectWhenDone(Duration.ZERO)); // there is nothing to leave
            get(client.connect());
            get(client.publish("a", "again", 1));
        }
    }

    @Test
    void aDisconnectThatWaitsHasItsTimeAndWhatIsLeftStays() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start(); MqttClient client = at(broker).inFlightUpTo(5)
                .config(config -> config.closeTimeout = 100).build()) {
            get(client.connect());
            broker.freeze();
            List<CompletableFuture<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(client.publish("a", "m" + i, 1));
            }
            get(client.disconnectWhenDone(Duration.ofMillis(200)));
            assertFalse(all.get(49).isDone());
            broker.thaw();
            get(client.connect());
            get(CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])));
        }
    }

    @Test
    void aConnectThatIsOpenFailsWithTheClose() throws Exception {
        MqttClient client = MqttClient.of("mqtt://127.0.0.1:1").build();
        CompletableFuture<Boolean> connected = client.connect();
        client.close(Duration.ZERO);
        int result = failure(connected).result();
        assertTrue(result == Result.DISCONNECTED || result == Transport.REFUSED || result == Result.ABORTED,
                result + "");
    }

    @Test
    void messagesLargerThanTheRoomAreRefusedAndLogged() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                MqttClient client = at(broker).payloadsUpTo(5000).build()) {
            get(client.connect());
            get(client.subscribe("a", 1, message -> heard.add(message.payload().length + "")));
            get(client.publish("a", "x".repeat(5000), 1));
            assertEquals("5000", heard());
            broker.publish("-t", "a", "-q", "1", "-m", "x".repeat(9000));
            broker.publish("-t", "a", "-q", "1", "-m", "small");
            assertEquals("5", heard());
            assertTrue(log.warnings().toString().contains("refused a message of 9000 bytes"), log.all());
        }
    }

    @Test
    void messagesWithoutAHandlerGoWhereTheApplicationSays() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                MqttClient client = at(broker).otherMessages(message -> {
                    heard.add("other " + message.topicString());
                    return Listener.ACCEPT;
                }).build()) {
            get(client.connect());
            assertEquals(Result.OK, client.execute(inner -> inner.subscribe(new TopicFilter("x"), 0)));
            broker.awaitLog("x (QoS 0)");
            broker.publish("-t", "x", "-m", "1");
            assertEquals("other x", heard());
        }
    }
}
