package nogc.javase.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import nogc.javase.TestLog;
import nogc.javase.broker.MosquittoBroker;
import nogc.mqtt.Listener;
import nogc.mqtt.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No future stays open for ever, and who waits in vain hears why. */
@Timeout(60)
class WaitingTest {
    private static MosquittoBroker broker;
    private TestLog log;

    @BeforeAll
    static void startBroker() {
        broker = MosquittoBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void listenToTheLog() {
        log = TestLog.of("nogc.mqtt");
    }

    @AfterEach
    void giveTheLogBack() {
        log.close();
    }

    private static MqttClientBuilder builder() {
        return MqttClient.of("mqtt://127.0.0.1:" + broker.port());
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    private static int failure(Future<?> future) {
        return assertInstanceOf(MqttException.class,
                assertThrows(ExecutionException.class, () -> get(future)).getCause()).result();
    }

    /** Holds a port where nothing listens. */
    private static Socket bound() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress("127.0.0.1", 0));
        return socket;
    }

    private static String uri(Socket socket) {
        return "mqtt://127.0.0.1:" + socket.getLocalPort();
    }

    /** What a wait for this future says that has no time. */
    private static String inVain(Future<?> future) {
        return assertThrows(TimeoutException.class, () -> future.get(1, TimeUnit.MILLISECONDS)).getMessage();
    }

