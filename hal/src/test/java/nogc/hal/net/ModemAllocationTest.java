package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** After construction the transport allocates nothing: not per byte, not per opening, not per fault. */
class ModemAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Board board = new Board();
    private final byte[] buffer = new byte[300];
    private long allocated;
    private long calls;

    private int open() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        int result = board.transport.open();
        count(before);
        return result;
    }

    private int read() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        int result = board.transport.read(buffer, 0, buffer.length);
        count(before);
        return result;
    }

    private int write() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        int result = board.transport.write(buffer, 0, buffer.length);
        count(before);
        return result;
    }

    private void close() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        board.transport.close();
        count(before);
    }

    private void count(long before) {
        allocated += THREADS.getCurrentThreadAllocatedBytes() - before;
        calls++;
    }

    @Test
    void allocatesNothingOverConnectionsTrafficAndFaults() {
        board.modem.joinTime = 50;
        board.build(null);
        life(12);
        // The JVM resolves each String literal on the thread that needs it first: so more tries.
        long last = -1;
        for (int attempt = 0; attempt < 10 && last != 0; attempt++) {
            allocated = 0;
            life(60);
            last = allocated;
        }
        assertEquals(0, last, "bytes in the last try; " + calls + " calls in all");
        assertTrue(calls > 60_000);
        assertTrue(board.connections > 40);
    }

    private void life(int rounds) {
        for (int round = 0; round < rounds; round++) {
            int result = 0;
            while (result == 0) {
                result = open();
                board.step();
            }
            board.serverSends(new byte[2000]);
            for (int i = 0; i < 2000 && result > 0; i++) {
                if (i == 1000) {
                    fault(round % 6);
                }
                result = read() < 0 || write() < 0 ? -1 : 1;
                board.step();
            }
            close();
        }
    }

    private void fault(int kind) {
        switch (kind) {
            case 0 -> board.modem.reboot();
            case 1 -> board.modem.loseAccessPoint();
            case 2 -> board.modem.endConnection();
            case 3 -> board.modem.failSend = true;
            case 4 -> board.modem.loseNextPrompt = true;
            default -> board.modem.busy = 3;
        }
    }
}
