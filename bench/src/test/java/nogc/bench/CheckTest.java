package nogc.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nogc.bench.report.Measurement;
import nogc.bench.report.Results;
import nogc.bench.report.Samples;
import org.junit.jupiter.api.Test;

/** What counts as a loss of speed: figures are given here, nothing is timed. */
class CheckTest {
    private static final Results BASELINE = results("encode", new double[] {10, 10.2, 9.8}, new double[] {80, 82, 78});

    private static Results results(String row, double[] ours, double[] peer) {
        List<Measurement> measurements = new ArrayList<>();
        measurements.add(new Measurement(row, "ours", "time", "ns", Samples.ofProcesses(ours)));
        measurements.add(new Measurement(row, "HiveMQ", "time", "ns", Samples.ofProcesses(peer)));
        return new Results("baseline", "", "make bench-check", "a machine", "", measurements);
    }

    @Test
    void aSlowerMachineIsNoLoss() {
        assertEquals(List.of(), Check.losses(BASELINE,
                results("encode", new double[] {30, 30.6, 29.4}, new double[] {240, 246, 234})));
    }

    @Test
    void aSlowedCodecIs() {
        List<String> losses = Check.losses(BASELINE,
                results("encode", new double[] {14, 14.2, 13.8}, new double[] {80, 82, 78}));
        assertEquals(1, losses.size());
        assertTrue(losses.get(0).startsWith("encode: 0.18 (0.17–0.18) of HiveMQ's time, it was 0.13"), losses.get(0));
    }

    @Test
    void noiseThatTheRunMeasuresItselfIsNoLoss() {
        assertEquals(List.of(), Check.losses(BASELINE,
                results("encode", new double[] {9, 14, 30}, new double[] {80, 82, 78})));
    }

    @Test
    void aRowThatIsGoneIsToldAsSuch() {
        List<String> losses = Check.losses(BASELINE, results("other", new double[] {1}, new double[] {8}));
        assertEquals(List.of("encode: not measured any more; accept a new baseline if that is meant"), losses);
    }
}
