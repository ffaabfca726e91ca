package nogc.javame.midlet;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nogc.javame.flash.FlashMidlet;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The cldc11 jars as they are shipped, over the emulator's record stores in files. */
@Timeout(60)
class FlashMidletTest {
    @TempDir
    Path folder;

    @Test
    void whatIsProgrammedAndErasedOutlivesTheMachine() throws Exception {
        Suite suite = Suite.of(FlashMidlet.class, folder, Map.of());
        for (String starts : List.of("1", "2", "3", "4", "5", "6", "erased", "1")) {
            try (Program machine = suite.start()) {
                machine.awaitLine("starts: " + starts);
                machine.kill9();
            }
        }
    }
}
