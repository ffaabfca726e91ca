package nogc.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerHeapTest {
    private static final int DEVICES = 100;

    @Test
    void theFirstIsAlwaysOneWithTheEarliestTime() {
        TimerHeap heap = new TimerHeap(DEVICES);
        Integer[] times = new Integer[DEVICES];
        Random random = new Random(5);
        int now = Integer.MAX_VALUE - 500; // the times wrap on the way
        for (int i = 0; i < 20_000; i++) {
            int device = random.nextInt(DEVICES);
            if (random.nextInt(4) == 0) {
                heap.remove(device);
                times[device] = null;
            } else {
                times[device] = now + random.nextInt(300);
                heap.set(device, times[device]);
            }
            if (i % 20 == 0) {
                now++;
            }
            check(heap, times, now);
        }
    }

    private static void check(TimerHeap heap, Integer[] times, int now) {
        int count = 0;
        int least = Integer.MAX_VALUE;
        for (Integer time : times) {
            if (time != null) {
                count++;
                least = Math.min(least, time - now);
            }
        }
        assertEquals(count, heap.size());
        assertEquals(count == 0, heap.first() < 0);
        if (count > 0) {
            assertEquals(least, heap.firstTime() - now);
            assertEquals(least, times[heap.first()] - now);
        }
    }
}
