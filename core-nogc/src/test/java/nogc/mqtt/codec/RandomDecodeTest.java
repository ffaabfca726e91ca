package nogc.mqtt.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nogc.mqtt.Bytes;
import org.junit.jupiter.api.Test;

/**
 * Random streams of a server, good and spoilt. Each case prints its own seed when it fails; {@code -Dnogc.cases=…}
 * sets how many there are, {@code -Dnogc.seed=…} where they start.
 */
class RandomDecodeTest {
    private static final int CASES = Integer.getInteger("nogc.cases", 100_000);
    private static final long SEED = Long.getLong("nogc.seed", System.nanoTime());

    @Test
    void everyStreamIsUnderstoodWhateverItsSplitAndTheBuffer() {
        int[] told = new int[4];
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            Random random = new Random(seed);
            boolean version5 = random.nextBoolean();
            int capacity = capacity(random);
            RandomServer server = server(random, version5, capacity);
            byte[] input = server.bytes();
            String what = "seed " + seed + ", capacity " + capacity;
            try {
                assertEquals(server.lines(), decode(version5, capacity, input, random), what);
            } catch (RuntimeException e) {
                throw new AssertionError(what + ": " + Bytes.hex(input), e);
            }
            for (String line : server.lines()) {
                told["POr".indexOf(line.charAt(0)) + 1]++;
            }
        }
        String counts = "others, PUBLISH and the like, OVERSIZE, refused: " + Arrays.toString(told);
        assertTrue(Arrays.stream(told).allMatch(count -> count > CASES / 50), "not all kinds came up: " + counts);
    }

    /** Bytes changed, cut out or put in: never an exception, never a hang, and the same verdict for every split. */
    @Test
    void aSpoiltStreamGetsTheSameVerdictWhateverItsSplit() {
        int refused = 0;
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            Random random = new Random(seed);
            boolean version5 = random.nextBoolean();
            int capacity = capacity(random);
            byte[] input = spoil(server(random, version5, capacity).bytes(), random);
            String what = "seed " + seed + ", capacity " + capacity;
            try {
                List<String> lines = decode(version5, capacity, input, random);
                assertEquals(lines, decode(version5, capacity, input, random), what);
                refused += lines.toString().contains("refused") ? 1 : 0;
            } catch (RuntimeException e) {
                throw new AssertionError(what + ": " + Bytes.hex(input), e);
            }
        }
        assertTrue(refused > CASES / 4, "only " + refused + " of " + CASES + " streams were refused, seed " + SEED);
    }

    private static int capacity(Random random) {
        return random.nextBoolean() ? 1024 : PacketDecoder.MINIMUM_CAPACITY + random.nextInt(60);
    }

    private static RandomServer server(Random random, boolean version5, int capacity) {
        RandomServer server = new RandomServer(random, version5, capacity);
        for (int packets = 1 + random.nextInt(3); packets > 0; packets--) {
            server.packet();
        }
        return server;
    }

    private static List<String> decode(boolean version5, int capacity, byte[] input, Random random) {
        Protocol protocol = version5 ? new Mqtt5() : new Mqtt311();
        int most = random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(input.length + 1);
        return Decoding.decode(protocol, capacity, 0, input, () -> 1 + random.nextInt(most));
    }

    private static byte[] spoil(byte[] input, Random random) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : input) {
            bytes.add(b);
        }
        for (int spoils = 1 + random.nextInt(4); spoils > 0 && !bytes.isEmpty(); spoils--) {
            // half of them near the start, where headers and lengths are
            int place = random.nextInt(random.nextBoolean() ? Math.min(8, bytes.size()) : bytes.size());
            switch (random.nextInt(4)) {
                case 0:
                    bytes.remove(place);
                    break;
                case 1:
                    bytes.add(place, (byte) random.nextInt(256));
                    break;
                case 2:
                    bytes.set(place, (byte) (bytes.get(place) ^ 1 << random.nextInt(8)));
                    break;
                default:
                    bytes.set(place, (byte) random.nextInt(256));
            }
        }
        byte[] spoilt = new byte[bytes.size()];
        for (int i = 0; i < spoilt.length; i++) {
            spoilt[i] = bytes.get(i);
        }
        return spoilt;
    }
}
