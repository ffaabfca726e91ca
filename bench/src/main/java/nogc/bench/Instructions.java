package nogc.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.profile.LinuxPerfNormProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** How many instructions an operation takes, where the machine counts them: through Linux' perf, which JMH starts. */
final class Instructions {
    /** What perf is asked for, and what JMH calls the result. */
    static final String EVENT = "instructions:u";
    /** Name of the metric, instructions for an operation. */
    static final String METRIC = "instructions";

    private static final boolean COUNTED = areCounted("perf");

    private Instructions() {
    }

    /**
     * Whether a perf counts instructions here: many virtual machines have no counters, and many machines no perf.
     *
     * @param perf the command
     */
    static boolean areCounted(String perf) {
        try {
            Process process = new ProcessBuilder(perf, "stat", "-x", ",", "-e", EVENT, "true").redirectErrorStream(true)
                    .start();
            String counts = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 && counts.matches("(?s)[0-9]+,.*" + EVENT + ".*");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Has them counted, if they are. */
    static void addTo(ChainedOptionsBuilder options) {
        if (COUNTED) {
            options.addProfiler(LinuxPerfNormProfiler.class, "events=" + EVENT);
        }
    }

    /** What to say of them. */
    static String quality() {
        return COUNTED ? " Instructions are those that the processor counted (perf)."
                : " This machine counts no instructions (perf stat tells); those of the emulator are among the sizes.";
    }
}
