package nogc.mqtt.sn;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random scripts, since Jazzer does not run with every test. */
class SnSleepingScriptTest {
    private static final int SCRIPTS = Boolean.getBoolean("nogc.soak") ? 1_000_000 : 10_000;

    @Test
    void aClientThatIsLeftAloneWorksWhateverItWent() {
        long seed = Long.getLong("nogc.seed", System.nanoTime());
        System.out.println(SCRIPTS + " scripts for the sleeping client, seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < SCRIPTS; i++) {
            byte[] script = new byte[1 + random.nextInt(200)];
            random.nextBytes(script);
            try {
                SnSleepingScript.run(script);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("script " + i + " of seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
