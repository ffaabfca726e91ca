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
            publish(EncodePublish.class, "one", "array"),
            publish(DecodePublish.class, "one", "array"),
            publish(EncodePublish.class, "one", "socket"),
            publish(DecodePublish.class, "one", "socket"),
            publish(EncodePublish.class, "mixed", "socket"),
            publish(DecodePublish.class, "mixed", "socket"),
            publish(EncodePublish.class, "mixed", "array"),
            publish(DecodePublish.class, "mixed", "array"),
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
    /** Bytes that JMH allocates in an iteration, at most; an object for each operation is far more. */
    private static final double OF_JMH_ITSELF = 16_384;
    private static final Map<String, String> NAMES = Map.of("netty", "Netty", "hivemq", "HiveMQ", "paho", "Paho");

    /** Those whose class name a pattern is found in. */
    static List<Plan> matching(Pattern pattern) {
        return ALL.stream().filter(plan -> pattern.matcher(plan.benchmark.getName()).find()).toList();
    }

    /** Those of the codec alone: encoding and decoding PUBLISH, one packet and mixed ones. */
    static List<Plan> onHeap() {
        return ALL.stream().filter(plan -> List.of("array").equals(plan.parameters.get("memory"))).toList();
    }

    private static Plan publish(Class<?> benchmark, String packets, String memory) {
        return new Plan(benchmark, benchmark == EncodePublish.class ? "encode PUBLISH" : "decode PUBLISH",
                Map.of("packets", List.of(packets), "memory", List.of(memory)));
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
            if (result.getSecondaryResults().containsKey(Instructions.EVENT)) {
                measurements.add(new Measurement(row, contender, Instructions.METRIC, "for an operation",
                        Samples.ofProcesses(result.getBenchmarkResults().stream()
                                .mapToDouble(fork -> fork.getSecondaryResults().get(Instructions.EVENT).getScore())
                                .toArray())));
            }
        }
        return measurements;
    }

    private static double allocated(IterationResult iteration) {
        double bytes = iteration.getSecondaryResults().get(ALLOCATION).getScore();
        double all = bytes * iteration.getMetadata().getMeasuredOps();
        return bytes <= CodecTable.ALLOCATION_LIMIT || all <= OF_JMH_ITSELF ? 0 : bytes;
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
