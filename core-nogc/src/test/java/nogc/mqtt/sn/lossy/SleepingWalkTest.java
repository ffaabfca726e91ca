package nogc.mqtt.sn.lossy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import nogc.mqtt.Clause;
import org.junit.jupiter.api.Test;

/**
 * Random walks of the sleeping client over a network that loses, doubles, delays and reorders. A failure names its
 * seed; run one alone with {@code -Dnogc.seed=…}.
 */
@Clause({"SN-5.3.4-1", "SN-5.3.4-4", "SN-5.3.7-1", "SN-6.2-1", "SN-6.5-1", "SN-6.5-4", "SN-6.6-1", "SN-6.6-5",
    "SN-6.9-6", "SN-6.13-1", "SN-6.13-2", "SN-6.13-3", "SN-6.14-2", "SN-6.14-9"})
class SleepingWalkTest {
    private static final int WALKS = Boolean.getBoolean("nogc.soak") ? 100_000 : 700;

    @Test
    void aMessageThatEndedWellArrivedAndOneRequestIsUnderWayAtATime() {
        Long only = Long.getLong("nogc.seed");
        long first = only != null ? only : System.nanoTime();
        int walks = only != null ? 1 : WALKS;
        System.out.println(walks + " walks of the sleeping client, seeds " + first + " to " + (first + walks - 1));
        int requests = 0;
        int arrived = 0;
        for (long seed = first; seed < first + walks; seed++) {
            SleepingWalk walk = new SleepingWalk(seed);
            try {
                walk.run();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + " (" + walk + "): " + e.getMessage(), e);
            }
            requests += walk.requests();
            arrived += walk.arrived();
        }
        assertTrue(only != null || requests > 20 * walks, "requests: " + requests);
        assertTrue(only != null || arrived > 15 * walks, "messages that arrived: " + arrived);
    }
}
