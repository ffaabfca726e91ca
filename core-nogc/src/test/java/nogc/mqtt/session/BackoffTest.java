package nogc.mqtt.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import nogc.hal.Entropy;
import nogc.mqtt.Config;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static Backoff backoff(Entropy entropy, int minimum, int maximum) {
        Config config = new Config();
        config.reconnectMinimum = minimum;
        config.reconnectMaximum = maximum;
        return new Backoff(config, new Mqtt5(), entropy);
    }

    @Test
    void everyDelayLiesBetweenOneAndItsBoundWhichDoublesUpToTheMaximum() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int minimum = 1 + random.nextInt(2000);
            int maximum = minimum + random.nextInt(200000);
            Backoff backoff = backoff(random::nextInt, minimum, maximum);
            long bound = minimum;
            for (int i = 0; i < 40; i++) {
                boolean slower = random.nextInt(4) == 0;
                int delay = backoff.next(slower);
                long limit = Math.min(slower ? bound * 4 : bound, maximum);
                assertTrue(delay >= 1 && delay <= limit, "seed " + seed + ": " + delay + " of " + limit);
                bound = Math.min(bound * 2, maximum);
                if (random.nextInt(10) == 0) {
                    backoff.reset();
                    bound = minimum;
                }
            }
        }
    }

    @Test
    void theWholeRangeIsUsed() {
        int[] values = {0, 6, 7, -1, Integer.MIN_VALUE};
        int[] next = {0};
        Backoff backoff = backoff(() -> values[next[0]++], 7, 7);
        assertEquals(1, backoff.next(false));
        assertEquals(7, backoff.next(false));
        assertEquals(1, backoff.next(false));
        assertEquals(1 + Integer.MAX_VALUE % 7, backoff.next(false));
        assertEquals(1, backoff.next(false));
    }

    @Test
    void theLargestBoundsDoNotOverflow() {
        Backoff backoff = backoff(() -> -2, 1 << 30, Integer.MAX_VALUE);
        for (int i = 0; i < 5; i++) {
            assertTrue(backoff.next(true) > 0);
        }
        assertTrue(backoff.longest() > 0);
    }
}
