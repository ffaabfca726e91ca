package nogc.mqtt.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of {@code make mutants} follow the sources: whoever changes a line that a bug replaces hears of it here. */
class MutantTest {
    @ParameterizedTest
    @ValueSource(strings = {"core-nogc", "targets/javase", "targets/stm32"})
    void everyBugHasItsLinesItsTestsAndATitleOfItsOwn(String name) throws IOException {
        Path module = Path.of("..", name);
        List<String> faults = new ArrayList<>();
        Set<String> titles = new HashSet<>();
        for (Mutant mutant : Mutant.read(module)) {
            String source = Files.readString(module.resolve("src/main/java").resolve(mutant.file()));
            String bug = mutant.applyTo(module);
            if (bug == null || bug.equals(source)) {
                faults.add(mutant.title() + ": its lines do not stand in " + mutant.file() + " once, or stay");
            }
            for (String test : mutant.tests()) {
                String file = test.replaceFirst("#.*", "").replace('.', '/') + ".java";
                Path path = module.resolve("src/test/java").resolve(file);
                if (!Files.exists(path) || !holds(Files.readString(path), test)) {
                    faults.add(mutant.title() + ": there is no test " + test);
                }
            }
            if (mutant.tests().isEmpty() || !titles.add(mutant.title())) {
                faults.add(mutant.title() + ": without a test, or twice");
            }
        }
        assertTrue(titles.size() > 10, "too few: " + titles.size());
        assertEquals("", String.join("\n", faults));
    }

    /** Whether a test class has the method that is named behind {@code #}, if any is, with just these parameters. */
    private static boolean holds(String source, String test) {
        if (test.indexOf('#') < 0) {
            return true;
        }
        String method = test.substring(test.indexOf('#') + 1);
        String name = method.replaceFirst("\\(.*", "");
        Matcher declared = Pattern.compile("void " + name + "\\(([^)]*)\\)").matcher(source);
        return declared.find() && method.equals(declared.group(1).isEmpty() ? name
                : name + "(" + declared.group(1).replaceAll("(\\S+) \\w+(,?)\\s*", "$1$2") + ")");
    }

    @Test
    void aMethodIsNamedWithItsParameters() {
        String source = "void a() {\n}\nvoid b(int left,\n        String right) {\n}\n";
        assertTrue(holds(source, "x.T"));
        assertTrue(holds(source, "x.T#a"));
        assertTrue(holds(source, "x.T#b(int,String)"));
        assertFalse(holds(source, "x.T#b"));
        assertFalse(holds(source, "x.T#a(int)"));
        assertFalse(holds(source, "x.T#c"));
    }

    @Test
    void linesThatStandTwiceOrNotAtAllAreNoPlaceForABug(@TempDir Path module) throws IOException {
        Files.createDirectories(module.resolve("src/main/java"));
        Files.createDirectories(module.resolve("src/test/mutants"));
        Files.writeString(module.resolve("src/main/java/A.java"), "one\ntwo\ntwo\n");
        Files.writeString(module.resolve("src/test/mutants/mutants.txt"),
                "? x.T x.U#v\n\n== a\n@ A.java\n- one\n- two\n+ 1\n+\n== b\n@ A.java\n- two\n+\n? x.W\n== c\n@ A.java\n- 3\n");
        List<Mutant> mutants = Mutant.read(module);
        assertEquals(3, mutants.size());
        assertEquals("1\n\ntwo\n", mutants.get(0).applyTo(module));
        assertNull(mutants.get(1).applyTo(module));
        assertNull(mutants.get(2).applyTo(module));
        assertEquals(List.of("x.T", "x.U#v"), mutants.get(1).tests());
        assertEquals(List.of("x.W"), mutants.get(2).tests());
    }

    @Test
    void aMutantThatHangsIsCaughtOnlyWhereTheTestsEndLongAheadWithoutIt() {
        assertEquals("caught", Mutants.verdict("MutantTest: x()", 500));
        assertEquals("MISSED", Mutants.verdict("! no test noticed", 1));
        assertEquals("hung", Mutants.verdict(Mutants.HUNG, 199));
        assertEquals("UNKNOWN", Mutants.verdict(Mutants.HUNG, 200));
    }
}
