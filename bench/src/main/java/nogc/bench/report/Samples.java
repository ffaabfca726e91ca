package nogc.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one thing: several values from each of several processes. Values of one process resemble each
 * other more than those of two (the compiler decided once), so intervals come from drawing processes, and then values
 * of them, with replacement.
 *
 * @param processes at least one, each with at least one value
 */
public record Samples(List<List<Double>> processes) {
    private static final int DRAWS = 1000;

    /** Refuses what has no value. */
    public Samples {
        if (processes.isEmpty() || processes.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("no value measured: " + processes);
        }
    }

    /**
     * @param values one from each process
     * @return them
     */
    public static Samples ofProcesses(double... values) {
        return new Samples(Arrays.stream(values).mapToObj(List::of).toList());
    }

    /** @return the median of the processes' medians */
    public double median() {
        return median(processes.stream().mapToDouble(Samples::median).toArray());
    }

    /** @return how many values there are in all */
    public int count() {
        return processes.stream().mapToInt(List::size).sum();
    }

    /** @return the median and its interval */
    public Interval interval() {
        return interval(this::draw, median());
    }

    /**
     * @param other by what it is divided
     * @return the quotient of the medians and its interval
     */
    public Interval over(Samples other) {
        return interval(random -> draw(random) / other.draw(random), median() / other.median());
    }

    private static Interval interval(ToDoubleFunction<Random> draw, double middle) {
        Random random = new Random(1); // the same data give the same interval
        double[] drawn = new double[DRAWS];
        Arrays.setAll(drawn, i -> draw.applyAsDouble(random));
        Arrays.sort(drawn);
        return new Interval(middle, drawn[DRAWS / 40], drawn[DRAWS - 1 - DRAWS / 40]);
    }

    private double draw(Random random) {
        double[] medians = new double[processes.size()];
        for (int i = 0; i < medians.length; i++) {
            List<Double> process = processes.get(random.nextInt(processes.size()));
            List<Double> values = new ArrayList<>(process.size());
            for (int k = 0; k < process.size(); k++) {
                values.add(process.get(random.nextInt(process.size())));
            }
            medians[i] = median(values);
        }
        return median(medians);
    }

    private static double median(List<Double> values) {
        return median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
