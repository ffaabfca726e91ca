package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientRunnerTest {
    private static MosquittoBroker broker;

    private final Topic topic = new Topic("runner");
    private final Recorder recorder = new Recorder();
    private final Config config = TestClient.smallSteps();
    private final ConnectOptions options = new ConnectOptions();
    private TestRunner runner;
    private Client client;

    /** Remembers events for other threads to see. */
    private static class Recorder extends Listener {
        final List<String> messages = new CopyOnWriteArrayList<>();
        final Map<Integer, Integer> published = new ConcurrentHashMap<>();
        final List<Integer> disconnected = new CopyOnWriteArrayList<>();
        final CountDownLatch subscribed = new CountDownLatch(1);
        volatile Thread thread;
        volatile RuntimeException bomb;
        Client client;

        @Override
        public void onConnected(boolean sessionPresent, PropertyReader properties) {
            thread = Thread.currentThread();
            client.subscribe(new TopicFilter("runner"), 2);
        }

        @Override
        public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
            disconnected.add(cause);
        }

        @Override
        public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader none) {
            subscribed.countDown();
        }

        @Override
        public int onMessage(Message message) {
            if (bomb != null) {
                throw bomb;
            }
            messages.add(message.payloadString());
            return ACCEPT;
        }

        @Override
        public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
            published.put(handle, result);
        }
    }

    private static final class TestRunner extends ClientRunner {
        final Map<Integer, Integer> accepted = new ConcurrentHashMap<>();
        final Map<Integer, Integer> refused = new ConcurrentHashMap<>();
        volatile Throwable failure;

        TestRunner(Client client, Selectable transport, PublishRing messages) {
            super(client, transport, messages, true);
        }

        @Override
        protected void onAccepted(int tag, int handle) {
            accepted.put(tag, handle);
        }

        @Override
        protected void onRefused(int tag, int result) {
            refused.put(tag, result);
        }

        @Override
        protected void onFailure(Throwable cause) {
            failure = cause;
        }
    }

    @BeforeAll
    static void startBroker() {
        broker = MosquittoBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    private void make(int port) {
        config.outboundSlots = 4;
        TcpTransport transport = new TcpTransport("127.0.0.1", port);
        client = new Client(config, new Mqtt5(), transport, new SteadyClock(), new SystemEntropy(), recorder);
        recorder.client = client;
        runner = new TestRunner(client, transport, new PublishRing(8, 32, 32, 0));
        options.clientId = new Utf8String("runner");
    }

    private void start() throws InterruptedException {
        make(broker.port());
        assertEquals(Result.OK, runner.start(options));
        assertTrue(runner.awaitConnected(10_000));
        assertTrue(recorder.subscribed.await(10, TimeUnit.SECONDS));
    }

    @AfterEach
    void close() {
        if (runner != null) {
            runner.close(0);
        }
    }

    private int publish(int number, int qos) {
        byte[] payload = String.valueOf(number).getBytes(StandardCharsets.UTF_8);
        return runner.publish(topic, payload, 0, payload.length, qos, false, null, number);
    }

    private boolean publishWaiting(int number, int qos, long timeout) throws InterruptedException {
        byte[] payload = String.valueOf(number).getBytes(StandardCharsets.UTF_8);
        return runner.publish(topic, payload, 0, payload.length, qos, false, null, number, timeout) == Result.OK;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 20_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(1);
        }
        assertTrue(condition.getAsBoolean());
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    @Test
    void messagesOfAnotherThreadGoOutInOrderThroughAFullRingAndAFullClient() throws InterruptedException {
        start();
        for (int i = 0; i < 200; i++) {
            assertTrue(publishWaiting(i, i % 3, 10_000));
        }
        await(() -> recorder.messages.size() == 200);
        for (int qos = 0; qos < 3; qos++) { // the broker keeps the order within a QoS only
            int level = qos;
            assertEquals(numbers(200).stream().filter(i -> Integer.parseInt(i) % 3 == level).toList(),
                    recorder.messages.stream().filter(i -> Integer.parseInt(i) % 3 == level).toList());
        }
        await(() -> recorder.published.size() == 200);
        assertEquals(200, runner.accepted.size());
        assertEquals(Map.of(), runner.refused);
    }

    @Test
    void theHandleOfATagIsThatOfItsCompletion() throws InterruptedException {
        start();
        assertEquals(Result.OK, publish(77, 1));
        await(() -> recorder.published.size() == 1);
        assertEquals(Result.OK, recorder.published.get(runner.accepted.get(77)));
    }

    @Test
    void withoutAConnectionClientAndRingFillUpAndNothingIsLost() throws InterruptedException {
        try (MosquittoBroker late = MosquittoBroker.start()) {
            late.kill9();
            make(late.port());
            assertEquals(Result.OK, runner.start(options));
            int taken = 0;
            while (taken < 12) {
                int result = publish(taken, 1);
                assertTrue(result == Result.OK || result == Result.FULL, "result " + result);
                taken += result == Result.OK ? 1 : 0;
            }
            await(() -> runner.accepted.size() == 4);
            assertEquals(Result.FULL, publish(12, 1));
            assertFalse(publishWaiting(12, 1, 50));
            late.run();
            Program observer = late.observe("observer", "-t", "runner", "-q", "1");
            assertTrue(publishWaiting(12, 1, 20_000));
            await(() -> recorder.published.size() == 13);
            observer.close();
            assertEquals(13, runner.accepted.size());
        }
    }

    @Test
    void aMessageThatTheClientRefusesIsReportedAndDoesNotStopTheOthers() throws InterruptedException {
        start();
        Topic aliased = new Topic("runner");
        aliased.setAlias(9999);
        assertEquals(Result.OK, runner.publish(aliased, null, 0, 0, 0, false, null, 5));
        assertEquals(Result.OK, publish(6, 0));
        await(() -> recorder.messages.size() == 1);
        assertEquals(Map.of(5, Result.TOPIC_ALIAS_NOT_AVAILABLE), runner.refused);
    }

    @Test
    void aTaskRunsOnTheThreadOfTheClient() throws InterruptedException {
        start();
        Thread[] where = new Thread[1];
        CountDownLatch done = new CountDownLatch(1);
        assertEquals(Result.OK, runner.execute(() -> {
            where[0] = Thread.currentThread();
            client.publish(topic, "task".getBytes(StandardCharsets.UTF_8), 0, 4, 1, false);
            done.countDown();
        }));
        assertTrue(done.await(10, TimeUnit.SECONDS));
        assertSame(recorder.thread, where[0]);
        await(() -> recorder.messages.equals(List.of("task")));
    }

    @Test
    void closingSendsWhatIsQueuedAndLeavesWithDisconnect() throws InterruptedException {
        options.willTopic = new Topic("runner/will");
        start();
        Program observer = broker.observe("close-observer", "-t", "runner/#", "-q", "1");
        for (int i = 0; i < 50; i++) {
            assertTrue(publishWaiting(i, 1, 10_000));
        }
        assertTrue(runner.close(10_000));
        assertEquals(Result.DISCONNECTED, publish(50, 1));
        assertEquals(Result.DISCONNECTED, runner.execute(() -> { }));
        assertEquals(50, recorder.published.size());
        broker.publish("-t", "runner/last", "-m", "last", "-q", "1");
        assertEquals("last", observer.awaitLines(51).get(50));
        observer.close();
        assertFalse(recorder.thread.isAlive());
        assertFalse(runner.isConnected());
    }

    @Test
    void closingWithoutABrokerIsBoundedAndTellsWhatIsLeft() throws InterruptedException {
        try (MosquittoBroker dead = MosquittoBroker.start()) {
            dead.kill9();
            make(dead.port());
        }
        assertEquals(Result.OK, runner.start(options));
        assertFalse(runner.awaitConnected(100));
        for (int i = 0; i < 8; i++) {
            publish(i, 1);
        }
        await(() -> runner.accepted.size() == 4);
        long start = System.nanoTime();
        assertFalse(runner.close(200));
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis >= 200 && millis < 20_000, millis + " ms");
        assertEquals(Map.of(4, Result.DISCONNECTED, 5, Result.DISCONNECTED, 6, Result.DISCONNECTED,
                7, Result.DISCONNECTED), runner.refused);
    }

    @Test
    void closingAtOnceWhenThereIsNothingToSend() throws InterruptedException {
        start();
        long start = System.nanoTime();
        assertTrue(runner.close(50_000));
        assertTrue(System.nanoTime() - start < 20_000_000_000L);
    }

    @Test
    void closingIsBoundedAndToldWhereTheServerDoesNotCloseAndTheClientWouldWaitForAMinute() throws Exception {
        config.closeTimeout = 60_000;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            make(server.getLocalPort());
            assertEquals(Result.OK, runner.start(options));
            try (Socket silent = server.accept()) {
                silent.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0});
                assertTrue(runner.awaitConnected(10_000));
                assertFalse(runner.close(0)); // of the subscription no answer comes
                assertEquals(List.of(Result.ABORTED), recorder.disconnected);
            }
        }
    }

    @Test
    void closingFromAListenerDoesNotWaitForItself() throws InterruptedException {
        start();
        runner.execute(runner::close);
        await(() -> !recorder.thread.isAlive());
    }

    @Test
    void anExceptionOfAListenerIsReportedAndDropsTheConnection() throws InterruptedException {
        options.willTopic = new Topic("runner/crashed");
        options.willQos = 1;
        start();
        Program observer = broker.observe("crash-observer", "-t", "runner/crashed", "-q", "1", "-F", "%t");
        RuntimeException bomb = new IllegalStateException("bomb");
        recorder.bomb = bomb;
        publish(1, 0);
        assertEquals(List.of("runner/crashed"), observer.awaitLines(1));
        observer.close();
        await(() -> !recorder.thread.isAlive());
        assertSame(bomb, runner.failure);
        assertEquals(Result.DISCONNECTED, publish(2, 0));
    }

    @Test
    void refusedCredentialsEndTheWaitingForAConnection() throws InterruptedException {
        config.stopOnRefusal = true;
        try (MosquittoBroker strict = MosquittoBroker.configure().user("alice", "secret").run()) {
            make(strict.port());
            assertEquals(Result.OK, runner.start(options));
            long start = System.nanoTime();
            assertFalse(runner.awaitConnected(30_000));
            assertTrue(System.nanoTime() - start < 20_000_000_000L);
        }
    }

    @Test
    void optionsThatCannotBeAreRefusedByStart() {
        make(broker.port());
        options.willTopic = new Topic(3);
        assertEquals(Result.INVALID_TOPIC, runner.start(options));
        assertTrue(runner.close(1000));
    }

    @Test
    void closingARunnerThatWasNeverStartedTellsWhatIsLeft() {
        make(broker.port());
        assertEquals(Result.OK, publish(1, 1));
        assertFalse(runner.close(1000));
        assertEquals(Map.of(1, Result.DISCONNECTED), runner.refused);
        assertFalse(runner.close(1000));
        assertEquals(Result.DISCONNECTED, publish(2, 1));
    }

    @Test
    void anIdleRunnerSleepsAndWakesAtOnce() throws InterruptedException {
        start();
        for (int i = 0; i < 200; i++) {
            assertTrue(publishWaiting(i, 0, 10_000));
        }
        await(() -> recorder.messages.size() == 200);
        long before = ManagementFactory.getThreadMXBean().getThreadCpuTime(recorder.thread.getId());
        Thread.sleep(1000);
        long used = ManagementFactory.getThreadMXBean().getThreadCpuTime(recorder.thread.getId()) - before;
        assertTrue(used < 100_000_000, used + " ns of CPU in an idle second");
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            int expected = recorder.messages.size() + 1;
            publish(i, 0);
            await(() -> recorder.messages.size() == expected);
        }
        assertTrue(System.nanoTime() - start < 20_000_000_000L, "it slept until the keep alive");
    }

    @Test
    void aWaitingListenerStopsTheSelectorFromSpinning() throws InterruptedException {
        boolean[] hold = {true};
        CountDownLatch held = new CountDownLatch(1);
        Recorder waiting = new Recorder() {
            @Override
            public int onMessage(Message message) {
                held.countDown();
                return hold[0] ? WAIT : super.onMessage(message);
            }
        };
        TcpTransport transport = new TcpTransport("127.0.0.1", broker.port());
        client = new Client(TestClient.smallSteps(), new Mqtt5(), transport, new SteadyClock(), new SystemEntropy(),
                waiting);
        waiting.client = client;
        runner = new TestRunner(client, transport, new PublishRing(8, 32, 32, 0));
        runner.start(options);
        assertTrue(waiting.subscribed.await(10, TimeUnit.SECONDS));
        for (int i = 0; i < 5; i++) {
            publish(i, 0);
        }
        assertTrue(held.await(10, TimeUnit.SECONDS));
        long before = ManagementFactory.getThreadMXBean().getThreadCpuTime(waiting.thread.getId());
        Thread.sleep(700);
        long used = ManagementFactory.getThreadMXBean().getThreadCpuTime(waiting.thread.getId()) - before;
        assertTrue(used < 100_000_000, used + " ns of CPU while the listener waits");
        runner.execute(() -> {
            hold[0] = false;
            client.resume();
        });
        await(() -> waiting.messages.equals(numbers(5)));
    }
}
