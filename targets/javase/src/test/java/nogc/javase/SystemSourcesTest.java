package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nogc.hal.Clock;
import nogc.hal.Entropy;
import org.junit.jupiter.api.Test;

class SystemSourcesTest {
    @Test
    void theClockCountsMilliseconds() throws InterruptedException {
        Clock clock = new SteadyClock();
        long start = System.nanoTime();
        int before = clock.millis();
        Thread.sleep(120);
        int passed = clock.millis() - before;
        long real = (System.nanoTime() - start) / 1_000_000;
        assertTrue(passed >= 119 && passed <= real + 1, passed + " ms of " + real);
    }

    @Test
    void theClockNeverStepsBack() {
        Clock clock = new SteadyClock();
        int last = clock.millis();
        for (int i = 0; i < 1_000_000; i++) {
            int now = clock.millis();
            assertTrue(now - last >= 0);
            last = now;
        }
    }

    @Test
    void twoSourcesOfEntropyThatStartTogetherDiffer() {
        Entropy one = new SystemEntropy();
        Entropy other = new SystemEntropy();
        assertNotEquals(List.of(one.next(), one.next()), List.of(other.next(), other.next()));
    }

    @Test
    void bothAllocateNothing() throws Exception {
        Clock clock = new SteadyClock();
        Entropy entropy = new SystemEntropy();
        assertEquals(0, Allocation.untilNone(5, () -> use(clock, entropy)));
    }

    private static int use(Clock clock, Entropy entropy) {
        int sum = 0;
        for (int i = 0; i < 100_000; i++) {
            sum += clock.millis() ^ entropy.next();
        }
        return sum;
    }
}
