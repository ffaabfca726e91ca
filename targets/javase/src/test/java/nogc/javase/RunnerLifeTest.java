package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import nogc.javase.broker.FreePort;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each call answers in each state: the table in the Javadoc of {@link ClientRunner}, cell by cell. */
@Timeout(60)
class RunnerLifeTest {
    private static final int WAIT = 50;
    /** Of a close that waits for a message which nobody takes. */
    private static final int CLOSE = 20_000;
    private static final List<String> STATES = List.of("new", "running", "idle", "closing", "ended");

    private final Config config = new Config();
    private final Topic topic = new Topic("life");
    private final AtomicInteger refused = new AtomicInteger();
    private final CountDownLatch gaveUp = new CountDownLatch(1);
    private final Listener listener = new Listener() {
        @Override
        public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
            gaveUp.countDown();
        }
    };
    private ServerSocket silent;
    private ClientRunner runner;
    private Client client;
    private Thread closer;
    private Thread asking;

    /** Accepts connections and says nothing. */
    @BeforeEach
    void listen() throws IOException {
        silent = new ServerSocket(FreePort.find(), 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void end() throws Exception {
        runner.close(0);
        if (closer != null) {
            closer.join();
        }
        if (asking != null) {
            asking.join();
        }
        silent.close();
    }

    private void make(int port) {
        TcpTransport transport = new TcpTransport("127.0.0.1", port);
        client = new Client(config, new Mqtt5(), transport, new SteadyClock(), new SystemEntropy(), listener);
        runner = new ClientRunner(client, transport, new PublishRing(8, 32, 32, 0), true) {
            @Override
            protected void onRefused(int tag, int result) {
                refused.incrementAndGet();
            }
        };
    }

    private int publish() {
        return runner.publish(topic, null, 0, 0, 1, false);
    }

    /** Brings a new runner into a state and keeps it there. */
    private void enter(String state) throws Exception {
        if (state.equals("idle")) {
            config.reconnect = false;
            silent.close();
        }
        make(silent.getLocalPort());
        switch (state) {
            case "new" -> assertFalse(runner.isConnected());
            case "running" -> assertEquals(Result.OK, runner.start(new ConnectOptions()));
            case "idle" -> {
                assertEquals(Result.OK, runner.start(new ConnectOptions()));
                assertTrue(gaveUp.await(20, TimeUnit.SECONDS));
                long start = System.nanoTime();
                assertFalse(runner.awaitConnected(20_000));
                assertTrue(System.nanoTime() - start < 20_000_000_000L, "it was not told that the client gave up");
            }
            case "closing" -> {
                assertEquals(Result.OK, runner.start(new ConnectOptions()));
                assertEquals(Result.OK, publish()); // nobody will take it
                closer = new Thread(() -> runner.close(CLOSE));
                closer.start();
                while (publish() != Result.DISCONNECTED) {
                    Thread.onSpinWait();
                }
            }
            default -> runner.close(0);
        }
    }

    private String answer(String call) throws Exception {
        return switch (call) {
            case "start" -> name(runner.start(new ConnectOptions()));
            case "publish" -> name(publish());
            case "execute" -> name(runner.execute(() -> { }));
            case "isConnected" -> String.valueOf(runner.isConnected());
            case "awaitConnected" -> {
                boolean[] connected = new boolean[1];
                asking = new Thread(() -> connected[0] = connectedWithin(CLOSE));
                asking.start();
                while (asking.getState() != Thread.State.TIMED_WAITING && asking.isAlive()) {
                    Thread.onSpinWait();
                }
                yield asking.isAlive() ? "waits" : String.valueOf(connected[0]);
            }
            case "close" -> {
                boolean was = publish() == Result.DISCONNECTED && runner.execute(() -> { }) == Result.DISCONNECTED;
                runner.close(0);
                yield runner.execute(() -> { }) != Result.DISCONNECTED ? "goes on" : was ? "ended" : "ends";
            }
            default -> throw new AssertionError("the table names a call that this test does not know: " + call);
        };
    }

    private boolean connectedWithin(int millis) {
        try {
            return runner.awaitConnected(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String name(int result) {
        return switch (result) {
            case Result.OK -> "OK";
            case Result.ALREADY_CONNECTED -> "ALREADY_CONNECTED";
            case Result.NOT_CONNECTED -> "NOT_CONNECTED";
            case Result.DISCONNECTED -> "DISCONNECTED";
            default -> String.valueOf(result);
        };
    }

    /** "call state answer" of each cell. */
    static Stream<String> cells() throws IOException {
        List<String> cells = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("src/main/java/nogc/javase/ClientRunner.java"))) {
            List<String> words = Arrays.asList(line.replaceFirst("^ \\* *", "").split(" +"));
            if (inside && words.size() == 1 + STATES.size()) {
                for (int i = 0; i < STATES.size(); i++) {
                    cells.add(words.get(0) + " " + STATES.get(i) + " " + words.get(i + 1));
                }
            }
            inside = words.equals(STATES) || inside && !line.contains("</pre>");
        }
        assertEquals(6 * STATES.size(), cells.size(), "the table is not where it was: " + cells);
        return cells.stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theTableIsTrue(String cell) throws Exception {
        String[] words = cell.split(" ");
        enter(words[1]);
        assertEquals(words[2], answer(words[0]), cell);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void anyTimeIsUnderstood(long millis) throws Exception {
        enter("running");
        Thread waiting = new Thread(() -> {
            try {
                runner.awaitConnected(millis);
                while (publish() == Result.OK) {
                    Thread.onSpinWait();
                }
                runner.publish(topic, null, 0, 0, 1, false, null, 0, millis);
            } catch (InterruptedException e) {
                return;
            }
        });
        waiting.start();
        if (millis <= 0) {
            waiting.join();
        } else {
            waiting.join(WAIT);
            assertTrue(waiting.isAlive(), "it did not wait");
            assertEquals(Result.OK, publish()); // nobody will take it, so that closing has something to wait for
        }
        closer = new Thread(() -> runner.close((int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, millis))));
        closer.start();
        closer.join(millis <= 0 ? 20_000 : WAIT);
        assertEquals(millis > 0, closer.isAlive());
        waiting.join(20_000);
        assertFalse(waiting.isAlive(), "closing is seen at once by who waits for a connection");
    }

    @Test
    void theShortestTimeOfSeveralClosesCounts() throws Exception {
        enter("closing");
        long start = System.nanoTime();
        runner.close(-1);
        closer.join();
        assertTrue(System.nanoTime() - start < CLOSE * 500_000L);
    }

    @Test
    void everyCallThatWasTakenIsMadeAndEveryMessageReportedHoweverTheRunnerEnds() throws Exception {
        enter("new");
        AtomicInteger made = new AtomicInteger();
        assertEquals(Result.OK, runner.execute(made::incrementAndGet));
        assertEquals(Result.OK, publish());
        runner.close(0);
        assertEquals(1, made.get());
        assertEquals(1, refused.get());
    }

    /** No system has an address space for such a stack. */
    @Test
    void aRunnerThatIsGivenNoThreadIsClosedAsANewOne() throws Exception {
        enter("new");
        ClientRunner threadless = runner;
        AtomicInteger made = new AtomicInteger();
        assertEquals(Result.OK, threadless.execute(made::incrementAndGet));
        assertEquals(Result.OK, publish());
        Field thread = ClientRunner.class.getDeclaredField("thread");
        thread.setAccessible(true);
        thread.set(threadless, new Thread(null, () -> { }, "none", Long.MAX_VALUE));
        assertThrows(OutOfMemoryError.class, () -> threadless.start(new ConnectOptions()));
        enter("new"); // to be closed behind this test in place of one for which that may hang
        Thread closing = new Thread(() -> threadless.close(0));
        closing.setDaemon(true);
        closing.start();
        closing.join(5000);
        assertFalse(closing.isAlive(), "close waits for a thread that never was");
        assertEquals(1, made.get());
        assertEquals(1, refused.get());
        assertEquals(Result.DISCONNECTED, threadless.start(new ConnectOptions()));
    }

    /** Opens for ever, and throws when it is closed. */
    private static final class Unclosable implements Selectable {
        private final Throwable failure;
        private Selector selector;

        Unclosable(Throwable failure) {
            this.failure = failure;
        }

        @Override
        public int endpoint(byte[] host, int offset, int length, int port) {
            return UNSUPPORTED;
        }

        @Override
        public int open() {
            return 0;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return BROKEN;
        }

        @Override
        public int write(byte[] buffer, int offset, int length) {
            return BROKEN;
        }

        @Override
        public void close() {
            if (failure instanceof Error) {
                throw (Error) failure;
            }
            throw (RuntimeException) failure;
        }

        @Override
        public void register(Selector newSelector) {
            selector = newSelector == null ? selector : newSelector;
        }

        @Override
        public void watch(boolean input, boolean output) {
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void aTransportThatCannotBeClosedLeavesNothingOpenAndNobodyWaiting(boolean started, boolean error)
            throws Exception {
        Throwable failure = error ? new NoClassDefFoundError("x") : new IllegalStateException("x");
        Unclosable transport = new Unclosable(failure);
        List<Throwable> told = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger ended = new AtomicInteger();
        enter("new"); // for what ends each test here; the one in question would hang it
        Client its = new Client(config, new Mqtt5(), transport, new SteadyClock(), new SystemEntropy(), listener);
        ClientRunner ending = new ClientRunner(its, transport, new PublishRing(8, 32, 32, 0), true) {
            @Override
            protected void onFailure(Throwable what) {
                told.add(what);
            }

            @Override
            protected void onEnded() {
                ended.incrementAndGet();
            }
        };
        if (started) {
            assertEquals(Result.OK, ending.start(new ConnectOptions()));
        }
        Thread closing = new Thread(() -> ending.close(0));
        closing.setDaemon(true);
        closing.setUncaughtExceptionHandler((thread, thrown) -> told.add(thrown));
        closing.start();
        closing.join(10_000);
        assertFalse(closing.isAlive(), "close waits for ever");
        assertEquals(1, ended.get());
        assertEquals(Set.of(failure), Set.copyOf(told));
        assertEquals(Result.DISCONNECTED, ending.execute(() -> { }));
        assertFalse(transport.selector.isOpen());
    }

    @Test
    void whatWaitedInAnIdleRunnerGoesOutAfterItsNextStart() throws Exception {
        enter("idle");
        CountDownLatch inClient = new CountDownLatch(1);
        assertEquals(Result.OK, runner.execute(() -> {
            client.publish(topic, null, 0, 0, 1, false);
            inClient.countDown();
        }));
        assertTrue(inClient.await(10, TimeUnit.SECONDS));
        int port = silent.getLocalPort();
        silent = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
        assertEquals(Result.OK, runner.start(new ConnectOptions()));
        assertEquals(Result.ALREADY_CONNECTED, runner.start(new ConnectOptions()));
        try (var socket = silent.accept()) {
            socket.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0});
            assertTrue(runner.awaitConnected(20_000));
            InputStream input = socket.getInputStream();
            assertEquals(0x10, input.read()); // CONNECT
            input.skipNBytes(input.read());
            assertEquals(0x32, input.read()); // PUBLISH, QoS 1
        }
    }

    @Test
    void anIdleRunnerStartsFromItsOwnThreadToo() throws Exception {
        enter("idle");
        int[] result = {1};
        CountDownLatch done = new CountDownLatch(1);
        runner.execute(() -> {
            result[0] = runner.start(new ConnectOptions());
            done.countDown();
        });
        assertTrue(done.await(10, TimeUnit.SECONDS));
        assertEquals(Result.OK, result[0]);
    }
}
