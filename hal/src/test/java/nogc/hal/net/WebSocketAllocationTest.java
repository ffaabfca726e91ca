package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** After construction the transport allocates nothing: not per frame, not per opening, not per fault. */
class WebSocketAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final byte[] PING = {(byte) 0x89, 2, 'a', 'b'};
    private static final byte[] TEXT = {(byte) 0x81, 1, 'a'};
    /** To the request that the entropy below makes, the same each time. */
    private static byte[] answer;

    private final MemoryStream stream = new MemoryStream();
    private final WebSocketTransport transport = transport();
    private final byte[] buffer = new byte[600];
    private final byte[] data = WebSocketServer.frame(true, 2, new byte[500]);
    private int frames;

    private WebSocketTransport transport() {
        WebSocketOptions options = new WebSocketOptions();
        options.host = "broker".getBytes(StandardCharsets.US_ASCII);
        return new WebSocketTransport(stream, () -> 0x01020304, options);
    }

    @Test
    void allocatesNothingOverOpeningsTrafficAndFaults() {
        transport.open();
        answer = WebSocketServer.answer(stream.takeText()).getBytes(StandardCharsets.US_ASCII);
        transport.close();
        long last = -1;
        for (int attempt = 0; attempt < 10 && last != 0; attempt++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                life();
            }
            last = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, last, "bytes in the last try, after " + frames + " frames");
        assertTrue(frames >= 10_000, frames + " frames");
    }

    private void life() {
        stream.clear();
        int opened = transport.open();
        stream.give(answer);
        opened += transport.open();
        if (opened != 1) {
            throw new AssertionError(HexFormat.of().formatHex(answer));
        }
        for (int i = 0; i < 100; i++) {
            stream.give(data);
            stream.give(PING);
            frames += transport.read(buffer, 0, 600) == 500 ? 1 : 0;
            transport.write(buffer, 0, 600);
            transport.wantsRoom();
            stream.drop();
        }
        stream.give(TEXT);
        transport.read(buffer, 0, 600);
        transport.close();
    }
}
