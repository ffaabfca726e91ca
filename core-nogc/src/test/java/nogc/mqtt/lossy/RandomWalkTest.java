package nogc.mqtt.lossy;

import org.junit.jupiter.api.Test;

/**
 * Random walks of client and broker model over a lossy link. A failure names its seed; run one alone with
 * {@code -Dnogc.seed=…}.
 */
class RandomWalkTest {
    private static final int WALKS = Boolean.getBoolean("nogc.soak") ? 100_000 : 2_000;

    @Test
    void everyMessageComesToItsEndOverALossyLink() {
        walk(false);
    }

    @Test
    void whatWasDurableSurvivesPowerCuts() {
        walk(true);
    }

    private static void walk(boolean persistent) {
        Long only = Long.getLong("nogc.seed");
        long first = only != null ? only : System.nanoTime();
        int walks = only != null ? 1 : persistent ? WALKS / 2 : WALKS;
        System.out.println(walks + " walks, seeds " + first + " to " + (first + walks - 1));
        for (long seed = first; seed < first + walks; seed++) {
            walk(seed, persistent);
        }
    }

    private static void walk(long seed, boolean persistent) {
        Walk walk = new Walk(seed, persistent);
        try {
            walk.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + " (" + walk + "): " + e.getMessage(), e);
        }
    }
}
