package nogc.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class CollectTest {
    private static final List<String> LINES = List.of(
            "QoS 0\tours\trate\tk msg/s\t100", "QoS 0\tpaho\trate\tk msg/s\t50", "QoS 0\tours\tCPU\tµs\t2",
            "QoS 0\tours\trate\tk msg/s\t104", "QoS 0\tours\trate\tk msg/s\t102");

    @Test
    void valuesOfOneThingStandTogether() {
        List<Measurement> measurements = Collect.measurements(LINES);
        assertEquals(3, measurements.size());
        assertEquals(new Measurement("QoS 0", "ours", "rate", "k msg/s", Samples.ofProcesses(100, 104, 102)),
                measurements.get(0));
    }

    @Test
    void eachContenderHasALineAndEachMetricAColumn() {
        Results results = new Results("e2e", "end to end", "make bench", "a machine", "",
                Collect.measurements(LINES));
        assertEquals("""
                | end to end  | rate, k msg/s | CPU, µs |
                | ----------- | ------------: | ------: |
                | QoS 0, ours | 102 (100–104) |     2.0 |
                | QoS 0, paho |          50.0 |       – |
                """, Collect.table(results));
    }

    @Test
    void aLineThatIsNoValueIsNamed() {
        assertEquals("no value: a\tb\tc\td\tx", assertThrows(IllegalArgumentException.class,
                () -> Collect.measurements(List.of("a\tb\tc\td\tx"))).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Collect.measurements(List.of("a\tb")));
        assertThrows(IllegalArgumentException.class, () -> Collect.measurements(List.of()));
    }
}
