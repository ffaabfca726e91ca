package nogc.javame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nogc.hal.Transport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import org.junit.jupiter.api.Test;

/** A thread that sleeps as long as {@code poll} says, over a clock out of the time of day, in virtual time. */
class LongSleepTest {
    private static final long HOUR = 3_600_000;
    private static final int PINGREQ = 0xC0;

    private byte[] answer = {};
    private long wall = 1_800_000_000_000L;

    @Test
    void aKeepAliveOfTenMinutesIsKept() {
        List<Long> packets = new ArrayList<>();
        WallClock clock = new WallClock(WallClock.LONGEST_STEP, wall);
        Client client = new Client(new Config(), new Mqtt311(), new Answering(packets), () -> clock.at(wall), () -> 0,
                new Listener() {
                });
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("sleeper");
        options.keepAlive = 600;
        assertEquals(0, client.connect(options));
        for (long end = wall + 6 * HOUR; wall < end;) {
            int millis = clock.beforeSleep(client.poll());
            wall += answer.length > 0 ? 1 : Math.max(1, millis); // input wakes it
        }
        assertTrue(packets.size() > 30, packets.size() + " packets in 6 hours");
        for (int i = 1; i < packets.size(); i++) {
            long gap = packets.get(i) - packets.get(i - 1);
            assertTrue(gap <= 600_000, gap + " ms without a packet");
        }
    }

    /** A server that answers CONNECT and PINGREQ at once. */
    private final class Answering implements Transport {
        private final List<Long> packets;

        Answering(List<Long> packets) {
            this.packets = packets;
        }

        @Override
        public int endpoint(byte[] host, int offset, int length, int port) {
            return host == null ? 0 : UNSUPPORTED;
        }

        @Override
        public int open() {
            return 1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = answer.length;
            System.arraycopy(answer, 0, buffer, offset, count);
            answer = new byte[0];
            return count;
        }

        @Override
        public int write(byte[] buffer, int offset, int length) {
            packets.add(wall);
            answer = (buffer[offset] & 0xFF) == PINGREQ ? new byte[] {(byte) 0xD0, 0} : new byte[] {0x20, 2, 0, 0};
            return length;
        }

        @Override
        public void close() {
        }
    }
}
