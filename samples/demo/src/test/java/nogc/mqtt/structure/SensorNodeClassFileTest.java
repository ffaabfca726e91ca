package nogc.mqtt.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The sensor node runs wherever the core runs: its class files keep the rules of the core, but for the one about
 * allocation, since an application starts up where it likes; what it allocates later, the demo measures.
 */
class SensorNodeClassFileTest {
    private static final Path CLASSES = Path.of("../sensor-node/target/classes");

    @Test
    void theSensorNodeKeepsTheRulesOfTheCore() {
        assertTrue(Files.isDirectory(CLASSES.resolve("nogc")), "no class files in " + CLASSES);
        List<String> findings = ClassRules.below(CLASSES).stream().filter(each -> !each.contains(" allocates ")).toList();
        assertEquals("", String.join("\n", findings));
    }
}
