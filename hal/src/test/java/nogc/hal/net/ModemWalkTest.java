package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random traffic with random faults: what arrives is what was sent, in order and without a gap, up to where a
 * connection ended; nothing hangs; and when the faults are over, it works.
 */
class ModemWalkTest {
    private static final int WALKS = Integer.getInteger("nogc.walks", Boolean.getBoolean("nogc.soak") ? 10_000 : 100);
    private static final int STEPS = 20_000;

    @Test
    void dataStaysWholeWhateverHappens() {
        long start = Long.getLong("nogc.seed", System.nanoTime());
        int opened = 0;
        long bytes = 0;
        for (int i = 0; i < WALKS; i++) {
            Walk walk = new Walk(start + i);
            try {
                walk.run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + (start + i) + ": -Dnogc.seed=" + (start + i) + " -Dnogc.walks=1", e);
            }
            opened += walk.board.connections;
            bytes += walk.bytes;
        }
        System.out.println(WALKS + " walks from seed " + start + ": " + opened + " connections, " + bytes + " bytes");
    }

    private static final class Walk {
        private final Random random;
        private final Board board = new Board();
        private final byte[] buffer = new byte[600];
        private boolean open;
        private long bytes;
        private int openingSince;
        // of this connection
        private final ByteArrayOutputStream said = new ByteArrayOutputStream();
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
        private byte[] outgoing;
        private int outgoingTaken;
        private int gotBefore;
        private final ByteArrayOutputStream wanted = new ByteArrayOutputStream();

        Walk(long seed) {
            random = new Random(seed);
            openingSince = board.clock.now;
            board.options.chunk = 16 + random.nextInt(177);
            board.options.probeInterval = 500 + random.nextInt(2000);
            board.modem.joinTime = random.nextInt(400);
            board.modem.connectTime = random.nextInt(50);
            board.modem.answerTime = random.nextInt(5);
            board.modem.sendTime = random.nextInt(20);
            board.modem.passiveCommand = EspAtModem.Passive.values()[random.nextInt(2)];
            board.modem.forgetsToAnnounce = random.nextBoolean();
            board.line.most = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(20);
            boolean pin = random.nextBoolean();
            board.build(pin ? new ResetPin(() -> board.modem.reboot()) : null);
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                if (random.nextInt(1000) == 0) {
                    fault();
                }
                step();
            }
            board.line.vanishAt = -1;
            board.modem.failSend = false;
            board.modem.loseNextPrompt = false;
            board.modem.busy = 0;
            board.connectResult = 0;
            board.transport.close();
            dropped();
            int result = board.tryOpen();
            if (result != 1) { // what went wrong last may still be found out
                board.transport.close();
                board.opens();
            }
            byte[] farewell = new byte[1000];
            random.nextBytes(farewell);
            assertEquals(1000, board.write(farewell));
            assertTrue(Arrays.equals(farewell, board.got.toByteArray()), "the server got something else");
            board.serverSends(farewell);
            assertTrue(Arrays.equals(farewell, board.read(1000)), "the board got something else");
        }

        private void fault() {
            switch (random.nextInt(11)) {
                case 0 -> board.modem.reboot();
                case 1 -> board.modem.loseAccessPoint();
                case 2 -> board.modem.endConnection();
                case 3 -> board.line.vanishAt = board.line.sent() + random.nextInt(30);
                case 4 -> board.modem.busy = random.nextInt(5);
                case 5 -> board.modem.failSend = true;
                case 6 -> board.modem.loseNextPrompt = true;
                case 7 -> board.modem.interleaved = "+TIME_UPDATED\r\nWIFI CONNECTED\r\n";
                case 8 -> board.connectResult = random.nextInt(3);
                case 9 -> board.pass(random.nextInt(400)); // the board is busy with something else
                default -> {
                    board.transport.close();
                    dropped();
                }
            }
        }

        private void step() {
            if (!open) {
                int result = board.transport.open();
                if (result > 0) {
                    open = true;
                    said.reset();
                    heard.reset();
                    wanted.reset();
                    outgoing = null;
                    gotBefore = 0;
                } else if (result < 0) {
                    board.transport.close();
                    dropped();
                }
                assertTrue(board.clock.now - openingSince < 120_000, "open() hangs");
            } else {
                talk();
            }
            board.step();
        }

        private void talk() {
            if (random.nextInt(50) == 0 && board.open) {
                byte[] more = new byte[1 + random.nextInt(500)];
                random.nextBytes(more);
                said.writeBytes(more);
                board.serverSends(more);
            }
            int count = random.nextInt(4) == 0 ? 0 : board.transport.read(buffer, 0, 1 + random.nextInt(600));
            if (count > 0) {
                heard.write(buffer, 0, count);
                bytes += count;
                byte[] all = said.toByteArray();
                byte[] got = heard.toByteArray();
                assertTrue(got.length <= all.length && Arrays.equals(got, Arrays.copyOf(all, got.length)),
                        "the board read what the server never sent");
            }
            if (count >= 0) {
                count = write();
            }
            if (count < 0) {
                board.transport.close();
                dropped();
            }
        }

        private int write() {
            if (outgoing == null && random.nextInt(30) == 0) {
                outgoing = new byte[1 + random.nextInt(700)];
                random.nextBytes(outgoing);
                outgoingTaken = 0;
                wanted.writeBytes(outgoing);
            }
            if (outgoing == null) {
                return 0;
            }
            int count = board.transport.write(outgoing, outgoingTaken, outgoing.length - outgoingTaken);
            if (count > 0) {
                bytes += count;
                outgoingTaken += count;
                if (outgoingTaken == outgoing.length) {
                    outgoing = null;
                    assertEquals(wanted.size(), board.got.size(), "said to be sent, but it was not");
                }
            }
            if (board.got.size() == gotBefore) {
                return count;
            }
            gotBefore = board.got.size();
            byte[] all = wanted.toByteArray();
            byte[] got = board.got.toByteArray();
            assertTrue(got.length <= all.length && Arrays.equals(got, Arrays.copyOf(all, got.length)),
                    "the server got what was never written");
            return count;
        }

        private void dropped() {
            open = false;
            openingSince = board.clock.now;
        }
    }
}
