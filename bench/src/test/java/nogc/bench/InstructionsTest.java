package nogc.bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstructionsTest {
    @TempDir
    private Path folder;

    private boolean areCountedIfPerfPrints(String line) throws IOException {
        Path perf = folder.resolve("perf");
        Files.writeString(perf, "#!/bin/sh\necho '" + line + "' >&2\n");
        perf.toFile().setExecutable(true);
        return Instructions.areCounted(perf.toString());
    }

    @Test
    void theyAreWherePerfPrintsANumber() throws IOException {
        assertTrue(areCountedIfPerfPrints("184467,,instructions:u,412345,100.00,,"));
    }

    @Test
    void theyAreNotInAVirtualMachineWithoutCounters() throws IOException {
        assertFalse(areCountedIfPerfPrints("<not supported>,,instructions:u,0,100.00,,"));
    }

    @Test
    void theyAreNotWithoutPerf() {
        assertFalse(Instructions.areCounted(folder.resolve("none").toString()));
    }
}
