package nogc.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import nogc.bench.report.Measurement;
import nogc.bench.report.Samples;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * A benchmark, with which parameters it makes sense, and what its rows are called.
 *
 * @param benchmark the class
 * @param title what it does, as in "encode PUBLISH"
 * @param parameters those that are narrowed, by name
 */
record Plan(Class<?> benchmark, String title, Map<String, List<String>> parameters) {
    private static final List<String> CODECS = List.of("ours", "netty", "hivemq", "paho");

    /** All that is measured, in the order of the report. */
    static final List<Plan> ALL = List.of(
            new Plan(EncodePublish.class, "encode PUBLISH", Map.of()),
            new Plan(DecodePublish.class, "decode PUBLISH", Map.of()),
            new Plan(ReadPublish.class, "decode and read PUBLISH",
                    Map.of("memory", List.of("socket"), "contender", CODECS)),
            new Plan(EncodeConnect.class, "encode CONNECT",
                    Map.of("version", List.of("3.1.1"), "packets", List.of("one"))),
            new Plan(MatchTopic.class, "match a topic", Map.of()),
            new Plan(EncodePublishSn.class, "encode PUBLISH SN", Map.of()),
            new Plan(DecodePublishSn.class, "decode PUBLISH SN", Map.of()),
            new Plan(QosOneRound.class, "QoS 1 round, engine", Map.of()),
            new Plan(QosOneRoundStored.class, "QoS 1 round, flash log", Map.of()));

    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final Map<String, String> NAMES = Map.of("netty", "Netty", "hivemq", "HiveMQ", "paho", "Paho");

    /** Those whose class name a pattern is found in. */
    static List<Plan> matching(Pattern pattern) {
        return ALL.stream().filter(plan -> pattern.matcher(plan.benchmark.getName()).find()).toList();
    }

    /** The same, of the codec alone. */
    Plan onHeap() {
        return new Plan(benchmark, title, Map.of("memory", List.of("array")));
    }

    /** Chooses the benchmark and its parameters. */
    ChainedOptionsBuilder addTo(ChainedOptionsBuilder options) {
        options.include("^" + Pattern.quote(benchmark.getName() + "."));
        parameters.forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        return options;
    }

    /** Times and allocations of what JMH ran. */
    List<Measurement> measurements(Collection<RunResult> results) {
        List<Measurement> measurements = new ArrayList<>();
        for (RunResult result : results) {
            BenchmarkParams params = result.getParams();
            String method = params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1);
            boolean staged = params.getParamsKeys().contains("contender");
            String subject = staged ? params.getParam("contender") : method;
            String contender = NAMES.getOrDefault(subject, subject);
            String row = staged ? row(params) : title;
            measurements.add(new Measurement(row, contender, CodecTable.TIME, "ns",
                    samples(result, iteration -> iteration.getPrimaryResult().getScore())));
            measurements.add(new Measurement(row, contender, CodecTable.ALLOCATED, "B",
                    samples(result, Plan::allocated)));
        }
        return measurements;
    }

    private static double allocated(IterationResult iteration) {
        double bytes = iteration.getSecondaryResults().get(ALLOCATION).getScore();
        return bytes <= CodecTable.ALLOCATION_LIMIT ? 0 : bytes;
    }

    private String row(BenchmarkParams params) {
        boolean in = benchmark != EncodePublish.class && benchmark != EncodeConnect.class;
        return title + ' ' + params.getParam("version")
                + (params.getParam("packets").equals("mixed") ? ", 64 mixed" : "")
                + (params.getParam("memory").equals("socket") ? in ? ", from a socket" : ", to a socket" : "");
    }

    private static Samples samples(RunResult result, ToDoubleFunction<IterationResult> score) {
        return new Samples(result.getBenchmarkResults().stream()
                .map(fork -> fork.getIterationResults().stream().map(score::applyAsDouble).toList()).toList());
    }
}
