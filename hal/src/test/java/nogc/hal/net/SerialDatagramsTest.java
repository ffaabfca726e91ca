package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import nogc.hal.DatagramTransport;
import nogc.hal.Transport;
import nogc.hal.Uart;
import org.junit.jupiter.api.Test;

class SerialDatagramsTest {
    /** A line that gives back what was written to it, through whatever the test makes of it. */
    private static final class Loop implements Uart {
        private byte[] bytes = new byte[4096];
        private int start;
        private int end;
        /** Most bytes that one call takes or gives. */
        private int step = 4096;
        private int room = Integer.MAX_VALUE;

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = Math.min(Math.min(length, step), end - start);
            System.arraycopy(bytes, start, buffer, offset, count);
            start += count;
            if (start == end) {
                start = 0;
                end = 0;
            }
            return count;
        }

        @Override
        public int write(byte[] buffer, int offset, int length) {
            int count = Math.min(Math.min(length, step), Math.min(room, bytes.length - end));
            System.arraycopy(buffer, offset, bytes, end, count);
            end += count;
            room -= count;
            return count;
        }

        @Override
        public int lost() {
            return 0;
        }

        private byte[] taken() {
            byte[] all = Arrays.copyOfRange(bytes, start, end);
            start = 0;
            end = 0;
            return all;
        }

