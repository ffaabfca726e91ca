package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import nogc.hal.Transport;
import nogc.javase.broker.FreePort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class TcpTransportTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    private static final Consumer<SelectionKey> NOTHING = key -> { };

    private ServerSocket server;
    private TcpTransport transport;
    private Socket peer;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        transport = new TcpTransport("127.0.0.1", server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        transport.close();
        server.close();
        if (peer != null) {
            peer.close();
        }
    }

    private static int open(TcpTransport transport) throws InterruptedException {
        int result = transport.open();
        while (result == 0) {
            Thread.sleep(1);
            result = transport.open();
        }
        return result;
    }

    private void connect() throws Exception {
        assertEquals(1, open(transport), transport.lastError());
        peer = server.accept();
    }

    private static int readSome(TcpTransport transport, byte[] buffer, int offset, int length)
            throws InterruptedException {
        int count = transport.read(buffer, offset, length);
        while (count == 0) {
            Thread.sleep(1);
            count = transport.read(buffer, offset, length);
        }
        return count;
    }

    @Test
    void bytesGoBothWays() throws Exception {
        connect();
        assertEquals(4, transport.write(HELLO, 1, 4));
        assertEquals("ello", new String(peer.getInputStream().readNBytes(4), StandardCharsets.US_ASCII));
        byte[] buffer = new byte[10];
        assertEquals(0, transport.read(buffer, 0, 10));
        peer.getOutputStream().write(HELLO);
        assertEquals(3, readSome(transport, buffer, 2, 3));
        assertEquals(2, readSome(transport, buffer, 5, 5));
        assertEquals("hello", new String(buffer, 2, 5, StandardCharsets.US_ASCII));
        assertNull(transport.lastError());
    }

    @Test
    void nagleIsOff() throws Exception {
        try (Selector selector = Selector.open()) {
            transport.register(selector);
            connect();
            SocketChannel channel = (SocketChannel) selector.keys().iterator().next().channel();
            assertTrue(channel.getOption(StandardSocketOptions.TCP_NODELAY));
        }
    }

    @Test
    void anOrderlyEndIsEndOfStream() throws Exception {
        connect();
        peer.getOutputStream().write(HELLO);
        peer.close();
        byte[] buffer = new byte[10];
        assertEquals(5, readSome(transport, buffer, 0, 10));
        assertEquals(Transport.END_OF_STREAM, readSome(transport, buffer, 0, 10));
        assertTrue(transport.lastError().endsWith(" closed the connection"), transport.lastError());
    }

    @Test
    void aResetIsBroken() throws Exception {
        connect();
        peer.setSoLinger(true, 0);
        peer.close();
        assertEquals(Transport.BROKEN, readSome(transport, new byte[10], 0, 10));
        assertTrue(transport.lastError().contains("broke: "), transport.lastError());
    }

    @Test
    void aTransportThatIsNotOpenIsBroken() throws Exception {
        byte[] buffer = new byte[1];
        assertEquals(Transport.BROKEN, transport.read(buffer, 0, 1));
        assertEquals(Transport.BROKEN, transport.write(buffer, 0, 1));
        connect();
        transport.close();
        transport.close();
        assertEquals(Transport.BROKEN, transport.read(buffer, 0, 1));
    }

    @Test
    void aPortWhereNothingListensRefuses() throws Exception {
        int port = FreePort.find();
        transport = new TcpTransport("127.0.0.1", port);
        assertEquals(Transport.REFUSED, open(transport));
        assertEquals(Transport.REFUSED, transport.open());
        assertTrue(transport.lastError().startsWith("nothing listens at 127.0.0.1:" + port), transport.lastError());
        transport.close();
        server.close();
        server = new ServerSocket(port, 5, InetAddress.getByName("127.0.0.1"));
        assertEquals(1, open(transport));
        assertNull(transport.lastError());
    }

    @Test
    void aNameWithoutAnAddressIsUnresolved() throws Exception {
        TcpTransport lost = new TcpTransport("no-such-host.invalid", 1883);
        assertEquals(Transport.UNRESOLVED, open(lost));
        assertEquals("cannot resolve the host name no-such-host.invalid", lost.lastError());
        lost.close();
    }

    /** A name server that answers when it is told, for all names but one the server's address; and the time. */
    private static final class LateNames implements NameLookup.Names {
        final CountDownLatch nameServer = new CountDownLatch(1);
        final AtomicInteger lookUps = new AtomicInteger();
        volatile long now = Long.MAX_VALUE - 50_000_000_000L; // and it wraps

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            lookUps.incrementAndGet();
            try {
                nameServer.await();
            } catch (InterruptedException e) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getByName(host.equals("elsewhere") ? "127.0.0.9" : "127.0.0.1")};
        }

        @Override
        public long nanoTime() {
            return now;
        }
    }

    @Test
    void openDoesNotWaitForTheNameServer() throws Exception {
        LateNames names = new LateNames();
        TcpTransport slow = new TcpTransport("slow", server.getLocalPort(), 64, names);
        assertEquals(0, slow.open());
        assertEquals(0, slow.open());
        slow.close();
        assertEquals("cannot resolve the host name slow", slow.lastError());
        assertEquals(0, slow.open());
        names.nameServer.countDown();
        assertEquals(1, open(slow));
        slow.close();
    }

    @Test
    void howeverOftenAHostIsTriedOneLookUpIsUnderWayAndItsLateAnswerServesTheNextAttempt() throws Exception {
        LateNames hanging = new LateNames();
        TcpTransport one = new TcpTransport("hanging", server.getLocalPort(), 64, hanging);
        TcpTransport other = new TcpTransport("hanging", server.getLocalPort(), 64, hanging);
        try (Selector selector = Selector.open()) {
            other.register(selector);
            for (int i = 0; i < 100; i++) {
                assertEquals(0, one.open());
                assertEquals(0, other.open());
                one.close();
                other.close();
            }
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("nogc-lookup hanging")).count();
            assertEquals(1, threads);
            assertEquals(0, other.open());
            hanging.nameServer.countDown();
            selector.select(NOTHING, 20_000);
            assertEquals(1, open(one)); // it did not look while the answer came
            assertEquals(1, open(other));
            one.close();
            assertEquals(1, open(one));
            assertEquals(2, hanging.lookUps.get(), "that is a new question");
            one.close();
            other.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"119, 1", "121, 2"})
    void aLateAnswerServesForTwoMinutesAndAnOlderOneIsAskedForAnew(int age, int lookUps) throws Exception {
        LateNames names = new LateNames();
        TcpTransport slow = new TcpTransport("late", server.getLocalPort(), 64, names);
        assertEquals(0, slow.open());
        slow.close();
        names.now += TimeUnit.SECONDS.toNanos(60); // the age is that of the answer, not of the question
        names.nameServer.countDown();
        while (isUnderWay("late")) {
            Thread.sleep(1);
        }
        names.now += TimeUnit.SECONDS.toNanos(age);
        assertEquals(1, open(slow), slow.lastError());
        assertEquals(lookUps, names.lookUps.get());
        slow.close();
    }

    private static boolean isUnderWay(String host) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("nogc-lookup " + host));
    }

    @Test
    void anAnswerAboutAnotherHostServesNobody() throws Exception {
        TcpTransport redirected = new TcpTransport("first", server.getLocalPort(), 64, host -> {
            if (host.equals("first")) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        });
        assertEquals(Transport.UNRESOLVED, open(redirected));
        redirected.close();
        assertEquals(0, redirected.endpoint("second".getBytes(StandardCharsets.US_ASCII), 0, 6, 0));
        assertEquals(1, open(redirected));
        redirected.close();
        assertEquals(0, redirected.endpoint(null, 0, 0, 0));
        assertEquals(Transport.UNRESOLVED, open(redirected));
        redirected.close();
    }

    @Test
    void aLateAnswerAboutTheHostBeforeARedirectionServesNobody() throws Exception {
        LateNames names = new LateNames();
        TcpTransport redirected = new TcpTransport("elsewhere", server.getLocalPort(), 64, names);
        assertEquals(0, redirected.open());
        redirected.close();
        assertEquals(0, redirected.endpoint("second".getBytes(StandardCharsets.US_ASCII), 0, 6, 0));
        names.nameServer.countDown();
        assertEquals(1, open(redirected), redirected.lastError());
        redirected.close();
    }

    @Test
    void theSystemHoldsLittleForAPeerThatDoesNotRead() throws Exception {
        InetAddress own = ownAddress();
        assertTrue(held(own, 0) < 4 * TcpTransport.DEFAULT_SEND_BUFFER || own.isLoopbackAddress());
        assertTrue(held(InetAddress.getByName("127.0.0.1"), 32_768) < 131_072);
    }

    @Test
    void toThisMachineItHoldsASecondPacketOfLoopback() throws Exception {
        assertTrue(held(InetAddress.getByName("127.0.0.1"), 0) > 131_072);
    }

    /** An address of this machine that is not of loopback, if it has one. */
    private static InetAddress ownAddress() throws SocketException {
        return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress()).findFirst()
                .orElse(InetAddress.getLoopbackAddress());
    }

    /** How many bytes a peer's machine and ours hold that it does not read. */
    private static int held(InetAddress at, int sendBuffer) throws Exception {
        try (ServerSocket narrow = new ServerSocket()) {
            narrow.setReceiveBufferSize(8192);
            narrow.bind(new InetSocketAddress(at, 0));
            TcpTransport bounded = new TcpTransport(at.getHostAddress(), narrow.getLocalPort());
            if (sendBuffer > 0) {
                bounded.sendBuffer(sendBuffer);
            }
            assertEquals(1, open(bounded));
            byte[] block = new byte[TcpTransport.DEFAULT_BUFFER];
            int sent = 0;
            for (int refused = 0; refused < 100; refused++) { // it may take more once the peer's machine has some
                int taken = bounded.write(block, 0, block.length);
                sent += taken;
                refused = taken > 0 ? 0 : refused;
                Thread.sleep(1);
            }
            bounded.close();
            return sent;
        }
    }

    @Test
    void aConnectionComesFromTheAddressThatItWasGiven() throws Exception {
        transport.from(InetAddress.getByName("127.0.0.3"));
        connect();
        assertEquals("127.0.0.3", peer.getInetAddress().getHostAddress());
    }

    @Test
    void aRedirectionLeadsElsewhereAndBack() throws Exception {
        byte[] host = "[127.0.0.2]".getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.2"))) {
            assertEquals(0, transport.endpoint(host, 1, 9, other.getLocalPort()));
            assertEquals(1, open(transport));
            other.accept().close();
            transport.close();
            assertEquals(0, transport.endpoint(null, 0, 0, 0));
            connect();
        }
        assertEquals(Transport.UNSUPPORTED, transport.endpoint(host, 1, 9, 65536));
        assertEquals(Transport.UNSUPPORTED, transport.endpoint(host, 1, 0, 1883));
    }

    /** Once more after none: the look-up sets "done" and wakes the selector then, which may come as late as here. */
    private static int selectReady(Selector selector) throws IOException {
        int ready = selector.select(NOTHING, 10_000);
        return ready == 0 ? selector.select(NOTHING, 10_000) : ready;
    }

    /** Writes until no more is taken; how much was. */
    private long fill(byte[] block) {
        long sent = 0;
        int taken = transport.write(block, 0, block.length);
        while (taken > 0) {
            assertTrue(taken <= TcpTransport.DEFAULT_BUFFER);
            sent += taken;
            taken = transport.write(block, 0, block.length);
        }
        assertEquals(0, taken);
        return sent;
    }

    @Test
    void aPeerThatDoesNotReadStopsTheWriterUntilItDoes() throws Exception {
        try (Selector selector = Selector.open()) {
            transport.register(selector);
            connect();
            byte[] block = new byte[100_000];
            long sent = fill(block);
            transport.watch(true, true);
            while (selector.select(NOTHING, 50) > 0) { // the system takes some more once the peer's has some
                sent += fill(block);
                transport.watch(true, true);
            }
            InputStream input = peer.getInputStream();
            input.skipNBytes(sent);
            assertEquals(1, selectReady(selector));
            assertTrue(transport.write(block, 0, block.length) > 0);
        }
    }

    @Test
    void theKeyCarriesWhatItWasGiven() throws Exception {
        try (Selector selector = Selector.open()) {
            transport.register(selector);
            connect();
            assertEquals(transport, selector.keys().iterator().next().attachment());
            transport.close();
            peer.close();
            assertTrue(transport.attach("mine"));
            connect();
            selector.selectNow();
            assertEquals("mine", selector.keys().iterator().next().attachment());
        }
    }

    @Test
    void aSelectorWakesForEachStepOfOpeningAndForInput() throws Exception {
        try (Selector selector = Selector.open()) {
            transport.register(selector);
            while (transport.open() == 0) {
                transport.watch(false, false);
                selector.select(NOTHING, 0);
            }
            peer = server.accept();
            transport.watch(true, false);
            assertEquals(0, selector.select(NOTHING, 20));
            peer.getOutputStream().write(1);
            assertEquals(1, selectReady(selector));
            transport.watch(false, false);
            assertEquals(0, selector.select(NOTHING, 20));
            transport.watch(true, false);
            assertEquals(1, selectReady(selector));
        }
    }

    @Test
    void aReadThatTookAllIsNotRepeatedUntilTheSelectorIsAskedButOnce() throws Exception {
        try (Selector selector = Selector.open()) {
            transport.register(selector);
            connect();
            byte[] buffer = new byte[10];
            for (boolean asked : new boolean[] {true, false}) {
                peer.getOutputStream().write(HELLO);
                transport.watch(true, false);
                assertEquals(1, selectReady(selector));
                assertEquals(HELLO.length, transport.read(buffer, 0, 10));
                peer.getOutputStream().write(HELLO);
                assertEquals(1, selectReady(selector));
                if (asked) {
                    transport.watch(true, false);
                } else {
                    assertEquals(0, transport.read(buffer, 0, 10), "a call of the system that is seldom worth it");
                }
                assertEquals(HELLO.length, transport.read(buffer, 0, 10));
            }
            peer.getOutputStream().write(HELLO);
            transport.watch(true, false);
            assertEquals(1, selectReady(selector));
            assertEquals(2, transport.read(buffer, 0, 2));
            assertEquals(2, transport.read(buffer, 0, 2), "a full read may have left something");
        }
    }

    @Test
    @Timeout(120)
    void readingWritingAndWatchingAllocateNothing() throws Exception {
        try (Selector selector = Selector.open()) {
            transport.register(selector);
            connect();
            Thread echo = new Thread(this::echo);
            echo.start();
            byte[] buffer = new byte[300];
            assertEquals(0, Allocation.untilNone(8, () -> exchange(selector, buffer, 50_000)));
            transport.close();
            echo.join(TimeUnit.SECONDS.toMillis(5));
        }
    }

    private void echo() {
        byte[] buffer = new byte[300];
        try {
            InputStream input = peer.getInputStream();
            for (int count = input.read(buffer); count > 0; count = input.read(buffer)) {
                peer.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void exchange(Selector selector, byte[] buffer, int rounds) throws IOException {
        for (int i = 0; i < rounds; i++) {
            int length = 1 + i % 200;
            transport.watch(true, true);
            transport.write(buffer, i % 100, length);
            transport.watch(true, false);
            int count = 0;
            while (count < length) {
                selector.select(NOTHING, 1000);
                count += transport.read(buffer, i % 50, length);
            }
        }
    }

    @Test
    void anEndpointThatCannotBeIsRefusedAtOnce() {
        assertRefused("host must be a name or an address", "", 1883, 1);
        assertRefused("port must be 1 to 65535, not 0", "host", 0, 1);
        assertRefused("port must be 1 to 65535, not 65536", "host", 65536, 1);
        assertRefused("buffer must be 1 to 67108864 bytes, not 0", "host", 1883, 0);
    }

    private static void assertRefused(String rule, String host, int port, int buffer) {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> new TcpTransport(host, port, buffer));
        assertEquals(rule, refusal.getMessage());
    }
}
