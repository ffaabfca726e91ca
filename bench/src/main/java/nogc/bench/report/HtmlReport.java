package nogc.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes one page of all results of a directory: charts and tables, everything inside, no network needed to look at it.
 */
public final class HtmlReport {
    private static final String CHART_LIBRARY = "/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js";

    /** Suites in the order of the page; others come behind them. */
    private static final List<String> ORDER = List.of("codec", "end-to-end", "end-to-end-sizes", "end-to-end-tls",
            "counting", "counting-sizes", "receive", "receive-sizes", "latency", "startup", "fleet", "payloads",
            "footprint");

    private HtmlReport() {
    }

    /**
     * Makes the page.
     *
     * @param arguments directory of the results, file of the page
     * @throws IOException if they cannot be read or the page cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: HtmlReport DIRECTORY-OF-RESULTS PAGE");
            System.exit(2);
        }
        List<Results> results = readAll(Path.of(arguments[0]));
        if (results.isEmpty()) {
            System.err.println("report: no results in " + arguments[0] + "; run: make bench");
            System.exit(2);
        }
        Files.writeString(Path.of(arguments[1]), page(results));
        System.out.println("report: " + arguments[1]);
    }

    private static List<Results> readAll(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Results> results = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
                results.add(Results.read(file));
            }
            results.sort(Comparator.comparing(one -> Math.floorMod(ORDER.indexOf(one.suite()), ORDER.size() + 1)));
            return results;
        }
    }

    /** The page of these results. */
    static String page(List<Results> results) throws IOException {
        StringBuilder contents = new StringBuilder("<nav><ul>");
        StringBuilder sections = new StringBuilder();
        List<Chart> drawn = new ArrayList<>();
        for (Results one : results) {
            contents.append("<li><a href=\"#").append(escape(one.suite())).append("\">")
                    .append(escape(one.title())).append("</a></li>");
            List<Chart> charts = Chart.of(one);
            sections.append(section(one, charts));
            charts.stream().filter(Chart::hasValues).forEach(drawn::add);
        }
        contents.append("</ul></nav>");
        return resource("report.html")
                .replace("${css}", resource("report.css"))
                .replace("${contents}", contents)
                .replace("${sections}", sections)
                .replace("${script}", resource("report.js"))
                .replace("${data}", new ObjectMapper().writeValueAsString(drawn).replace("</", "<\\/"))
                .replace("${library}", resource(CHART_LIBRARY).replace("</script", "<\\/script"));
    }

    private static String section(Results results, List<Chart> charts) {
        StringBuilder html = new StringBuilder();
        html.append("<section><h2 id=\"").append(escape(results.suite())).append("\">")
                .append(escape(results.title())).append("</h2>\n<p class=\"origin\"><code>")
                .append(escape(results.command())).append("</code> on ").append(escape(results.machine()))
                .append(". ").append(escape(results.quality())).append("</p>\n");
        for (Chart chart : charts) {
            html.append("<h3>").append(escape(chart.metric())).append(", ").append(escape(chart.unit()))
                    .append("</h3>\n");
            if (chart.hasValues()) {
                html.append("<div class=\"chart\" id=\"").append(chart.id()).append("\"></div>\n");
            }
            html.append(table(chart));
        }
        return html.append("</section>\n").toString();
    }

    private static String table(Chart chart) {
        StringBuilder html = new StringBuilder("<div class=\"scroll\"><table><thead><tr><th>")
                .append(escape(chart.unit())).append("</th>");
        chart.series().forEach(series -> html.append("<th>").append(escape(series.name())).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (int row = 0; row < chart.rows().size(); row++) {
            html.append("<tr><td>").append(escape(chart.rows().get(row))).append("</td>");
            for (Chart.Series series : chart.series()) {
                html.append(series.name().startsWith("ours") ? "<td class=\"ours\">" : "<td>")
                        .append(cell(series.points().get(row))).append("</td>");
            }
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private static String cell(Interval interval) {
        if (interval == null) {
            return "–";
        }
        String text = interval.text();
        int bracket = text.indexOf(" (");
        return bracket < 0 ? text
                : text.substring(0, bracket) + "<span class=\"range\">" + text.substring(bracket + 1) + "</span>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