        private void give(byte[] all) {
            bytes = Arrays.copyOf(all, Math.max(all.length, 4096));
            start = 0;
            end = all.length;
        }
    }

    private final Loop line = new Loop();
    private final SerialDatagrams transport = new SerialDatagrams(line, 600);
    private final byte[] buffer = new byte[600];

    private byte[] wire(byte[] datagram) {
        assertEquals(datagram.length, transport.send(null, 0, 0, datagram, 0, datagram.length));
        return line.taken();
    }

    private byte[] received() {
        int count = transport.receive(buffer, 0, buffer.length);
        return Arrays.copyOf(buffer, Math.max(0, count));
    }

    @Test
    void theFrameIsCobsWithTheSumBehindTheDatagram() {
        HexFormat hex = HexFormat.of();
        // "123456789" has the published check value CBF43926
        assertEquals("000e313233343536373839cbf4392600", hex.formatHex(wire("123456789".getBytes())));
        // 00 has the sum D202EF8D
        assertEquals("000105d202ef8d00", hex.formatHex(wire(new byte[1])));
        byte[] run = new byte[300];
        Arrays.fill(run, (byte) 1);
        byte[] frame = wire(run);
        assertEquals((byte) 0xFF, frame[1]);
        assertEquals(300 + 4 + 2 + 2, frame.length);
    }

    @Test
    void everyLengthAndKindOfContentComesBackWhole() {
        Random random = new Random(1);
        for (int length = 1; length <= 600; length++) {
            byte[] datagram = new byte[length];
            for (int kind = 0; kind < 4; kind++) {
                random.nextBytes(datagram);
                for (int i = 0; i < length; i++) {
                    datagram[i] = (byte) (kind == 0 ? 0 : kind == 1 ? 0xFF : kind == 2 ? random.nextInt(2)
                            : datagram[i]);
                }
                line.step = 1 + random.nextInt(40);
                line.give(wire(datagram));
                assertArrayEquals(datagram, received());
            }
        }
        assertEquals(0, transport.damaged());
    }

    @Test
    void aByteThatIsLostChangedOrInventedCostsOnlyTheDatagramThatItHits() {
        Random random = new Random(2);
        for (int round = 0; round < 20_000; round++) {
            byte[] first = new byte[1 + random.nextInt(60)];
            byte[] second = new byte[1 + random.nextInt(60)];
            random.nextBytes(first);
            random.nextBytes(second);
            byte[] hit = wire(first);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            int at = random.nextInt(hit.length);
            for (int i = 0; i < hit.length; i++) {
                switch (i == at ? round % 3 : 3) {
                    case 0 -> { }
                    case 1 -> all.write(hit[i] ^ 1 + random.nextInt(255));
                    case 2 -> all.writeBytes(new byte[] {(byte) random.nextInt(256), hit[i]});
                    default -> all.write(hit[i]);
                }
            }
            all.writeBytes(wire(second));
            line.give(all.toByteArray());
            byte[] got = received();
            if (Arrays.equals(first, got)) { // the byte was a 00 at an end
                got = received();
            }
            assertArrayEquals(second, got, "round " + round);
            assertEquals(0, received().length);
        }
        assertTrue(transport.damaged() > 10_000);
    }

    @Test
    void noiseGivesNoDatagram() {
        Random random = new Random(3);
        byte[] noise = new byte[4000];
        int datagrams = 0;
        for (int round = 0; round < 50; round++) {
            random.nextBytes(noise);
            line.give(noise);
            while (received().length > 0) {
                datagrams++;
            }
        }
        assertEquals(0, datagrams, "of some 800 frames of noise");
        assertTrue(transport.damaged() > 500);
        byte[] datagram = {1, 2, 3};
        line.give(wire(datagram));
        received();
        line.give(wire(datagram));
        assertArrayEquals(datagram, received());
    }

    @Test
    void aFrameLongerThanAgreedIsDroppedAndTheNextOneTaken() {
        SerialDatagrams far = new SerialDatagrams(line, 1000);
        byte[] datagram = new byte[700];
        Arrays.fill(datagram, (byte) 7);
        assertEquals(700, far.send(null, 0, 0, datagram, 0, 700));
        assertEquals(5, far.send(null, 0, 0, datagram, 0, 5));
        assertEquals(5, transport.receive(buffer, 0, buffer.length));
        assertEquals(1, transport.damaged());
    }

    @Test
    void theLongestComesWholeAndOneByteMoreIsDroppedHoweverTheLineGivesThem() {
        for (int longest : new int[] {1, 60, 253, 254, 255, 600}) {
            SerialDatagrams near = new SerialDatagrams(line, longest);
            SerialDatagrams far = new SerialDatagrams(line, longest + 20);
            for (int value = 0; value < 2; value++) {
                byte[] datagram = new byte[longest + 20];
                Arrays.fill(datagram, (byte) value);
                for (line.step = 1; line.step < 40; line.step++) {
                    int damaged = near.damaged();
                    for (int more : new int[] {0, 1, 0, 20, 0}) {
                        int sent = far.send(null, 0, 0, datagram, 0, longest + more);
                        assertEquals(longest + more, sent);
                        while (far.flush() > 0) {
                            line.room = Integer.MAX_VALUE;
                        }
                        Arrays.fill(buffer, (byte) 9);
                        int count = near.receive(buffer, 0, buffer.length);
                        assertEquals(more == 0 ? longest : 0, count, longest + " and " + more + " by " + line.step);
                        assertArrayEquals(Arrays.copyOf(datagram, count), Arrays.copyOf(buffer, count));
                    }
                    assertEquals(2, near.damaged() - damaged);
                }
            }
        }
    }

    @Test
    void whatIsTooLongForFrameBufferOrAddressIsSaid() {
        assertEquals(DatagramTransport.TOO_LONG, transport.send(null, 0, 0, new byte[601], 0, 601));
        assertEquals(Transport.UNSUPPORTED, transport.send(new byte[6], 0, 6, buffer, 0, 10));
        assertEquals(10, transport.broadcast(3, buffer, 0, 10));
        assertEquals(DatagramTransport.TOO_LONG, transport.receive(buffer, 0, 9));
        assertEquals(0, transport.receive(buffer, 0, 9));
        assertThrows(IllegalArgumentException.class, () -> new SerialDatagrams(line, 0));
    }

    @Test
    void aLineThatTakesLittleIsGivenTheRestLater() {
        byte[] datagram = "123456789".getBytes();
        line.room = 5;
        assertEquals(9, transport.send(null, 0, 0, datagram, 0, 9));
        assertEquals(0, transport.send(null, 0, 0, datagram, 0, 9), "the first one is not out yet");
        assertEquals(11, transport.flush());
        line.room = 100;
        assertEquals(0, transport.flush());
        assertArrayEquals(datagram, received());
    }

    @Test
    void closingForgetsWhatIsHalfReceived() {
        byte[] frame = wire("123456789".getBytes());
        line.give(Arrays.copyOf(frame, 6));
        assertEquals(0, received().length);
        transport.close();
        assertEquals(1, transport.open());
        line.give(Arrays.copyOfRange(frame, 6, frame.length));
        assertEquals(0, received().length);
        line.give(frame);
        assertEquals(9, received().length);
        assertEquals(1, transport.damaged(), "the second half");
    }

    @Test
    void nothingIsAllocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] datagram = new byte[300];
        long before = 0;
        for (int i = 0; i < 20_000; i++) {
            if (i == 10_000) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            transport.send(null, 0, 0, datagram, 0, 300);
            assertEquals(300, transport.receive(buffer, 0, 600));
        }
        assertEquals(before, threads.getCurrentThreadAllocatedBytes());
    }
}
