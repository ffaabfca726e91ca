package nogc.mqtt.lossy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * Walks of a client over a flash log whose power fails at one operation of the flash after the other, torn and whole,
 * and again shortly behind: every message comes to its end against the strict broker model. {@code -Dnogc.soak=true}
 * leaves no operation out.
 */
class FlashCutTest {
    private static final boolean SOAK = Boolean.getBoolean("nogc.soak");
    private static final int WALKS = SOAK ? 100 : 16;
    private static final int CUTS = SOAK ? Integer.MAX_VALUE : 60;
    private static final int NEVER = -2;

    @Test
    void whateverOperationIsCutEveryMessageComesToItsEnd() {
        int cuts = 0;
        for (long seed = 0; seed < WALKS; seed++) {
            long operations = walk(seed, new Walk.Cuts(NEVER, false, -1));
            long stride = Math.max(1, operations / CUTS);
            for (long at = 0; at < operations; at += stride) {
                walk(seed, new Walk.Cuts(at, false, -1));
                walk(seed, new Walk.Cuts(at, true, -1));
                walk(seed, new Walk.Cuts(at, true, (int) (at % 23)));
                cuts += 4;
            }
        }
        System.out.println(cuts + " power cuts in walks over a flash log");
        assertTrue(cuts > 2000, "only " + cuts);
    }

    /**
     * The medium fails at one operation after the other: once, which the same commit makes good, or so often that
     * connections end by it. What it takes again later is all there, and nothing that was accepted is lost.
     */
    @Test
    void whateverOperationFailsEveryMessageComesToItsEnd() {
        int failures = 0;
        int ended = 0;
        for (long seed = 0; seed < WALKS; seed++) {
            long operations = walk(seed, new Walk.Cuts(NEVER, false, -1));
            long stride = Math.max(1, operations / CUTS);
            for (long at = 0; at < operations; at += stride) {
                for (int times : new int[] {1, 2, 5, 60}) {
                    Walk walk = run(seed, Walk.Cuts.failing(at, times));
                    ended += walk.storeFailures();
                    failures++;
                }
            }
        }
        System.out.println(failures + " failures of the medium in walks over a flash log, which ended " + ended
                + " connections");
        assertTrue(failures > 2000 && ended > failures / 2, failures + " and " + ended);
    }

    /** Answers how many operations it took. */
    private static long walk(long seed, Walk.Cuts cuts) {
        return run(seed, cuts).flash().operations();
    }

    private static Walk run(long seed, Walk.Cuts cuts) {
        Walk walk = new Walk(seed, true, cuts);
        try {
            walk.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ", " + cuts + " (" + walk + "): " + e.getMessage(), e);
        }
        return walk;
    }
}
