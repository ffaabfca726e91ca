package nogc.stm32.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.TextLocation;

/**
 * The lines of Java that the generated C comes from. TeaVM writes them into the C as {@code #line} directives, in the
 * midst of statements too, where neither the scripts nor gcc's macros want them. So the C is kept without them, as
 * TeaVM writes it if nobody asks for lines, and a copy with them stands in the folder {@code lines} beside it, where
 * {@code explain-refusal} looks up what it names.
 */
final class LineTable {
    /** TeaVM's property with the folder of the C. */
    static final String PROPERTY = "nogc.folder";
    private static final String FOLDER = "lines";
    private static final String METHODS = "methods.txt";

    private LineTable() {
    }

    /**
     * Notes which method each line of a program's class is of, since TeaVM makes what is called once a part of its
     * caller: {@code App.java:12 com.acme.App.run}, in {@code methods.txt} beside that folder.
     *
     * @param folder that of the C; null where nobody asks
     */
    static void add(ClassHolder cls, String folder) {
        if (folder == null || World.isForeign(cls.getName())) {
            return;
        }
        Set<String> lines = new LinkedHashSet<>();
        for (MethodHolder method : cls.getMethods()) {
            List<BasicBlock> none = List.of();
            for (BasicBlock block : method.hasProgram() ? method.getProgram().getBasicBlocks() : none) {
                for (Instruction instruction : block) {
                    String line = lineOf(instruction);
                    if (line != null) {
                        lines.add(line + " " + cls.getName() + "." + method.getName() + "\n");
                    }
                }
            }
        }
        try {
            Files.writeString(Path.of(folder, METHODS), String.join("", lines), StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code App.java:12}; null of an instruction without a line. */
    static String lineOf(Instruction instruction) {
        TextLocation at = instruction.getLocation();
        return at == null || at.getFileName() == null ? null
                : at.getFileName().replaceFirst(".*/", "") + ":" + at.getLine();
    }

    /** Splits every source below a folder. */
    static void split(Path folder) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(folder)) {
            sources = files.filter(file -> file.toString().endsWith(".c")).toList();
        }
        for (Path source : sources) {
            String text = Files.readString(source);
            if (text.contains("#line ")) {
                Path copy = folder.resolve(FOLDER).resolve(folder.relativize(source));
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, text);
                Files.writeString(source, without(text));
            }
        }
    }

    /**
     * A statement that was broken into several lines by directives is one line again. Behind and ahead of one it may be
     * broken once more without one; its parts are indented as its beginning.
     */
    static String without(String text) {
        List<String> kept = new ArrayList<>();
        boolean broken = false;
        for (String line : text.split("\n", -1)) {
            if (line.stripLeading().startsWith("#line ")) {
                broken = true;
                continue;
            }
            int last = kept.size() - 1;
            if (last >= 0 && (broken || kept.get(last).endsWith(" ")) && isUnfinished(kept.get(last))
                    && !line.strip().startsWith("}")) {
                int indentation = indentation(kept.get(last));
                kept.set(last, kept.get(last) + line.substring(Math.min(indentation, indentation(line))));
                broken = isUnfinished(kept.get(last));
            } else {
                kept.add(line);
                broken = false;
            }
        }
        return String.join("\n", kept);
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static boolean isUnfinished(String line) {
        return !line.isBlank() && ";{}:".indexOf(line.charAt(line.length() - 1)) < 0
                && !line.strip().equals("TEAVM_UNREACHABLE");
    }
}
