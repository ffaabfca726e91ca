package nogc.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One metric of some results as rows and series: what a table shows and a chart draws.
 *
 * @param id of the element that it is drawn into
 * @param kind "bars" or, where rows are percentiles, "curves"
 * @param metric what was measured
 * @param unit of the values
 * @param rows what was done
 * @param series what each contender took for it
 */
record Chart(String id, String kind, String metric, String unit, List<String> rows, List<Series> series) {
    /**
     * One contender.
     *
     * @param name who
     * @param points one for each row, null where it was not measured
     */
    record Series(String name, List<Interval> points) {
    }

    /** Whether there is anything to draw: a value that is not 0. */
    boolean hasValues() {
        return series.stream().flatMap(one -> one.points().stream())
                .anyMatch(point -> point != null && point.high() > 0);
    }

    /** All metrics of some results, in the order in which they were first measured. */
    static List<Chart> of(Results results) {
        Set<String> metrics = new LinkedHashSet<>();
        results.measurements().forEach(measurement -> metrics.add(measurement.metric()));
        List<Chart> charts = new ArrayList<>();
        for (String metric : metrics) {
            charts.add(of(results, metric, results.suite() + '-' + charts.size()));
        }
        return charts;
    }

    private static Chart of(Results results, String metric, String id) {
        List<Measurement> measured =
                results.measurements().stream().filter(m -> m.metric().equals(metric)).toList();
        Set<String> rows = new LinkedHashSet<>();
        Set<String> contenders = new LinkedHashSet<>();
        for (Measurement measurement : measured) {
            rows.add(measurement.row());
            contenders.add(measurement.contender());
        }
        List<Series> series = new ArrayList<>();
        for (String contender : contenders) {
            List<Interval> points = new ArrayList<>();
            for (String row : rows) {
                points.add(results.samples(row, contender, metric).map(Samples::interval).orElse(null));
            }
            series.add(new Series(contender, points));
        }
        String kind = rows.stream().allMatch(row -> row.matches("[0-9.]+")) ? "curves" : "bars";
        return new Chart(id, kind, metric, measured.get(0).unit(), List.copyOf(rows), series);
    }
}
