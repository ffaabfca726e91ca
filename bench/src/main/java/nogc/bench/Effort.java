package nogc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nogc.bench.report.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How much time JMH spends on a value.
 *
 * @param forks processes
 * @param warmUp milliseconds of each of three iterations that do not count
 * @param iterations that count, in each process
 * @param iteration milliseconds of each; JMH itself allocates a few kilobytes in it
 */
record Effort(int forks, int warmUp, int iterations, int iteration) {
    static final Effort QUICK = new Effort(1, 200, 1, 600);
    static final Effort FULL = new Effort(5, 150, 5, 100);
    /** One process of several rounds, so that what is compared is measured in turn. */
    static final Effort ROUND = new Effort(1, 300, 3, 250);

    /** Runs a plan, of all contenders or of those that are named. */
    List<Measurement> run(Plan plan, VerboseMode verbosity, String... contenders) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(forks)
                .warmupIterations(3)
                .warmupTime(TimeValue.milliseconds(warmUp))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(iteration))
                .jvmArgsAppend("-Djmh.executor=CUSTOM", "-Djmh.executor.class=" + EventLoopThreads.class.getName())
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(verbosity);
        plan.addTo(options);
        Instructions.addTo(options);
        if (contenders.length > 0) {
            options.param("contender", contenders);
        }
        return new ArrayList<>(plan.measurements(new Runner(options.build()).run()));
    }

    /** What to say of the figures. */
    String quality() {
        return forks == 1 ? "QUICK: one short process for each value, good only to compare while developing."
                : "Medians of " + forks + " processes with " + iterations + " iterations of " + iteration + " ms each;"
                        + " in brackets where they would fall in 95 of 100 repetitions (bootstrap over processes and"
                        + " iterations)." + Instructions.quality();
    }
}
