package nogc.stm32.worlds;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each row of the table of profiles in the README names programs that show what each of its cells says: those of the
 * folders {@code worlds}, {@code library}, {@code refused} and {@code faults} are all built, and run unless refused, by
 * {@link WorldsTest} and {@link RefusedTest}; those of the package {@code refused} by the tests that name them.
 */
class ProfileTableTest {
    private static final Path TESTS = Path.of("src", "test");
    private static final String[] PROFILES = {"bare", "gc"};

    /** What a clause of a cell says, and a program shows. */
    enum Verdict { COMPUTES, REFUSED, ENDS }

    static Stream<String> rows() {
        Matcher table = Pattern.compile("\\| Java \\| `bare` \\| `gc` \\| program \\|\n.*\n((?:\\|.*\n)+)")
                .matcher(Sources.read(Path.of("README.md")));
        assertTrue(table.find(), "the README has no table of profiles");
        return table.group(1).lines();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachCellOfARowIsShownByAProgram(String row) {
        String[] cells = row.split(" *\\| *");
        List<String> programs = programs(cells[4]);
        assertFalse(programs.isEmpty(), "no program in the row " + row);
        for (int i = 0; i < PROFILES.length; i++) {
            Set<Verdict> shown = EnumSet.noneOf(Verdict.class);
            for (String program : programs) {
                shown.addAll(shown(program, PROFILES[i]));
            }
            for (String clause : cells[2 + i].split("; ")) {
                assertTrue(shown.contains(said(clause)), programs + " does not show that with the profile " + PROFILES[i]
                        + " it is \"" + clause + "\": " + row);
            }
        }
    }

    /** {@code `worlds/Order`, `Objects`} are two of the same folder. */
    private static List<String> programs(String cell) {
        List<String> programs = new ArrayList<>();
        String folder = "";
        Matcher name = Pattern.compile("`(?:(\\w+)/)?(\\w+)`").matcher(cell);
        while (name.find()) {
            folder = name.group(1) == null ? folder : name.group(1);
            programs.add(folder + "/" + name.group(2));
        }
        return programs;
    }

    private static Verdict said(String clause) {
        if (clause.contains("refused")) {
            return Verdict.REFUSED;
        }
        return clause.matches(".*(a trap|a panic|not noticed|[eE]xception).*") ? Verdict.ENDS : Verdict.COMPUTES;
    }

    private static Set<Verdict> shown(String program, String profile) {
        String folder = program.substring(0, program.indexOf('/'));
        String name = program.substring(program.indexOf('/') + 1);
        Path file = TESTS.resolve(program + ".java");
        boolean gc = profile.equals("gc");
        if (folder.equals("refused") && !Files.exists(file)) {
            assertTrue(Files.exists(TESTS.resolve("java/nogc/stm32").resolve(program + ".java")), "no program " + program);
            String test = Sources.read(TESTS.resolve("java/nogc/stm32/" + (gc ? "Gc" : "Bare") + "ProfileTest.java"));
            return !test.contains(name) ? Set.of() : gc ? Set.of(Verdict.ENDS) : Set.of(Verdict.REFUSED, Verdict.ENDS);
        }
        assertTrue(Files.exists(file), "no program " + file);
        return switch (folder) {
            case "worlds" -> Sources.catches(file) ? gc ? Set.of(Verdict.COMPUTES, Verdict.ENDS) : Set.of()
                    : Set.of(Verdict.COMPUTES);
            case "library" -> gc ? Set.of(Verdict.COMPUTES) : Set.of();
            case "refused" -> RefusedTest.profiles(name).contains(profile) ? Set.of(Verdict.REFUSED) : Set.of();
            case "faults" -> Sources.read(file).contains(profile + ": ") ? Set.of(Verdict.ENDS) : Set.of();
            default -> throw new AssertionError("no folder " + folder);
        };
    }
}
