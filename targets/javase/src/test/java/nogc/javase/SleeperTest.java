package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Topic;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sleep does between two packets: nothing of it is more than a moment unless the thread really sleeps. */
@Timeout(60)
class SleeperTest {
    private static final int HOUR = 3_600_000;
    /** PUBLISH with a topic of one byte, at QoS 1, without a payload. */
    private static final int PUBLISH = 7;
    private static final int IN_FLIGHT = 40;

    private final Topic topic = new Topic("t");
    private ServerSocket server;
    private Socket peer;
    private Client client;
    private Coalescing batches;
    private Sleeper sleeper;
    private int completed;

    @BeforeEach
    void connect() throws Exception {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TcpTransport transport = new TcpTransport("127.0.0.1", server.getLocalPort());
        Config config = new Config();
        config.outboundSlots = IN_FLIGHT;
        client = new Client(config, new Mqtt311(), transport, new SteadyClock(), new SystemEntropy(),
                new Listener() {
                    @Override
                    public void onPublished(int handle, int tag, int result, int reason, PropertyReader properties) {
                        completed++;
                    }
                });
        batches = new Coalescing(System.nanoTime(), 2);
        sleeper = new Sleeper(transport, batches);
        ConnectOptions options = new ConnectOptions();
        options.keepAlive = 0;
        assertEquals(0, client.connect(options));
        Thread accepting = new Thread(() -> {
            try {
                peer = server.accept();
                peer.getOutputStream().write(new byte[] {0x20, 2, 0, 0});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        accepting.start();
        while (!client.isConnected()) {
            sleeper.sleep(Math.min(client.poll(), 10), client);
        }
        accepting.join();
        if (!System.getProperty("os.name").equals("Linux")) {
            sleeper.coalesce(20); // by itself only there
        }
        DataInputStream in = new DataInputStream(peer.getInputStream());
        in.readByte();
        in.skipNBytes(in.readByte());
    }

    @AfterEach
    void end() throws IOException {
        sleeper.close();
        peer.close();
        server.close();
    }

    /** So many more messages at QoS 1 are on their way. */
    private void publish(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            assertTrue(client.publish(topic, null, 0, 0, 1, false) > 0);
        }
        do {
            client.poll();
        } while (client.wantsOutput());
        assertEquals(count * PUBLISH, peer.getInputStream().readNBytes(count * PUBLISH).length);
    }

    /** The server acknowledges some, and the client takes that. */
    private void acknowledge(int first, int count) throws IOException {
        byte[] packets = new byte[4 * count];
        for (int i = 0; i < count; i++) {
            packets[4 * i] = 0x40;
            packets[4 * i + 1] = 2;
            packets[4 * i + 2] = (byte) (first + i >> 8);
            packets[4 * i + 3] = (byte) (first + i);
        }
        peer.getOutputStream().write(packets);
        int all = completed + count;
        long start = System.nanoTime();
        while (completed < all) {
            client.poll();
            assertTrue(System.nanoTime() - start < 20_000_000_000L, "it is not read");
        }
    }

    /** Sleeps an hour on a thread of its own. */
    private Thread sleep() {
        Thread sleeping = new Thread(() -> {
            try {
                sleeper.sleep(HOUR, client);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        sleeping.start();
        return sleeping;
    }

    private void assertSleeps(String why) throws Exception {
        Thread sleeping = sleep();
        sleeping.join(300);
        assertTrue(sleeping.isAlive(), why);
        sleeper.wake();
        sleeping.join();
    }

    private void assertReturns(String why) throws Exception {
        Thread sleeping = sleep();
        sleeping.join(20_000);
        assertFalse(sleeping.isAlive(), why);
    }

    @Test
    void acknowledgementsThatComeOneByOneAreWaitedForAMoment() throws Exception {
        publish(IN_FLIGHT);
        assertSleeps("nothing has come yet");
        acknowledge(1, 1);
        assertReturns("the others are sure to follow");
        peer.getOutputStream().write(new byte[] {0x40, 2, 0, 2});
        Thread.sleep(50); // the kernel hands it over within that call, almost always
        client.poll(); // only one: a second one would read in any case
        assertEquals(2, completed, "what came meanwhile is read without a sleep");
        acknowledge(3, 5);
        assertReturns("that paid");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theMomentIsAsShortAsTheSystemCan() throws Exception {
        TimerSlackTest.set(TimerSlackTest.USUAL);
        publish(IN_FLIGHT);
        sleeper.sleep(1, client);
        assertEquals(TimerSlackTest.USUAL, TimerSlackTest.ofThisThread(), "a sleep of milliseconds may be late");
        acknowledge(1, 1);
        sleeper.sleep(HOUR, client);
        assertEquals("1", TimerSlackTest.ofThisThread());
    }

    @Test
    void withoutCoalescingEachIsAWakeUp() throws Exception {
        sleeper.coalesce(0);
        publish(IN_FLIGHT);
        assertSleeps("nothing has come yet");
        acknowledge(1, 1);
        assertSleeps("though the others are sure to follow");
    }

    @Test
    void aMessageThatIsAloneIsWaitedForInASleep() throws Exception {
        for (int i = 1; i <= 3; i++) {
            publish(1);
            assertSleeps("its answer has not come yet");
            acknowledge(i, 1);
            assertSleeps("no other will follow");
        }
    }

    /** Whether a sleep is none, so many microseconds behind an answer and before somebody ends it. */
    private boolean spins(int answers, int micros) throws Exception {
        AtomicBoolean woken = new AtomicBoolean();
        Thread waking = new Thread(() -> {
            try {
                Thread.sleep(300);
                woken.set(true);
                sleeper.wake();
            } catch (InterruptedException e) {
                return; // it did not sleep
            }
        });
        waking.start();
        publish(answers);
        sleeper.sleep(1, client);
        Thread.sleep(1); // a millisecond is the least in which packets are counted
        acknowledge(completed + 1, answers);
        sleeper.sleep(HOUR, client); // sees them
        long seen = System.nanoTime();
        while (System.nanoTime() - seen < 1000L * micros) {
            Thread.onSpinWait();
        }
        if (!woken.get()) {
            sleeper.sleep(HOUR, client);
        }
        boolean slept = woken.get();
        waking.interrupt();
        waking.join();
        return !slept;
    }

    @Test
    void whoSpinsPollsOnBehindAPacketAndSleepsThen() throws Exception {
        sleeper.spin(1000);
        assertSleeps("no packet has come for a while");
        boolean spun = false;
        for (int i = 0; i < 50 && !spun; i++) { // a busy machine may stop this thread for all of a millisecond
            spun = spins(1, 0);
        }
        assertTrue(spun, "a packet has just come");
        sleeper.sleep(1, true, false); // takes a wake-up that came when it was over
        Thread.sleep(2);
        assertSleeps("its time is over");
    }

    @Test
    void whereThatBringsMorePacketsItSpinsByItself() throws Exception {
        long time = System.nanoTime();
        for (int i = 0; i < 10_000; i++) { // they come twice as fast to one that polls on
            time += batches.spins() ? 500_000 : 1_000_000;
            batches.nap(0, 0, 100 * i, time);
        }
        boolean spun = false;
        for (int i = 0; i < 50 && !spun; i++) { // a busy machine may let more time pass
            spun = spins(IN_FLIGHT, 50);
        }
        assertTrue(spun, "on some machines waking up takes longer than these 50 microseconds");
        sleeper.spin(0);
        for (int i = 0; i < 3; i++) {
            assertFalse(spins(IN_FLIGHT, 0), "not where it is told not to");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1001, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void whatIsNoMomentIsRefused(int micros) {
        assertEquals("coalesce must be 0 to 1000 microseconds, not " + micros,
                assertThrows(IllegalArgumentException.class, () -> sleeper.coalesce(micros)).getMessage());
        assertEquals("spin must be 0 to 1000 microseconds, not " + micros,
                assertThrows(IllegalArgumentException.class, () -> sleeper.spin(micros)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void sleepingForNoTimeReturnsAtOnce(int millis) throws Exception {
        sleeper.sleep(millis, client);
    }
}
