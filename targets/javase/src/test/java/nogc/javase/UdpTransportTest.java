package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import nogc.hal.DatagramTransport;
import nogc.hal.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real datagrams over the loopback interface. */
class UdpTransportTest {
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final UdpTransport gateway = new UdpTransport(null, 0, 0, null);
    private UdpTransport node;

    private void open() throws InterruptedException {
        assertEquals(1, gateway.open());
        node = new UdpTransport("127.0.0.1", gateway.localPort());
        waitFor(node::open);
    }

    @AfterEach
    void close() {
        gateway.close();
        if (node != null) {
            node.close();
        }
    }

    /** Asks until the answer is not 0. */
    private static int waitFor(java.util.function.IntSupplier question) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        int answer = question.getAsInt();
        while (answer == 0 && System.nanoTime() - end < 0) {
            Thread.sleep(1);
            answer = question.getAsInt();
        }
        assertTrue(answer != 0, "nothing came");
        return answer;
    }

    @Test
    void aDatagramArrivesWholeAndIsAnsweredWhereItCameFrom() throws Exception {
        open();
        byte[] sent = {9, 1, 2, 3, 9};
        assertEquals(3, node.send(null, 0, 0, sent, 1, 3));
        byte[] got = new byte[10];
        assertEquals(3, waitFor(() -> gateway.receive(got, 2, 8)));
        assertArrayEquals(new byte[] {0, 0, 1, 2, 3}, Arrays.copyOf(got, 5));
        byte[] address = new byte[DatagramTransport.LONGEST_ADDRESS];
        assertEquals(6, gateway.sender(address, 0));
        assertArrayEquals(new byte[] {127, 0, 0, 1}, Arrays.copyOf(address, 4));
        assertEquals(2, gateway.send(address, 0, 6, sent, 2, 2));
        assertEquals(2, waitFor(() -> node.receive(got, 0, 10)));
        byte[] from = new byte[DatagramTransport.LONGEST_ADDRESS];
        byte[] peer = new byte[DatagramTransport.LONGEST_ADDRESS];
        assertEquals(6, node.sender(from, 0));
        assertEquals(6, node.peer(peer, 0));
        assertArrayEquals(peer, from);
    }

    @Test
    void aDatagramThatIsTooLongIsLostAndTheNextOneComes() throws Exception {
        open();
        assertEquals(DatagramTransport.TOO_LONG, node.send(null, 0, 0, new byte[2000], 0, node.longest() + 1));
        node.send(null, 0, 0, new byte[100], 0, 100);
        node.send(null, 0, 0, new byte[] {7}, 0, 1);
        byte[] got = new byte[50];
        assertEquals(DatagramTransport.TOO_LONG, waitFor(() -> gateway.receive(got, 0, 50)));
        assertEquals(1, waitFor(() -> gateway.receive(got, 0, 50)));
        assertEquals(7, got[0]);
    }

    @Test
    void theLongestDatagramArrives() throws Exception {
        open();
        byte[] got = new byte[node.longest()];
        assertEquals(node.longest(), node.send(null, 0, 0, new byte[node.longest()], 0, node.longest()));
        assertEquals(node.longest(), waitFor(() -> gateway.receive(got, 0, got.length)));
    }

    @Test
    void whereNobodyListensADatagramIsLostAndNothingBreaks() throws Exception {
        open();
        gateway.close();
        for (int i = 0; i < 20; i++) {
            assertEquals(1, node.send(null, 0, 0, new byte[1], 0, 1));
            assertEquals(0, node.receive(new byte[10], 0, 10));
        }
    }

    @Test
    void addressesThatAreNoneAreRefused() throws Exception {
        open();
        assertEquals(Transport.UNSUPPORTED, gateway.send(null, 0, 0, new byte[1], 0, 1), "it was made for no peer");
        assertEquals(Transport.UNSUPPORTED, node.send(new byte[5], 0, 5, new byte[1], 0, 1));
        assertEquals(Transport.UNSUPPORTED, node.send(new byte[6], 0, 6, new byte[1], 0, 1), "port 0");
        assertEquals(Transport.UNSUPPORTED, node.broadcast(0, new byte[1], 0, 1));
        assertEquals(0, gateway.peer(new byte[20], 0));
        assertEquals(0, gateway.sender(new byte[20], 0));
    }

    @Test
    void aBroadcastGoesToItsGroup() throws Exception {
        assertEquals(1, gateway.open());
        node = new UdpTransport(null, 0, 0, new InetSocketAddress(InetAddress.getByName("127.0.0.1"),
                gateway.localPort()));
        assertEquals(1, node.open());
        assertEquals(2, node.broadcast(1, new byte[] {1, 2}, 0, 2));
        assertEquals(2, waitFor(() -> gateway.receive(new byte[10], 0, 10)));
    }

    @Test
    void aNameThatIsNoneIsUnresolvedAndAnotherAttemptMayFollow() throws Exception {
        node = new UdpTransport("no-such-host.invalid", 1884);
        assertEquals(Transport.UNRESOLVED, waitFor(node::open));
        node.close();
        assertEquals(Transport.UNRESOLVED, waitFor(node::open));
    }

    @Test
    void portsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new UdpTransport("a", 0));
        assertThrows(IllegalArgumentException.class, () -> new UdpTransport("a", 65536));
        assertThrows(IllegalArgumentException.class, () -> new UdpTransport("a", 1, -1, null));
        assertThrows(IllegalArgumentException.class, () -> new UdpTransport(null, 0, 0,
                InetSocketAddress.createUnresolved("a", 1)));
    }

    @Test
    void oneClosedAnswersBrokenAndOpensAgain() throws Exception {
        open();
        node.close();
        assertEquals(Transport.BROKEN, node.send(null, 0, 0, new byte[1], 0, 1));
        assertEquals(Transport.BROKEN, node.receive(new byte[1], 0, 1));
        assertEquals(1, waitFor(node::open));
    }

    @Test
    void backAndForthAllocatesNothing() throws Exception {
        open();
        byte[] buffer = new byte[100];
        byte[] address = new byte[DatagramTransport.LONGEST_ADDRESS];
        long allocated = Allocation.untilNone(20, () -> {
            for (int i = 0; i < 5000; i++) {
                node.send(null, 0, 0, buffer, 0, 64);
                while (gateway.receive(buffer, 0, 100) == 0) {
                    Thread.onSpinWait();
                }
                int length = gateway.sender(address, 0);
                gateway.send(address, 0, length, buffer, 0, 64);
                while (node.receive(buffer, 0, 100) == 0) {
                    Thread.onSpinWait();
                }
            }
        });
        assertEquals(0, allocated);
    }
}
