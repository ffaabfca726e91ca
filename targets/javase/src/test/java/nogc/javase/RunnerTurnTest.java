package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
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

/** The turns of a runner's thread: what is asked amid one, what each serves, what becomes of exceptions. */
@Timeout(60)
class RunnerTurnTest {
    /** Far less than the hour, or the 5 s, for which the thread would sleep over a request. */
    private static final int SOON = 4;

    private final Topic topic = new Topic("turn");
    private final Config config = new Config();
    private final List<Thread> helpers = new ArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<Integer> tags = new CopyOnWriteArrayList<>();
    private final CountDownLatch published = new CountDownLatch(1);
    private final Listener listener = new Listener() {
        @Override
        public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
            tags.add(tag);
            published.countDown();
        }
    };
    private ServerSocket server;
    private Socket peer;
    private HookedTransport transport;
    private Client client;
    private ClientRunner runner;
    private volatile boolean over;

    /** A runner whose reports a test overrides. */
    private class Runner extends ClientRunner {
        Runner() {
            super(client, transport, new PublishRing(8, 32, 32, 0), true);
        }

        @Override
        protected void onFailure(Throwable failure) {
            failures.add(failure);
        }
    }

    @BeforeEach
    void make() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        config.closeTimeout = 1; // the server below does not close
        transport = new HookedTransport(new TcpTransport("127.0.0.1", server.getLocalPort()));
        client = new Client(config, new Mqtt5(), transport, new SteadyClock(), new SystemEntropy(), listener);
    }

    @AfterEach
    void end() throws Exception {
        over = true;
        published.countDown();
        close(0);
        for (Thread helper : helpers) {
            helper.join(10_000);
            assertFalse(helper.isAlive());
        }
        server.close();
    }

    /** Closes the runner on a thread of its own, so that one that hangs is a failure of this test and no hang of it. */
    private boolean close(int millis) throws InterruptedException {
        boolean[] drained = new boolean[1];
        Thread closing = new Thread(() -> drained[0] = runner.close(millis));
        closing.setDaemon(true);
        closing.start();
        closing.join(10_000);
        assertFalse(closing.isAlive(), "the runner does not end");
        return drained[0];
    }

    private static void until(BooleanSupplier reached) {
        long start = System.nanoTime();
        while (!reached.getAsBoolean()) {
            assertTrue(System.nanoTime() - start < 10_000_000_000L, "it does not come");
            Thread.onSpinWait();
        }
    }

    /** Connects to a server that says CONNACK and no more; without keep alive, so that nothing wakes the thread. */
    private void start(ClientRunner made) throws Exception {
        runner = made;
        ConnectOptions options = new ConnectOptions();
        options.keepAlive = 0;
        assertEquals(Result.OK, runner.start(options));
        peer = server.accept();
        peer.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0});
        assertTrue(runner.awaitConnected(10_000));
    }

    /** Makes a request on a thread of its own and returns once all of its steps are done. */
    private void ask(String request, CountDownLatch seen) {
        Thread asking = Thread.currentThread();
        Thread helper = new Thread(() -> {
            switch (request) {
                case "close" -> runner.close(60_000);
                case "publish" -> runner.publish(topic, null, 0, 0, 0, false);
                case "execute" -> runner.execute(seen::countDown);
                default -> asking.interrupt();
            }
        });
        helpers.add(helper);
        helper.setDaemon(true);
        helper.start();
        until(() -> helper.getState() == Thread.State.WAITING || !helper.isAlive());
    }

    @ParameterizedTest
    @CsvSource({"close,watch", "publish,watch", "execute,watch", "interrupt,watch", "close,read", "publish,read",
        "execute,read", "interrupt,read", "close,write", "publish,write", "execute,write", "interrupt,write"})
    void aRequestAmidATurnIsSeenAtOnce(String request, String call) throws Exception {
        start(new Runner());
        CountDownLatch seen = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        runner.execute(() -> {
            transport.before(call, () -> {
                ask(request, seen);
                asked.countDown();
            });
            if (call.equals("write")) {
                client.publish(topic, null, 0, 0, 0, false);
            }
        });
        assertTrue(asked.await(SOON, TimeUnit.SECONDS));
        switch (request) {
            case "execute" -> assertTrue(seen.await(SOON, TimeUnit.SECONDS));
            case "publish" -> assertTrue(published.await(SOON, TimeUnit.SECONDS));
            default -> {
                peer.close(); // so that our DISCONNECT is not waited for
                long start = System.nanoTime();
                while (runner.execute(() -> { }) != Result.DISCONNECTED) {
                    assertTrue(System.nanoTime() - start < SOON * 1_000_000_000L, "it sleeps");
                    Thread.sleep(20);
                }
            }
        }
    }

    @Test
    void closingWithNothingQueuedTakesNoTimeWheneverItComes() throws Exception {
        for (int i = 0; i < 300; i++) {
            make();
            start(new Runner());
            peer.close();
            long start = System.nanoTime();
            close(30_000);
            assertTrue(System.nanoTime() - start < SOON * 1_000_000_000L, "round " + i);
            server.close();
        }
    }

    @Test
    void aTaskThatPostsItselfKeepsTheClientFromNothing() throws Exception {
        start(new Runner());
        AtomicInteger runs = new AtomicInteger();
        Runnable[] again = new Runnable[1];
        again[0] = () -> {
            if (published.getCount() > 0) {
                runs.incrementAndGet();
                runner.execute(again[0]);
            }
        };
        runner.execute(again[0]);
        until(() -> runs.get() >= 1000);
        assertEquals(Result.OK, runner.publish(topic, null, 0, 0, 0, false));
        assertTrue(published.await(SOON, TimeUnit.SECONDS));
    }

    @Test
    void aReportThatPublishesKeepsTasksFromNothing() throws Exception {
        Topic refused = new Topic("turn");
        refused.setAlias(9999);
        AtomicInteger reports = new AtomicInteger();
        CountDownLatch seen = new CountDownLatch(1);
        start(new Runner() {
            @Override
            protected void onRefused(int tag, int result) {
                reports.incrementAndGet();
                if (seen.getCount() > 0 && !over) {
                    publish(refused, null, 0, 0, 0, false);
                }
            }
        });
        runner.publish(refused, null, 0, 0, 0, false);
        until(() -> reports.get() >= 1000);
        assertEquals(Result.OK, runner.execute(seen::countDown));
        assertTrue(seen.await(SOON, TimeUnit.SECONDS));
    }

    @Test
    void aFloodOfTasksDoesNotHoldUpClosing() throws Exception {
        start(new Runner());
        Runnable[] again = new Runnable[1];
        again[0] = () -> {
            if (!over) {
                runner.execute(again[0]);
            }
        };
        runner.execute(again[0]);
        peer.close();
        long start = System.nanoTime();
        close(100);
        assertTrue(System.nanoTime() - start < SOON * 1_000_000_000L);
    }

    @Test
    void whatATaskOrAReportThrowsIsToldAndCostsThatCallAlone() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        start(new Runner() {
            @Override
            protected void onAccepted(int tag, int handle) {
                throw new IllegalStateException("accepted " + tag);
            }
        });
        runner.execute(() -> {
            throw new IllegalStateException("task");
        });
        runner.publish(topic, null, 0, 0, 0, false, null, 7);
        assertTrue(published.await(SOON, TimeUnit.SECONDS));
        runner.execute(seen::countDown);
        assertTrue(seen.await(SOON, TimeUnit.SECONDS));
        assertTrue(runner.isConnected());
        assertEquals(List.of("task", "accepted 7"), failures.stream().map(Throwable::getMessage).toList());
    }

    @Test
    void reportsThatThrowWhileTheRunnerEndsDoNotSilenceTheOthers() throws Exception {
        AtomicInteger reports = new AtomicInteger();
        runner = new Runner() {
            @Override
            protected void onRefused(int tag, int result) {
                reports.incrementAndGet();
                throw new IllegalStateException("refused " + tag);
            }

            @Override
            protected void onFailure(Throwable failure) {
                super.onFailure(failure);
                throw failures.size() > 1 ? (RuntimeException) failure
                        : new IllegalArgumentException("printed, since nobody else can hear of it");
            }
        };
        for (int i = 0; i < 4; i++) {
            assertEquals(Result.OK, runner.publish(topic, null, 0, 0, 0, false, null, i));
        }
        runner.execute(() -> {
            throw new IllegalStateException("task");
        });
        assertFalse(close(0));
        assertEquals(4, reports.get());
        assertEquals(List.of("task", "refused 0", "refused 1", "refused 2", "refused 3"),
                failures.stream().map(Throwable::getMessage).toList());
        assertEquals(Result.DISCONNECTED, runner.execute(() -> { }));
    }

    @Test
    void theTagOfACallComesBackWithTheEndOfItsMessage() throws Exception {
        start(new Runner());
        for (int tag : new int[] {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE}) {
            assertEquals(Result.OK, runner.publish(topic, null, 0, 0, 0, false, null, tag));
        }
        until(() -> tags.size() >= 4);
        assertEquals(List.of(Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE), tags);
    }

    /** With room for one message in the client, so that the others wait in the ring when the disconnect is asked for. */
    @Test
    void aDisconnectThatWaitsDoesNotOvertakeTheMessagesOfTheRing() throws Exception {
        config.outboundSlots = 1;
        server.close();
        make();
        start(new Runner());
        CountDownLatch asked = new CountDownLatch(1);
        runner.execute(() -> {
            for (int i = 0; i < 4; i++) {
                runner.publish(topic, null, 0, 0, 1, false);
            }
            asked.countDown();
            assertEquals(Result.OK, runner.disconnectWhenDone(60_000));
        });
        assertTrue(asked.await(SOON, TimeUnit.SECONDS));
        InputStream input = peer.getInputStream();
        assertEquals(0x10, input.read()); // CONNECT
        input.skipNBytes(input.read());
        for (int i = 0; i < 4; i++) {
            assertEquals(0x32, input.read()); // PUBLISH, QoS 1
            byte[] rest = input.readNBytes(input.read());
            peer.getOutputStream().write(new byte[] {0x40, 2, rest[6], rest[7]});
        }
        assertEquals(0xE0, input.read()); // DISCONNECT
    }
}
