package nogc.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown whose columns are aligned, so that it reads as plain text too. */
public final class MarkdownTable {
    private final List<String[]> lines = new ArrayList<>();

    /** @param heads of the columns; all but the first are numbers and stand at the right */
    public MarkdownTable(String... heads) {
        lines.add(heads);
    }

    /** @param cells of one more line, as many as there are heads */
    public void add(String... cells) {
        lines.add(cells);
    }

    /** @return the table, each line with its end */
    public String text() {
        List<String[]> all = new ArrayList<>(lines);
        all.add(1, rule());
        StringBuilder text = new StringBuilder();
        for (String[] cells : all) {
            for (int column = 0; column < cells.length; column++) {
                String padding = " ".repeat(width(column) - cells[column].length());
                text.append(column == 0 ? "| " + cells[column] + padding : " | " + padding + cells[column]);
            }
            text.append(" |\n");
        }
        return text.toString();
    }

    /** The line below the head; a colon at the right tells Markdown to align a column there. */
    private String[] rule() {
        String[] rule = new String[lines.get(0).length];
        for (int column = 0; column < rule.length; column++) {
            rule[column] = "-".repeat(width(column) - 1) + (column == 0 ? "-" : ":");
        }
        return rule;
    }

    private int width(int column) {
        return lines.stream().mapToInt(cells -> cells[column].length()).max().orElse(0);
    }
}
