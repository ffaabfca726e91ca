package nogc.javame;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.microedition.io.ConnectionNotFoundException;
import javax.microedition.pki.Certificate;
import javax.microedition.pki.CertificateException;
import nogc.hal.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The transport over the worst machine that the specification of the connection framework allows. */
@Timeout(120)
class StreamTransportTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final byte[] buffer = new byte[64];

    @Test
    void everyByteComesInOrderThroughARingOfAnySize() throws Exception {
        for (int ring = 1; ring < 20; ring++) {
            Machine machine = new Machine(ring);
            Machine.Line line = open(machine);
            Random random = new Random(ring);
            byte[] all = thousandBytes(random);
            inPieces(all, random, (bytes, offset, length) -> {
                line.send(Arrays.copyOfRange(bytes, offset, offset + length));
                return length;
            });
            byte[] got = new byte[all.length];
            inPieces(got, random, (bytes, offset, length) -> {
                machine.await(10_000, true);
                return machine.read(bytes, offset, length);
            });
            assertArrayEquals(all, got, "ring " + ring);
            line.end();
            machine.close();
        }
    }

    @Test
    void bytesThatCameBeforeTheEndAreReadBeforeIt() throws Exception {
        Machine machine = new Machine(16);
        Machine.Line line = open(machine);
        assertEquals(0, machine.read(buffer, 0, 64), "none yet");
        line.send((byte) 7, (byte) 8);
        line.end();
        Thread.sleep(50);
        assertEquals(2, readSome(machine));
        assertEquals(Transport.END_OF_STREAM, readSome(machine));
        assertEquals(Transport.END_OF_STREAM, machine.read(buffer, 0, 64), "and so it stays");
    }

    @Test
    void aReaderThatCloseDoesNotWakeIsLeftBehindAndShowsNothingAnyMore() throws Exception {
        Machine machine = new Machine(16);
        Machine.Line old = open(machine);
        machine.close();
        assertTrue(old.closed.await(30, TimeUnit.SECONDS), "both streams and the connection are closed");
        assertEquals(1, machine.leftBehind());

        Machine.Line line = open(machine);
        line.send((byte) 2);
        Thread.sleep(50); // now it is in the ring
        old.send((byte) 1, (byte) 1, (byte) 1);
        awaitNoneLeftBehind(machine);
        assertEquals(1, readSome(machine));
        assertEquals(2, buffer[0], "the byte of this connection, not of the last one");
    }

    @Test
    void thereIsNoThirdThreadLeftBehind() throws Exception {
        Machine machine = new Machine(16);
        Machine.Line first = open(machine);
        machine.close();
        open(machine);
        machine.close();
        assertEquals(StreamTransport.MOST_LEFT_BEHIND, machine.leftBehind());
        assertEquals(Transport.UNREACHABLE, machine.open());
        first.end();
        while (machine.leftBehind() == StreamTransport.MOST_LEFT_BEHIND) {
            machine.await(100, false);
        }
        assertNotNull(open(machine));
    }

    @Test
    void whatOpensTooLateIsClosed() throws Exception {
        Machine machine = new Machine(16);
        machine.slowness = new CountDownLatch(1);
        assertEquals(0, machine.open());
        machine.close();
        machine.slowness.countDown();
        Machine.Line late = machine.opened.take();
        assertTrue(late.closed.await(30, TimeUnit.SECONDS));
        awaitNoneLeftBehind(machine);
        assertEquals(Transport.BROKEN, machine.read(buffer, 0, 64));
    }

    @Test
    void aFailureHasItsCodeAndItsException() throws Exception {
        assertCode(Transport.UNREACHABLE, new ConnectionNotFoundException("nobody"));
        assertCode(Transport.UNREACHABLE, new IOException("no bearer"));
        assertCode(Transport.INSECURE, new CertificateException((Certificate) null, CertificateException.EXPIRED));
        assertCode(Transport.UNSUPPORTED, new SecurityException("no permission"));
        assertCode(Transport.UNSUPPORTED, new IllegalArgumentException("not an URL"));
    }

    private static void assertCode(int code, Exception failure) throws Exception {
        Machine machine = new Machine(16);
        machine.refusal = failure;
        int result = machine.open();
        while (result == 0) {
            machine.await(1000, true);
            result = machine.open();
        }
        assertEquals(code, result);
        assertSame(failure, machine.lastFailure());
        machine.close();
        assertSame(failure, machine.lastFailure());
        machine.refusal = null;
        assertNotNull(open(machine), "and the next attempt starts anew");
    }

    @Test
    void everyByteGoesOutInOrderThroughARingOfAnySize() throws Exception {
        for (int ring = 1; ring < 20; ring++) {
            Machine machine = new Machine(ring);
            assertEquals(Transport.BROKEN, machine.write(buffer, 0, 1), "not open");
            Machine.Line line = open(machine);
            Random random = new Random(ring);
            byte[] all = thousandBytes(random);
            inPieces(all, random, (bytes, offset, length) -> {
                int taken = machine.write(bytes, offset, length);
                if (taken < length) {
                    machine.await(10_000, false); // room ends it
                }
                return taken;
            });
            assertArrayEquals(all, line.awaitSent(all.length), "ring " + ring);
            line.end();
            machine.close();
        }
    }

    @Test
    void aPeerThatStopsReadingBlocksNobody() throws Exception {
        Machine machine = new Machine(16);
        Machine.Line line = open(machine);
        line.deafness = new CountDownLatch(1);
        long start = System.nanoTime();
        assertEquals(16, machine.write(buffer, 0, 20), "what the ring holds");
        assertEquals(0, machine.write(buffer, 16, 4));
        machine.await(50, true);
        assertEquals(0, machine.write(buffer, 16, 4), "and it stays full");
        line.send((byte) 3);
        assertEquals(1, readSome(machine), "reading goes on");
        assertTrue(System.nanoTime() - start < 5_000_000_000L);

        line.deafness.countDown();
        int taken = machine.write(buffer, 16, 4);
        while (taken < 4) {
            machine.await(10_000, true); // what came before counts, so that the first may end at once
            taken += machine.write(buffer, 16 + taken, 4 - taken);
        }
        line.awaitSent(20);
    }

    @Test
    void whatWasWrittenGoesOutBeforeItCloses() throws Exception {
        Machine machine = new Machine(16);
        Machine.Line line = open(machine);
        line.deafness = new CountDownLatch(1);
        assertEquals(5, machine.write(new byte[] {1, 2, 3, 4, 5}, 0, 5));
        Thread closing = Thread.currentThread();
        Thread slow = new Thread(() -> {
            while (closing.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            line.deafness.countDown();
        });
        slow.setDaemon(true);
        slow.start();
        machine.close();
        assertEquals(5, line.sent(), "before close returns");
        assertTrue(line.closed.await(30, TimeUnit.SECONDS));
        assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, line.awaitSent(5));
    }

    @Test
    void closingAConnectionWhosePeerStoppedReadingEndsItInTime() throws Exception {
        Machine machine = new Machine(16);
        Machine.Line old = open(machine);
        old.closingWakes = true;
        old.deafness = new CountDownLatch(1);
        assertEquals(16, machine.write(buffer, 0, 16));
        assertClosesInTime(machine);
        assertTrue(old.closed.await(30, TimeUnit.SECONDS), "closed over the writer's head");
        old.end();
        awaitNoneLeftBehind(machine);
        assertEquals(0, old.sent());
    }

    @Test
    void whereClosingWakesNoWriterItIsLeftBehindAndTheNextConnectionServes() throws Exception {
        Machine machine = new Machine(16);
        Machine.Line old = open(machine);
        old.deafness = new CountDownLatch(1);
        assertEquals(16, machine.write(new byte[16], 0, 16));
        assertClosesInTime(machine);
        assertEquals(1, machine.leftBehind());

        Machine.Line line = open(machine);
        assertEquals(3, machine.write(new byte[] {7, 8, 9}, 0, 3));
        assertArrayEquals(new byte[] {7, 8, 9}, line.awaitSent(3));
        old.end();
        old.deafness.countDown();
        awaitNoneLeftBehind(machine);
        assertEquals(4, machine.write(new byte[] {1, 2, 3, 4}, 0, 4), "this link is not the other one");
        assertArrayEquals(new byte[] {7, 8, 9, 1, 2, 3, 4}, line.awaitSent(7));
    }

    private static void assertClosesInTime(Machine machine) {
        long start = System.nanoTime();
        machine.close();
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < StreamTransport.LONGEST_CLOSE + 3000, millis + " ms");
        assertTrue(millis >= StreamTransport.LONGEST_CLOSE - 1, "what was written had its time");
    }

    private static void awaitNoneLeftBehind(Machine machine) throws InterruptedException {
        while (machine.leftBehind() > 0) {
            machine.await(100, false);
        }
    }

    @Test
    void aFailureOfTheWriterIsToldAndEndsTheConnection() throws Exception {
        Machine machine = new Machine(16);
        Machine.Line line = open(machine);
        line.breakage = new IOException("reset");
        assertEquals(16, machine.write(buffer, 0, 16));
        assertEquals(Transport.BROKEN, readSome(machine));
        assertEquals(Transport.BROKEN, machine.write(buffer, 0, 16));
        assertSame(line.breakage, machine.lastFailure());
        long start = System.nanoTime();
        machine.close();
        assertTrue(System.nanoTime() - start < 900_000_000L, "nothing is waited for");
        assertTrue(line.closed.await(30, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "socket://own:1883,           other, 1884, socket://other:1884",
        "socket://own:1883,           other, 0,    socket://other:1883",
        "ssl://own:8883;timeout=1,    other, 1,    ssl://other:1;timeout=1",
        "socket://own:1883,           -,     1884, socket://own:1884",
        "socket://own:1883,           -,     0,    socket://own:1883",
        "'socket://[::1]:1883',       '[::2]', 7,  'socket://[::2]:7'",
        "comm:COM0;baudrate=115200,   other, 1,    -",
        "socket://own:1883,           other, 65536, -",
        "socket://own,                other, 1883, -",
    })
    void anotherEndpointIsReachedByTheSameKindOfConnection(String own, String host, int port, String url)
            throws Exception {
        Machine machine = new Machine(own, 16);
        byte[] bytes = host == null ? null : host.getBytes(US_ASCII);
        int result = machine.endpoint(bytes, 0, bytes == null ? 0 : bytes.length, port);
        assertEquals(url == null ? Transport.UNSUPPORTED : 0, result);
        open(machine);
        assertEquals(url == null ? own : url, machine.urls.get(0));
        machine.close();
        assertEquals(0, machine.endpoint(null, 0, 0, 0));
        open(machine);
        assertEquals(own, machine.urls.get(1), "and back");
    }

    @Test
    void waitingEndsByAWakeThatCameBefore() throws Exception {
        Machine machine = new Machine(16);
        machine.wake();
        long start = System.nanoTime();
        machine.await(10_000, true);
        assertTrue(System.nanoTime() - start < 5_000_000_000L);
        machine.await(30, true);
        assertTrue(System.nanoTime() - start >= 30_000_000L, "one wake, one await");
    }

    @Test
    void bytesThatNobodyWantsEndNoWait() throws Exception {
        Machine machine = new Machine(16);
        Machine.Line line = open(machine);
        line.send((byte) 1);
        Thread.sleep(50);
        machine.await(1000, false); // the news itself
        long start = System.nanoTime();
        machine.await(40, false);
        assertTrue(System.nanoTime() - start >= 40_000_000L);
        machine.await(10_000, true);
        assertTrue(System.nanoTime() - start < 5_000_000_000L);
    }

    @Test
    void readingAndWritingAllocateNothingOnAnyThread() throws Exception {
        Machine machine = new Machine(16);
        Machine.Line line = open(machine);
        line.forgets = true;
        line.send(new byte[100_000]);
        long[] threads = threads();
        assertTrue(threads.length >= 3);
        long bytes = -1;
        for (int round = 0; round < 5 && bytes != 0; round++) { // the first one loads classes
            long before = allocated(threads);
            int goal = line.sent() + 5000;
            while (line.sent() < goal) {
                machine.await(1000, true);
                machine.read(buffer, 0, 8);
                machine.write(buffer, 0, 24);
            }
            bytes = allocated(threads) - before;
        }
        assertEquals(0, bytes);
    }

    /** This thread and those of connections. */
    private static long[] threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each == Thread.currentThread() || each instanceof StreamReader
                        || each instanceof StreamWriter)
                .mapToLong(Thread::getId).toArray();
    }

    private static long allocated(long[] threads) {
        long bytes = 0;
        for (long thread : threads) {
            bytes += Math.max(0, THREADS.getThreadAllocatedBytes(thread));
        }
        return bytes;
    }

    @Test
    void aUrlWithoutSchemeAndAnEmptyRingAreRefused() {
        assertEquals("url needs a scheme, such as socket://host:port, and is broker",
                assertThrows(IllegalArgumentException.class, () -> new StreamTransport("broker", 16)).getMessage());
        assertEquals("ring must be at least 1 byte", assertThrows(IllegalArgumentException.class,
                () -> new StreamTransport("socket://broker:1883", 0)).getMessage());
    }

    private static byte[] thousandBytes(Random random) {
        byte[] bytes = new byte[1000];
        random.nextBytes(bytes);
        return bytes;
    }

    /** What is done with a piece of an array; the answer is how many bytes of it. */
    private interface Piece {
        int pass(byte[] bytes, int offset, int length) throws InterruptedException;
    }

    /** Goes over an array in pieces of random lengths. */
    private static void inPieces(byte[] bytes, Random random, Piece piece) throws InterruptedException {
        for (int at = 0; at < bytes.length;) {
            at += piece.pass(bytes, at, Math.min(1 + random.nextInt(30), bytes.length - at));
        }
    }

    private static Machine.Line open(Machine machine) throws InterruptedException {
        int result = machine.open();
        while (result == 0) {
            machine.await(10_000, true);
            result = machine.open();
        }
        assertEquals(1, result);
        Machine.Line line = machine.opened.take();
        line.awaitReader();
        return line;
    }

    /** The next result of read that is not 0. */
    private int readSome(Machine machine) throws InterruptedException {
        int count = machine.read(buffer, 0, buffer.length);
        while (count == 0) {
            machine.await(10_000, true);
            count = machine.read(buffer, 0, buffer.length);
        }
        return count;
    }
}
