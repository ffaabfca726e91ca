package nogc.javame.enforcement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nogc.mqtt.structure.ClassForm;
import org.junit.jupiter.api.Test;

/** The target's class files, before and after preverification, hold nothing that CLDC refuses. */
class JavaMeClassFileTest {
    @Test
    void theTargetsClassFilesKeepTheForm() {
        assertEquals("", findings("classes", ClassForm.PLAIN));
        assertEquals("", findings("cldc11", ClassForm.CLDC));
    }

    private static String findings(String folder, int version) {
        return String.join("\n", ClassForm.below(Build.ROOT.resolve("targets/javame/target").resolve(folder), version,
                ClassForm.MIDP_PACKAGES));
    }
}
