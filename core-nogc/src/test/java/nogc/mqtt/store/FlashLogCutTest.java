package nogc.mqtt.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * Power is cut at every single flash operation of a history, torn and whole, on every kind of flash, and again at every
 * operation of what follows: the log never replays anything but a moment between the last commit and the cut.
 */
class FlashLogCutTest {
    private static final boolean SOAK = Boolean.getBoolean("nogc.soak");
    private static final int STEPS = 20;
    /** Program units; 0: a file. */
    private static final int[] UNITS = {1, 2, 4, 8, 16, 32, 0};

    private static NorFlash flash(int kind) {
        boolean few = kind / UNITS.length == 0;
        int unit = UNITS[kind % UNITS.length];
        if (unit == 0) {
            return NorFlash.file(few ? 2 : 5, few ? 640 : 320, few ? 64 : 16);
        }
        return few ? new NorFlash(2, 640, unit) : new NorFlash(5, 320, unit);
    }

    private static int kinds() {
        return 2 * UNITS.length;
    }

    /** Of small units, whose records take a hundred operations, not each one but in the soak. */
    private static int stride(int kind) {
        int unit = UNITS[kind % UNITS.length];
        return SOAK || unit == 0 ? 1 : Math.max(1, 12 / unit);
    }

    @Test
    void aCutAtAnyOperationLeavesAMomentBetweenTheLastCommitAndTheCut() {
        long cuts = 0;
        for (int kind = 0; kind < kinds(); kind++) {
            for (long seed = 0; seed < (SOAK ? 50 : 4); seed++) {
                long operations = history(kind, seed, -1, false, -1, false);
                for (long at = 0; at < operations; at += stride(kind)) {
                    history(kind, seed, at, false, -1, false);
                    history(kind, seed, at, true, -1, false);
                    cuts += 2;
                }
            }
        }
        System.out.println(cuts + " single cuts");
        assertTrue(cuts > 8000, "only " + cuts + " cuts");
    }

    @Test
    void twoCutsInARowLeaveOneToo() {
        long cuts = 0;
        for (int kind = 0; kind < kinds(); kind++) {
            long seed = 77;
            long operations = history(kind, seed, -1, false, -1, false);
            for (long at = 0; at < operations; at += 11 * stride(kind)) {
                for (int behind = 0; behind < 14; behind++) {
                    for (int torn = 0; torn < 4; torn++) {
                        history(kind, seed, at, (torn & 1) != 0, behind, (torn & 2) != 0);
                        cuts++;
                    }
                }
            }
        }
        System.out.println(cuts + " pairs of cuts");
        assertTrue(cuts > 8000, "only " + cuts + " pairs");
    }

    @Test
    void aFailureOfTheMediumAtAnyOperationLosesNothing() {
        for (int kind = 0; kind < kinds(); kind++) {
            long operations = history(kind, 5, -1, false, -1, false);
            for (long at = 0; at < operations; at += stride(kind)) {
                NorFlash flash = flash(kind);
                flash.failAt(at);
                LogWorld world = new LogWorld(flash, 5);
                try {
                    run(world);
                    flash.powerFails();
                    world.boot();
                } catch (AssertionError e) {
                    throw new AssertionError("kind " + kind + ", failure at " + at + ": " + e.getMessage(), e);
                }
            }
        }
    }

    /** Runs a history with up to two cuts, and answers how many operations it had. */
    private static long history(int kind, long seed, long cut, boolean tears, int behind, boolean tearsAgain) {
        NorFlash flash = flash(kind);
        flash.seed(seed * 31 + cut);
        if (cut % 3 == 1) {
            flash.eraseInBackground(2);
        }
        if (cut >= 0) {
            flash.cutAt(cut, tears);
        }
        LogWorld world = new LogWorld(flash, seed);
        try {
            boolean first = true;
            for (;;) {
                try {
                    run(world);
                    flash.powerFails();
                    world.boot();
                    break;
                } catch (NorFlash.PowerCut e) {
                    if (first && behind >= 0) {
                        flash.cutAt(flash.operations() + behind, tearsAgain);
                    }
                    first = false;
                }
            }
        } catch (AssertionError e) {
            throw new AssertionError("kind " + kind + ", seed " + seed + ", cut at " + cut + (tears ? ", torn" : ", whole")
                    + (behind < 0 ? "" : ", again after " + behind + (tearsAgain ? ", torn" : ", whole")) + ": "
                    + e.getMessage(), e);
        }
        return flash.operations();
    }

    private static void run(LogWorld world) {
        for (int boots = 0; boots < 4; boots++) { // what was torn may come and go, what the log says may not
            world.boot();
        }
        for (int step = 0; step < STEPS; step++) {
            world.step();
        }
    }
}
