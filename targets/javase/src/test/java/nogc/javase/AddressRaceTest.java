package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import nogc.hal.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names with several addresses: some answer, some refuse, some say nothing. */
@Timeout(30)
class AddressRaceTest {
    private static final Consumer<SelectionKey> NOTHING = key -> { };

    private final List<AutoCloseable> open = new ArrayList<>();
    /** What the resolver answers, one row for each question; the last for all further ones. */
    private final List<InetAddress[]> answers = new ArrayList<>();
    private int questions;
    private Selector selector;
    private ServerSocket alive;
    private int port;

    @BeforeEach
    void listen() throws IOException {
        selector = Selector.open();
        alive = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        port = alive.getLocalPort();
        open.add(alive);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        selector.close();
    }

    private void hole(String address) {
        open.add(new BlackHole(address, port));
    }

    private void answer(String... addresses) throws UnknownHostException {
        answers.add(all(addresses));
    }

    private static InetAddress[] all(String... addresses) throws UnknownHostException {
        InetAddress[] all = new InetAddress[addresses.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
        }
        return all;
    }

    private TcpTransport transport() {
        TcpTransport transport = new TcpTransport("name", port, 64,
                host -> answers.get(Math.min(questions++, answers.size() - 1)));
        transport.register(selector);
        open.add(transport::close);
        return transport;
    }

