package nogc.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The figures of a run in rows and columns, and what follows from them. */
final class Table {
    /**
     * The most that a row of ours may allocate, bytes per operation: above what JMH reads on code that allocates
     * nothing.
     */
    static final double ALLOCATION_LIMIT = 0.01;

    private static final List<String> PEERS = List.of("netty", "hivemq", "paho");
    private static final Map<String, String> TITLES = titles();

    private final List<Figure> figures;

    Table(List<Figure> figures) {
        this.figures = figures;
    }

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("EncodePublish311", "encode PUBLISH 3.1.1");
        titles.put("DecodePublish311", "decode PUBLISH 3.1.1");
        titles.put("DecodeSixteenPublish311", "decode 16 PUBLISH 3.1.1");
        titles.put("EncodeConnect311", "encode CONNECT 3.1.1");
        titles.put("EncodePublish5", "encode PUBLISH 5");
        titles.put("DecodePublish5", "decode PUBLISH 5");
        titles.put("EncodePublishSn", "encode PUBLISH SN");
        titles.put("DecodePublishSn", "decode PUBLISH SN");
        titles.put("MatchTopic", "match a topic");
        titles.put("QosOneRound", "QoS 1 round, engine");
        return titles;
    }

    /** Time of one contender in one row, if it was measured. */
    OptionalDouble time(String row, String contender) {
        return figure(row, contender).mapToDouble(Figure::time).findFirst();
    }

    /** Time of ours as a multiple of the limit's. */
    OptionalDouble overLimit(String row) {
        return ratio(time(row, "ours"), time(row, "limit"));
    }

    /** How many times faster than the best peer we are. */
    OptionalDouble overBestPeer(String row) {
        OptionalDouble best = PEERS.stream().flatMapToDouble(peer -> time(row, peer).stream()).min();
        return ratio(best, time(row, "ours"));
    }

    /** One sentence for each row of ours that allocates. */
    List<String> allocating() {
        return figures.stream()
                .filter(figure -> figure.contender().equals("ours") && figure.bytes() > ALLOCATION_LIMIT)
                .map(figure -> String.format(Locale.ROOT, "%s: ours allocates %.3f B/op, more than %.2f",
                        TITLES.getOrDefault(figure.row(), figure.row()), figure.bytes(), ALLOCATION_LIMIT))
                .toList();
    }

    /** The table as Markdown, its columns aligned so that it reads as plain text too. */
    String markdown() {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {"ns/op, B/op", "limit", "ours", "Netty", "HiveMQ", "Paho", "ours/limit", "peer/ours"});
        TITLES.forEach((row, title) -> {
            if (figures.stream().anyMatch(figure -> figure.row().equals(row))) {
                lines.add(new String[] {title, cell(row, "limit"), cell(row, "ours"), cell(row, "netty"),
                    cell(row, "hivemq"), cell(row, "paho"), times(overLimit(row)), times(overBestPeer(row))});
            }
        });
        lines.add(1, rule(lines));
        StringBuilder text = new StringBuilder();
        for (String[] cells : lines) {
            append(text, cells, lines);
        }
        return text.toString();
    }

    private Stream<Figure> figure(String row, String contender) {
        return figures.stream().filter(figure -> figure.row().equals(row) && figure.contender().equals(contender));
    }

    private String cell(String row, String contender) {
        return figure(row, contender).findFirst()
                .map(figure -> String.format(Locale.ROOT, figure.time() < 100 ? "%.1f, %s" : "%.0f, %s",
                        figure.time(), bytes(figure.bytes())))
                .orElse("–");
    }

    private static String bytes(double bytes) {
        return bytes <= ALLOCATION_LIMIT ? "0" : String.format(Locale.ROOT, bytes < 1 ? "%.3f" : "%.0f", bytes);
    }

    private static OptionalDouble ratio(OptionalDouble dividend, OptionalDouble divisor) {
        return dividend.isPresent() && divisor.isPresent()
                ? OptionalDouble.of(dividend.getAsDouble() / divisor.getAsDouble()) : OptionalDouble.empty();
    }

    static String times(OptionalDouble ratio) {
        return ratio.isPresent() ? String.format(Locale.ROOT, "%.1f ×", ratio.getAsDouble()) : "–";
    }

    /** The line below the head; a colon at the right tells Markdown to align a column there. */
    private static String[] rule(List<String[]> lines) {
        String[] rule = new String[lines.get(0).length];
        for (int column = 0; column < rule.length; column++) {
            rule[column] = "-".repeat(width(lines, column) - 1) + (column == 0 ? "-" : ":");
        }
        return rule;
    }

    private static void append(StringBuilder text, String[] cells, List<String[]> lines) {
        for (int column = 0; column < cells.length; column++) {
            String padding = " ".repeat(width(lines, column) - cells[column].length());
            text.append(column == 0 ? "| " + cells[column] + padding : " | " + padding + cells[column]);
        }
        text.append(" |\n");
    }

    private static int width(List<String[]> lines, int column) {
        return lines.stream().mapToInt(cells -> cells[column].length()).max().orElse(0);
    }
}
