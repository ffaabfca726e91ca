package nogc.hal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The double keeps the contract of {@link DatagramTransport}, and harms datagrams as often as it is told. */
class LossyNetworkTest {
    private int now = Integer.MAX_VALUE - 50;
    private LossyNetwork network = new LossyNetwork(() -> now, 1, 64);
    private LossyNetwork.Node left = network.join(new byte[] {1}, new byte[] {2, 2});
    private LossyNetwork.Node right = network.join(new byte[] {2, 2}, null);
    private final byte[] buffer = new byte[64];
    private final byte[] address = new byte[DatagramTransport.LONGEST_ADDRESS];

    private void harmed(long seed) {
        network = new LossyNetwork(() -> now, seed, 64);
        left = network.join(new byte[] {1}, new byte[] {2, 2});
        right = network.join(new byte[] {2, 2}, null);
        left.open();
        right.open();
    }

    private int send(int content) {
        return left.send(null, 0, 0, new byte[] {(byte) content}, 0, 1);
    }

    private List<Integer> arrived() {
        List<Integer> contents = new ArrayList<>();
        while (right.receive(buffer, 0, 64) > 0) {
            contents.add(buffer[0] & 0xFF);
        }
        return contents;
    }

    @Test
    void aDatagramArrivesOnceWithItsSenderAndTheAnswerGoesThere() {
        harmed(1);
        assertEquals(3, left.send(null, 0, 0, new byte[] {9, 8, 7, 6}, 1, 3));
        assertEquals(3, right.receive(buffer, 5, 10));
        assertEquals(8, buffer[5]);
        assertEquals(1, right.sender(address, 2));
        assertEquals(1, address[2]);
        assertEquals(0, right.receive(buffer, 0, 10));
        assertEquals(1, right.send(address, 2, 1, new byte[] {5}, 0, 1));
        assertEquals(1, left.receive(buffer, 0, 10));
        assertEquals(2, left.sender(address, 0));
        assertEquals(2, left.peer(address, 0));
    }

    @Test
    void aBroadcastReachesEveryOther() {
        harmed(1);
        LossyNetwork.Node third = network.join(new byte[] {3}, null);
        third.open();
        assertEquals(1, left.broadcast(0, new byte[] {4}, 0, 1));
        assertEquals(1, right.receive(buffer, 0, 64));
        assertEquals(1, third.receive(buffer, 0, 64));
        assertEquals(0, left.receive(buffer, 0, 64));
    }

    @Test
    void whatDoesNotFitIsTold() {
        harmed(1);
        assertEquals(DatagramTransport.TOO_LONG, left.send(null, 0, 0, new byte[65], 0, 65));
        assertEquals(DatagramTransport.TOO_LONG, left.broadcast(0, new byte[65], 0, 65));
        left.send(null, 0, 0, new byte[64], 0, 64);
        send(1);
        assertEquals(DatagramTransport.TOO_LONG, right.receive(buffer, 0, 63));
        assertEquals(1, right.receive(buffer, 0, 63));
        assertEquals(Transport.UNSUPPORTED, right.send(null, 0, 0, buffer, 0, 1));
    }

    @Test
    void closedItIsDeadAndForgetsWhatWaits() {
        assertEquals(Transport.BROKEN, send(1));
        harmed(1);
        send(1);
        right.close();
        assertEquals(Transport.BROKEN, right.receive(buffer, 0, 64));
        right.open();
        assertEquals(List.of(), arrived());
    }

    @Test
    void itLosesDoublesAndReordersAsOftenAsItIsTold() {
        harmed(7);
        network.lost = 30;
        network.doubled = 20;
        network.delay = 100;
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            send(i & 0xFF);
            now += 5;
            all.addAll(arrived());
        }
        now += 100;
        all.addAll(arrived());
        assertEquals(0, network.underWay());
        assertTrue(all.size() > 750 && all.size() < 930, all.size() + " of about 840");
        int overtaken = 0;
        for (int i = 1; i < all.size(); i++) {
            overtaken += (byte) (all.get(i) - all.get(i - 1)) < 0 ? 1 : 0;
        }
        assertTrue(overtaken > 100, overtaken + " overtaken");
    }

    @Test
    void theSameSeedHarmsTheSame() {
        List<List<Integer>> runs = new ArrayList<>();
        for (long seed : new long[] {3, 3, 4}) {
            harmed(seed);
            network.lost = 50;
            for (int i = 0; i < 100; i++) {
                send(i);
            }
            runs.add(arrived());
        }
        assertEquals(runs.get(0), runs.get(1));
        assertNotEquals(runs.get(0), runs.get(2));
    }

    @Test
    void nothingArrivesWhileTheCableIsOut() {
        harmed(1);
        network.cut = true;
        assertEquals(1, send(1));
        network.cut = false;
        send(2);
        assertEquals(List.of(2), arrived());
    }

    @Test
    void itAllocatesNothing() {
        harmed(1);
        network.doubled = 10;
        network.delay = 10;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long last = -1;
        for (int attempt = 0; attempt < 10 && last != 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                left.send(null, 0, 0, buffer, 0, 40);
                now += 10;
                while (right.receive(buffer, 0, 64) > 0) {
                    right.sender(address, 0);
                }
            }
            last = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, last, "bytes in the last try");
    }
}