    /** Sleeps until it is woken, as a client's thread does. */
    private long millisToOpen(TcpTransport transport, int expected) throws IOException {
        long start = System.nanoTime();
        int result = transport.open();
        while (result == 0) {
            transport.watch(true, false);
            selector.select(NOTHING);
            result = transport.open();
        }
        assertEquals(expected, result, transport.lastError());
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** The selector keeps the keys of channels that were closed until it looks again. */
    private void assertAttempts(int expected) {
        assertEquals(expected, selector.keys().size());
    }

    private void assertOneChannel() throws IOException {
        selector.selectNow(NOTHING);
        assertEquals(1, selector.keys().size(), "losers are closed");
    }

    @Test
    void theFamiliesTakeTurnsBeginningWithTheFirst() throws Exception {
        assertOrder("4a", "4a");
        assertOrder("4a 6a 4b 6b 4c", "4a 4b 4c 6a 6b");
        assertOrder("6a 4a 6b 6c", "6a 6b 6c 4a");
        assertOrder("6a 4a 4b 4c", "6a 4a 4b 4c");
        assertOrder("4a 6a 4b 6b", "4a 6a 6b 4b");
    }

    private static void assertOrder(String expected, String given) throws UnknownHostException {
        InetAddress[] addresses = named(given);
        InetAddress[] order = new InetAddress[addresses.length];
        AddressRace.interleave(addresses, order);
        assertArrayEquals(named(expected), order, given);
    }

    private static InetAddress[] named(String names) throws UnknownHostException {
        return all(Arrays.stream(names.split(" "))
                .map(name -> name.charAt(0) == '4' ? "10.0.0." + (name.charAt(1) - 'a') : "fe80::" + name.charAt(1))
                .toArray(String[]::new));
    }

    @Test
    void aBlackHoleCostsTheDelayOfOneAttempt() throws Exception {
        hole("127.0.0.9");
        answer("127.0.0.9", "127.0.0.1");
        TcpTransport transport = transport();
        long millis = millisToOpen(transport, 1);
        System.out.printf("a black hole ahead of the server that answers: %d ms to open%n", millis);
        assertTrue(millis >= AddressRace.ATTEMPT_DELAY - 1 && millis < 5000, millis + " ms");
        assertAttempts(2);
        assertOneChannel();
        transport.close();
        selector.selectNow(NOTHING);
        assertEquals(0, selector.keys().size());
        millisToOpen(transport, 1);
        assertAttempts(1); // what answered comes first
        assertEquals(2, questions, "the name is looked up anew");
    }

    @Test
    void anotherFamilyHasItsTurnBeforeTheSecondOfThis() throws Exception {
        hole("127.0.0.9");
        open.add(new ServerSocket(port, 5, InetAddress.getByName("::1")));
        answer("127.0.0.9", "127.0.0.9", "127.0.0.9", "127.0.0.9", "::1");
        millisToOpen(transport(), 1);
        assertAttempts(2);
    }

    @Test
    void oneThatRefusesCostsNoTime() throws Exception {
        String[] addresses = new String[21];
        Arrays.fill(addresses, "127.0.0.9");
        addresses[20] = "127.0.0.1";
        answer(addresses);
        long millis = millisToOpen(transport(), 1);
        assertTrue(millis < 10 * AddressRace.ATTEMPT_DELAY, millis + " ms");
        assertOneChannel();
    }

    @Test
    void theFirstToAnswerWinsAlsoIfItWasStartedFirst() throws Exception {
        hole("127.0.0.9");
        try (BlackHole late = new BlackHole("127.0.0.8", port)) {
            answer("127.0.0.8", "127.0.0.9");
            TcpTransport transport = transport();
            assertEquals(0, transport.open());
            Thread.sleep(2 * AddressRace.ATTEMPT_DELAY); // both are under way
            assertEquals(0, transport.open());
            late.drain();
            millisToOpen(transport, 1); // Linux sends SYN again after a second
            assertOneChannel();
        }
    }

    @Test
    void whenAllHaveFailedARefusalIsWhatIsTold() throws Exception {
        answer("127.0.0.9", "255.255.255.255", "127.0.0.8");
        TcpTransport transport = transport();
        millisToOpen(transport, Transport.REFUSED);
        assertEquals(Transport.REFUSED, transport.open());
        assertTrue(transport.lastError().startsWith("nothing listens at name:" + port), transport.lastError());
        selector.selectNow(NOTHING);
        assertEquals(0, selector.keys().size());
    }

    @Test
    void anOpeningThatIsGivenUpGoesOnBehindWhatItTried() throws Exception {
        hole("127.0.0.9");
        answer("127.0.0.9", "127.0.0.1");
        TcpTransport transport = transport();
        int result = transport.open();
        while (questions == 0 || result == 0 && selector.keys().isEmpty()) {
            result = transport.open();
        }
        transport.close();
        assertEquals("cannot reach name:" + port + ": no answer", transport.lastError());
        selector.selectNow(NOTHING);
        millisToOpen(transport, 1);
        assertAttempts(1);
    }

    @Test
    void anAnswerThatChangedIsFollowed() throws Exception {
        answer("127.0.0.9");
        answer("127.0.0.8", "127.0.0.1");
        answer("127.0.0.7");
        TcpTransport transport = transport();
        millisToOpen(transport, Transport.REFUSED);
        transport.close();
        millisToOpen(transport, 1);
        try (Socket peer = alive.accept()) {
            assertEquals(peer.getLocalAddress(), InetAddress.getByName("127.0.0.1"));
        }
        transport.close();
        millisToOpen(transport, Transport.REFUSED);
        assertEquals(3, questions);
    }

    @Test
    void racesAllocateNoMoreThanTheirChannels() throws Exception {
        answer("127.0.0.9", "::1", "127.0.0.1");
        TcpTransport transport = transport();
        reopen(transport, 500);
        long first = reopen(transport, 500);
        long second = reopen(transport, 500);
        System.out.printf("1,000 races of three addresses: %,d bytes each, then %,d%n", first / 500, second / 500);
        assertTrue(second <= first + first / 10, "grew from " + first + " to " + second);
    }

    private long reopen(TcpTransport transport, int times) throws IOException {
        long before = Allocation.bytes();
        for (int i = 0; i < times; i++) {
            millisToOpen(transport, 1);
            transport.close();
            alive.accept().close();
        }
        return Allocation.bytes() - before;
    }
}
