package nogc.mqtt.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A source in Java or C as the rules read it: line by line, with comments and literals blanked out. */
record SourceFile(String name, List<String> lines, List<String> code) {
    private static final Pattern PACKAGE = Pattern.compile("^package ([a-z.]+);");

    /** In this order, for the start of one may stand inside another: comments, text, characters. */
    private static final Pattern NO_CODE = Pattern.compile(
            "//[^\n]*|/\\*.*?\\*/|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'", Pattern.DOTALL);

    static SourceFile of(String name, String text) {
        Matcher noCode = NO_CODE.matcher(text);
        String code = noCode.replaceAll(found -> found.group().replaceAll("[^\n]", " "));
        return new SourceFile(name, List.of(text.split("\n", -1)), List.of(code.split("\n", -1)));
    }

    /** Every Java source below a folder, empty where there is none. */
    static List<SourceFile> below(Path folder) {
        return below(folder, ".java");
    }

    /** Every source in C, headers too. */
    static List<SourceFile> inCBelow(Path folder) {
        List<SourceFile> found = new ArrayList<>(below(folder, ".c"));
        found.addAll(below(folder, ".h"));
        return found;
    }

    private static List<SourceFile> below(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<SourceFile> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(ending)).sorted().toList()) {
                found.add(of(file.normalize().toString(), Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    String packageName() {
        for (String line : code) {
            Matcher matcher = PACKAGE.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return "";
    }

    /** A finding at one line, counted from 0, in the form that editors jump to. */
    String at(int line, String what) {
        return name + ":" + (line + 1) + " " + what;
    }
}
