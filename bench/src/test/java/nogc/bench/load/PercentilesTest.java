package nogc.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void oneSlowMessageInTenThousandIsSeenBeyondTheLastPercentileOnly() {
        List<String> lines = lines(10_000, 1);
        assertEquals("50 100.0", lines.get(0));
        assertEquals("99.99 100.0", lines.get(lines.size() - 1));
    }

    @Test
    void twoAreSeenInIt() {
        List<String> lines = lines(10_000, 2);
        assertEquals("99.95 100.0", lines.get(lines.size() - 2));
        assertEquals("99.99 5", lines.get(lines.size() - 1).substring(0, 7)); // three digits of 50,000 are kept
    }

    @Test
    void whatIsLongerThanAnyPatienceCountsAsThat() {
        Percentiles percentiles = new Percentiles();
        percentiles.record(Long.MAX_VALUE);
        assertEquals("50 6", printed(percentiles).get(0).substring(0, 4));
    }

    private static List<String> lines(int count, int slow) {
        Percentiles percentiles = new Percentiles();
        for (int i = 0; i < count; i++) {
            percentiles.record(i < slow ? 50_000_000 : 100_000);
        }
        return printed(percentiles);
    }

    private static List<String> printed(Percentiles percentiles) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        percentiles.print(new PrintStream(out));
        return out.toString().lines().toList();
    }
}
