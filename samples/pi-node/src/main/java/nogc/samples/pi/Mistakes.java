package nogc.samples.pi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that is wrong in a file, so that a person mends it in one go. */
final class Mistakes {
    /** A sentence about a line; 0 for the whole file. */
    record Mistake(int line, String sentence) {
    }

    private final String file;
    private final List<Mistake> all = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void add(int line, String sentence) {
        all.add(new Mistake(line, sentence));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Each as {@code file:line: sentence}, in the order of the lines. */
    List<String> lines() {
        return all.stream().sorted(Comparator.comparingInt(Mistake::line))
                .map(m -> file + (m.line > 0 ? ":" + m.line : "") + ": " + m.sentence).toList();
    }
}
