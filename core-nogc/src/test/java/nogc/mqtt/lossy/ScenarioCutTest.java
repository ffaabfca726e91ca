package nogc.mqtt.lossy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nogc.mqtt.store.NorFlash;
import org.junit.jupiter.api.Test;

/**
 * Named scenarios, each on every kind of flash, cut at its operations one by one, torn and whole, and once more shortly
 * behind. Where units are small, so that a record takes many of them, at every few of them; {@code -Dnogc.soak=true}
 * leaves none out. The table that it prints has the number of cuts of each.
 */
class ScenarioCutTest {
    private static final boolean SOAK = Boolean.getBoolean("nogc.soak");
    /** From 8 bytes on a unit may not be programmed twice, whatever its first cut left behind; 0: a file. */
    private static final int[] UNITS = {1, 2, 4, 8, 16, 32, 0};
    private static final String TABLE = "%-30s %8s %8s %8s %8s %8s %8s %8s %8s%n";
    /** How many operations behind a cut the next one comes. */
    private static final int[] BEHIND = {0, 1, 2, 3, 5, 8, 13, 21};

    private final long[] cuts = new long[UNITS.length];
    private long pairs;
    private long runs;
    private long operations;

    @Test
    void whereverAScenarioIsCutNothingIsLostOrDoubled() {
        System.out.printf(TABLE, "cut points by program unit", "1", "2", "4", "8", "16", "32", "file", "pairs");
        Scenario.all().values().forEach(this::cut);
        assertTrue(runs > 9 * UNITS.length * 40, runs + " runs");
    }

    private void cut(Scenario scenario) {
        pairs = 0;
        for (int kind = 0; kind < UNITS.length; kind++) {
            cuts[kind] = 0;
            ScenarioWorld whole = run(scenario, kind, List.of(), false);
            assertTrue(whole.erasures() >= scenario.leastErasures && whole.refusals >= scenario.leastRefusals,
                    scenario.name + ": " + whole.erasures() + " erasures, " + whole.refusals + " refusals");
            int count = (int) operations;
            int stride = SOAK ? 1 : Math.max(1, count / 60);
            for (int at = 0; at < count; at += stride) {
                cuts[kind] += run(scenario, kind, List.of(at), false).cuts();
                cuts[kind] += run(scenario, kind, List.of(at), true).cuts();
            }
            int second = SOAK ? 1 : Math.max(1, count / 12);
            for (int at = kind; at < count; at += second) {
                int behind = BEHIND[at / second % BEHIND.length];
                pairs += run(scenario, kind, List.of(at, behind), at % 2 == 0).cuts() == 2 ? 1 : 0;
            }
        }
        System.out.printf(TABLE, scenario.name, cuts[0], cuts[1], cuts[2], cuts[3], cuts[4], cuts[5], cuts[6], pairs);
        assertTrue(pairs > 20, scenario.name + ": only " + pairs + " pairs");
    }

    private ScenarioWorld run(Scenario scenario, int kind, List<Integer> at, boolean torn) {
        runs++;
        NorFlash flash = UNITS[kind] == 0 ? NorFlash.file(scenario.sectors, scenario.sectorSize, 32)
                : new NorFlash(scenario.sectors, scenario.sectorSize, UNITS[kind]);
        flash.seed(31L * kind + at.hashCode());
        try {
            ScenarioWorld world = new ScenarioWorld(scenario, scenario.expires || kind % 2 == 1, flash);
            world.run(at, torn);
            operations = flash.operations();
            return world;
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(scenario.name + ", unit " + UNITS[kind] + ", cut at " + at + (torn ? ", torn" : "") + ": "
                    + e.getMessage(), e);
        }
    }
}
