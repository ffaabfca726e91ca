package nogc.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static Results results(String title) {
        return new Results("codec", title, "make bench-full", "a machine", "Medians.", List.of(
                new Measurement("encode", "ours", "time", "ns", Samples.ofProcesses(5, 7, 9)),
                new Measurement("encode", "paho", "time", "ns", Samples.ofProcesses(1248)),
                new Measurement("decode", "ours", "time", "ns", Samples.ofProcesses(11)),
                new Measurement("encode", "ours", "allocated", "B", Samples.ofProcesses(0))));
    }

    @Test
    void eachFigureStandsInATableBesideTheCommandThatMeasuredIt() throws IOException {
        String page = HtmlReport.page(List.of(results("Codec")));
        assertTrue(page.contains("<code>make bench-full</code> on a machine. Medians."), page);
        assertTrue(page.contains("<tr><td>encode</td><td class=\"ours\">7.0<span class=\"range\">(5.0–9.0)</span></td>"
                + "<td>1,248</td></tr>"), page);
        assertTrue(page.contains("<tr><td>decode</td><td class=\"ours\">11.0</td><td>–</td></tr>"), page);
    }

    @Test
    void nothingIsTakenFromTheNetwork() throws IOException {
        String page = HtmlReport.page(List.of(results("Codec")));
        assertFalse(page.contains("src=\"http"));
        assertFalse(page.contains("href=\"http"));
        assertFalse(page.contains("${"), "every place of the template is filled");
    }

    @Test
    void whatATextSaysIsNoMarkup() throws IOException {
        String page = HtmlReport.page(List.of(results("</script><b>")));
        assertTrue(page.contains("&lt;/script>&lt;b>"));
        assertFalse(page.contains("</script><b>"));
    }

    @Test
    void aChartHasTheRowsAndContendersOfItsMetricAlone() {
        List<Chart> charts = Chart.of(results("Codec"));
        assertEquals(2, charts.size());
        assertEquals(List.of("encode", "decode"), charts.get(0).rows());
        assertEquals(List.of("ours", "paho"), charts.get(0).series().stream().map(Chart.Series::name).toList());
        assertEquals(List.of("encode"), charts.get(1).rows());
        assertEquals("bars", charts.get(0).kind());
    }

    @Test
    void whatIsZeroThroughoutIsATableWithoutAChart() throws IOException {
        Results none = new Results("receive", "Receiving", "make bench", "a machine", "", List.of(
                new Measurement("QoS 0", "ours", "missing", "messages", Samples.ofProcesses(0, 0))));
        String page = HtmlReport.page(List.of(none));
        assertTrue(page.contains("<td class=\"ours\">0</td>"), page);
        assertFalse(page.contains("class=\"chart\""));
    }

    @Test
    void rowsThatArePercentilesAreDrawnAsCurves() {
        Results latency = new Results("latency", "Latency", "make bench", "a machine", "", List.of(
                new Measurement("50", "ours", "QoS 1 round", "µs", Samples.ofProcesses(40)),
                new Measurement("99.9", "ours", "QoS 1 round", "µs", Samples.ofProcesses(90))));
        assertEquals("curves", Chart.of(latency).get(0).kind());
    }
}