    @Test
    void aWaitWithinAHandlerIsRefusedAtOnce() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        List<Function<CompletableFuture<?>, Object>> ways = List.of(CompletableFuture::join, future -> {
            try {
                return future.get();
            } catch (ExecutionException | InterruptedException e) {
                return e;
            }
        }, future -> {
            try {
                return future.thenApply(x -> x).get(1, TimeUnit.DAYS);
            } catch (ExecutionException | InterruptedException | TimeoutException e) {
                return e;
            }
        });
        try (MqttClient client = builder().build()) {
            get(client.connect());
            get(client.subscribe("w", 1, message -> {
                for (Function<CompletableFuture<?>, Object> waiting : ways) {
                    IllegalStateException refused = assertThrows(IllegalStateException.class,
                            () -> waiting.apply(client.publish("w/other", "", 1)));
                    told.add(refused.getMessage());
                }
                told.add(String.valueOf(CompletableFuture.completedFuture("done").join()));
            }));
            get(client.publish("w", "", 1));
            for (int i = 0; i < ways.size(); i++) {
                String text = told.poll(20, TimeUnit.SECONDS);
                assertTrue(text.contains("thenAccept"), text);
            }
            assertEquals("done", told.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void aWaitInVainSaysWhereTheClientStands() throws Exception {
        try (Socket bound = bound(); MqttClient client = MqttClient.of(uri(bound)).build()) {
            String dead = uri(bound);
            String before = inVain(client.publish("a", "", 1));
            assertTrue(before.endsWith("not connected to " + dead + ": connect() was not called"), before);
            CompletableFuture<Boolean> connecting = client.connect();
            log.awaitText("no connection to");
            String after = inVain(connecting.thenApply(present -> present));
            assertTrue(after.startsWith("not within 1 milliseconds: not connected to " + dead
                    + ": nothing listens there"), after);
            client.close(Duration.ZERO);
        }
        try (MqttClient client = builder().build()) {
            get(client.connect());
            CountDownLatch answered = new CountDownLatch(1);
            client.execute(inner -> assertTrue(await(answered)));
            String slow = inVain(client.publish("a", "", 1));
            answered.countDown();
            assertTrue(slow.contains(": connected to mqtt://127.0.0.1:" + broker.port() + ", which has not"), slow);
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void howeverTheClientEndsNoFutureStaysOpen(boolean throwing) throws Exception {
        MqttClientBuilder builder = throwing ? builder().endOnHandlerFailure() : builder();
        try (MqttClient client = builder.build()) {
            get(client.connect());
            List<CompletableFuture<?>> open = new ArrayList<>();
            CountDownLatch all = new CountDownLatch(1);
            get(client.subscribe("e", 0, message -> {
                open.add(client.publish("e/1", "", 1));
                open.add(client.subscribe("e/2", 1, further -> { }));
                open.add(client.unsubscribe("e"));
                all.countDown();
                Thread.currentThread().interrupt();
                if (throwing) {
                    throw new IllegalStateException("handler");
                }
            }));
            client.publish("e", "", 0);
            assertTrue(await(all));
            for (CompletableFuture<?> future : open) {
                get(future.handle((value, why) -> why)); // some may just have been answered
                assertTrue(!throwing || failure(future) == Result.DISCONNECTED);
            }
            assertEquals(Result.DISCONNECTED, failure(client.connect()));
        }
    }

    @Test
    void aClientThatHasJustGivenUpConnectsAgain() throws Exception {
        MqttClient[] self = new MqttClient[1];
        BlockingQueue<Future<Boolean>> again = new LinkedBlockingQueue<>();
        Listener atTheEnd = new Listener() {
            private int times;

            @Override
            public void onIdle(int cause) {
                if (++times == 1) {
                    again.add(self[0].connect());
                } else if (times == 2) { // another thread, which cannot know yet
                    Thread other = new Thread(() -> again.add(self[0].connect()));
                    other.start();
                    assertTrue(await(other));
                }
            }
        };
        try (MqttClient client = builder().listener(atTheEnd).build()) {
            self[0] = client;
            get(client.connect());
            for (int i = 0; i < 2; i++) {
                get(client.disconnect());
                assertFalse(get(again.poll(20, TimeUnit.SECONDS)));
            }
        }
    }

    private static boolean await(Thread thread) {
        try {
            thread.join(20_000);
        } catch (InterruptedException e) {
            return false;
        }
        return !thread.isAlive();
    }

    @Test
    void thereIsNothingToLeaveBeforeTheFirstConnect() throws Exception {
        try (MqttClient client = builder().build()) {
            get(client.disconnect());
            get(client.disconnectWhenDone(Duration.ofDays(1)));
        }
    }

    @Test
    void closingOnTheOwnThreadLetsWhatIsUnderWayComplete() throws Exception {
        MqttClient client = builder().build();
        get(client.connect());
        CompletableFuture<Future<Integer>> last = new CompletableFuture<>();
        get(client.subscribe("c", 0, message -> {
            last.complete(client.publish("c/last", "", 2));
            client.close();
        }));
        client.publish("c", "", 0);
        assertEquals(0, get(get(last)));
        client.close();
    }

    @Test
    void asManyMessagesAsMayBeUnderWayAreAcknowledgedAtOnce() throws Exception {
        int messages = 200;
        try (MqttClient client = builder().inFlightUpTo(messages).queueUpTo(messages).build()) {
            BlockingQueue<ReceivedMessage> held = new LinkedBlockingQueue<>();
            get(client.connect());
            get(client.subscribeDeferred("h", 1, held::add));
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < messages; i++) {
                all.add(client.publish("h", "", 1));
            }
            List<ReceivedMessage> taken = new ArrayList<>();
            while (taken.size() < messages) {
                taken.add(held.poll(20, TimeUnit.SECONDS));
            }
            CountDownLatch asked = new CountDownLatch(1);
            client.execute(inner -> assertTrue(await(asked)));
            taken.forEach(message -> all.add(client.acknowledge(message)));
            asked.countDown();
            for (Future<?> future : all) {
                get(future);
            }
        }
    }

    @Test
    void aSubscriptionForWhichNoCallFoundRoomIsMadeAllTheSame() throws Exception {
        try (MqttClient client = builder().inFlightUpTo(1).build()) {
            get(client.connect());
            for (boolean wanted : new boolean[] {true, false}) {
                CountDownLatch asked = new CountDownLatch(1);
                client.execute(inner -> assertTrue(await(asked)));
                int queued = Result.OK;
                while (queued == Result.OK) {
                    queued = client.execute(inner -> { });
                }
                assertEquals(Result.FULL, queued);
                Future<?> future = wanted ? client.subscribe("s", 1, message -> { }) : client.unsubscribe("s");
                asked.countDown();
                get(future); // nothing else is under way that would be answered
            }
        }
    }

    @Test
    void theLogAndTheWaitSayWhichOfSeveralBrokersItIs() throws Exception {
        String alive = "mqtt://127.0.0.1:" + broker.port();
        try (Socket bound = bound(); MqttClient client = MqttClient.of(uri(bound), alive).build()) {
            get(client.connect());
            log.awaitText("connected to " + alive + ", session new");
        }
    }

    @Test
    void anotherClientOfTheSameIdentifierIsSuspected() throws Exception {
        try (MqttClient one = builder().version311().clientId("same").build();
                MqttClient other = builder().version311().clientId("same").build()) {
            get(one.connect());
            get(other.connect());
            log.awaitText("perhaps another client came with the same client identifier");
        }
    }
}
