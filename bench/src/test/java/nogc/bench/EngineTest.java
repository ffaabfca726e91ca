package nogc.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import nogc.bench.contender.OurEngine;
import org.junit.jupiter.api.Test;

/** What the engine benchmark measures is a whole exchange, every time; there are more rounds than packet identifiers. */
class EngineTest {
    @Test
    void everyRoundCompletesItsMessage() {
        OurEngine engine = new OurEngine();
        for (int i = 0; i < 70_000; i++) {
            assertTrue(engine.round(), "round " + i);
        }
    }
}
