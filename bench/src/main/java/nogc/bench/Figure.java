package nogc.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured of one contender in one row.
 *
 * @param row simple name of the benchmark class
 * @param contender name of the benchmark method
 * @param time nanoseconds per operation, median of the forks
 * @param bytes bytes allocated per operation, median of the forks
 */
record Figure(String row, String contender, double time, double bytes) {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /** One figure for each benchmark that JMH ran. */
    static List<Figure> of(Collection<RunResult> results) {
        List<Figure> figures = new ArrayList<>();
        for (RunResult result : results) {
            String[] name = result.getParams().getBenchmark().split("\\.");
            figures.add(new Figure(name[name.length - 2], name[name.length - 1],
                    median(forks(result, fork -> fork.getPrimaryResult().getScore())),
                    median(forks(result, fork -> fork.getSecondaryResults().get(ALLOCATION).getScore()))));
        }
        return figures;
    }

    private static double[] forks(RunResult result, ToDoubleFunction<BenchmarkResult> score) {
        return result.getBenchmarkResults().stream().mapToDouble(score).toArray();
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
