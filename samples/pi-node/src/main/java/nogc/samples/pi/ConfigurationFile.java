package nogc.samples.pi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The form of the file, without its meaning.
 * <pre>
 *   # a comment, on a line of its own
 *   key = value
 *   [kind name]
 *   key = value
 * </pre>
 */
final class ConfigurationFile {
    /** What editors of Windows begin a file with. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ConfigurationFile() {
    }

    /** Parts the file in sections; the first one has neither kind nor name. */
    static List<Section> parse(List<String> lines, Mistakes mistakes) {
        List<Section> sections = new ArrayList<>();
        Set<String> names = new HashSet<>();
        sections.add(new Section("", "", 0, mistakes));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (i == 0 && line.startsWith(BYTE_ORDER_MARK)) {
                line = line.substring(1).strip();
            }
            int equals = line.indexOf('=');
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (hasControls(line)) {
                mistakes.add(i + 1, "a line holds no control characters");
            } else if (line.startsWith("[")) {
                sections.add(section(line, i + 1, names, mistakes));
            } else if (equals < 1) {
                mistakes.add(i + 1, "a line is KEY = VALUE, [KIND NAME] or begins with #");
            } else {
                sections.get(sections.size() - 1).put(line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip(), i + 1);
            }
        }
        return sections;
    }

    private static boolean hasControls(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ' && line.charAt(i) != '\t') {
                return true;
            }
        }
        return false;
    }

    private static Section section(String line, int number, Set<String> names, Mistakes mistakes) {
        String[] words = Words.of(line.substring(1, Math.max(1, line.length() - 1)));
        if (!line.endsWith("]") || words.length != 2 || !Words.isName(words[1])) {
            mistakes.add(number, "a section begins with [KIND NAME], its name of letters, digits, - and _");
            return new Section("", "", number, new Mistakes("")); // its keys cannot be judged
        }
        if (!names.add(words[1])) {
            mistakes.add(number, "there are two sections named " + words[1] + "; a name stands in topics, so each needs"
                    + " its own");
        }
        return new Section(words[0], words[1], number, mistakes);
    }
}
