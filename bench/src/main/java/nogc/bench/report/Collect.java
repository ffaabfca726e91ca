package nogc.bench.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nogc.bench.Machine;

/**
 * Makes results of what a script measured: reads lines "row, contender, metric, unit, value" with tabs between, each of
 * a process of its own, writes {@code SUITE.json} and prints a table.
 */
public final class Collect {
    private static final int FIELDS = 5;

    private Collect() {
    }

    /**
     * Collects.
     *
     * @param arguments directory of the results, suite, title, command, quality
     * @throws IOException if the input cannot be read, or the file not written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 5) {
            System.err.println("usage: Collect DIRECTORY SUITE TITLE COMMAND QUALITY < lines");
            System.exit(2);
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            Results results = new Results(arguments[1], arguments[2], arguments[3], Machine.line(), arguments[4],
                    measurements(in.lines().toList()));
            results.write(Path.of(arguments[0]));
            System.out.print(table(results));
        } catch (IllegalArgumentException e) {
            System.err.println("collect: " + e.getMessage());
            System.exit(1);
        }
    }

    /** What stands in the lines: values of the same thing together, in the order in which each thing came first. */
    static List<Measurement> measurements(List<String> lines) {
        Map<List<String>, List<Double>> values = new LinkedHashMap<>();
        for (String line : lines) {
            List<String> fields = List.of(line.split("\t", -1));
            if (fields.size() != FIELDS) {
                throw new IllegalArgumentException("not a row, contender, metric, unit and value: " + line);
            }
            values.computeIfAbsent(fields.subList(0, 4), key -> new ArrayList<>()).add(value(fields.get(4), line));
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        List<Measurement> measurements = new ArrayList<>();
        values.forEach((key, list) -> measurements.add(new Measurement(key.get(0), key.get(1), key.get(2),
                key.get(3), Samples.ofProcesses(list.stream().mapToDouble(Double::doubleValue).toArray()))));
        return measurements;
    }

    private static double value(String text, String line) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("no value: " + line, e);
        }
    }

    /**
     * @param results of any suite
     * @return one line for each row and contender, one column for each metric
     */
    public static String table(Results results) {
        Set<String> metrics = new LinkedHashSet<>();
        Set<List<String>> keys = new LinkedHashSet<>();
        for (Measurement measurement : results.measurements()) {
            metrics.add(measurement.metric() + ", " + measurement.unit());
            keys.add(List.of(measurement.row(), measurement.contender()));
        }
        List<String> heads = new ArrayList<>(List.of(results.title()));
        heads.addAll(metrics);
        MarkdownTable table = new MarkdownTable(heads.toArray(String[]::new));
        for (List<String> key : keys) {
            List<String> cells = new ArrayList<>(List.of(String.join(", ", key)));
            for (String metric : metrics) {
                cells.add(results.samples(key.get(0), key.get(1), metric.substring(0, metric.lastIndexOf(", ")))
                        .map(samples -> samples.interval().text()).orElse("–"));
            }
            table.add(cells.toArray(String[]::new));
        }
        return table.text();
    }
}
