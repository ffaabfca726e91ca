package nogc.mqtt.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;

/** The sources keep to the layers, the sizes and the language of the house; and each rule finds what it forbids. */
class StructureTest {
    /** The root of the project: tests run in the folder of their module. */
    private static final Path ROOT = Path.of("..");

    private static final List<String> CORE = List.of("hal", "core-nogc");
    /** What a CLDC machine runs. */
    private static final List<String> CLDC = List.of("hal", "core-nogc", "samples/sensor-node");
    private static final List<String> ALL = List.of("hal", "core-nogc", "targets/javame", "targets/javase",
            "targets/stm32", "targets/raspberrypi", "samples/sensor-node", "samples/sensor-midlet", "samples/hello",
            "samples/counter", "samples/pi-node", "samples/request", "samples/scram",
            "samples/mqtt-cli", "samples/demo", "bench",
            "samples/sn-gateway", "samples/own-firmware", "targets/stm32/maven-plugin");

    /** The one that takes more, beside the client's parts: what an application hands to it, and its three sizes. */
    private static final List<String> REQUESTER = List.of(
            "a constructor of nogc.mqtt.request.Requester takes 8 things, more than 7");

    @Test
    void aPackageKnowsOnlyPackagesBelowIt() {
        assertKept(CORE, SourceRules::layering);
    }

    @Test
    void noTwoClassesOfAPackageKnowEachOther() {
        ClassCycles cycles = new ClassCycles();
        for (String module : CORE) {
            cycles.addBelow(ROOT.resolve(module).resolve("target/classes"));
        }
        assertTrue(cycles.classes() > 60, "too few class files: " + cycles.classes());
        List<String> circles = cycles.find();
        assertTrue(circles.isEmpty(), () -> circles.size() + " circles\n" + String.join("\n", circles));
    }

    @Test
    void noSourceIsTooLongOrTooWide() {
        assertKept(ALL, SourceRules::size);
    }

    @Test
    void noSourceInCIsTooWide() {
        List<SourceFile> sources = ALL.stream().flatMap(module -> SourceFile.inCBelow(ROOT.resolve(module).resolve("src"))
                .stream()).toList();
        assertTrue(sources.size() > 50, "too few sources in C: " + sources.size());
        assertNone(sources.stream().flatMap(source -> SourceRules.width(source).stream()).toList());
    }

    @Test
    void noSourceOfTheCoreIsLongAndHalfOfThemAreShort() {
        assertKept(CORE, SourceRules::sizeOfCore);
        for (String module : CORE) {
            int[] lines = SourceFile.below(ROOT.resolve(module).resolve("src/main/java")).stream()
                    .mapToInt(source -> source.lines().size() - 1).sorted().toArray();
            int median = lines[lines.length / 2];
            assertTrue(median <= SourceRules.MAXIMUM_MEDIAN_OF_CORE, module + " has a median of " + median + " lines");
        }
    }

    @Test
    void noConstructorOfTheCoreTakesMoreThanSevenThings() {
        Constructors constructors = new Constructors(SourceRules.MAXIMUM_PARAMETERS);
        for (String module : CORE) {
            constructors.addBelow(ROOT.resolve(module).resolve("target/classes"));
        }
        assertTrue(constructors.classes() > 100, "too few class files: " + constructors.classes());
        assertEquals(REQUESTER, constructors.findings());
    }

    @Test
    void aConstructorOfEightThingsIsSeen() throws IOException {
        record Eight(int a, int b, int c, int d, int e, int f, int g, int h) {
        }
        Constructors constructors = new Constructors(SourceRules.MAXIMUM_PARAMETERS);
        constructors.add(new ClassReader(Eight.class.getName()));
        assertEquals(1, constructors.findings().size());
        assertTrue(constructors.findings().get(0).contains("Eight takes 8 things"), constructors.findings()::toString);
    }

    @Test
    void noMethodOfTheCoreOnlyPassesOnOverTwoLevels() {
        PassingOn passing = new PassingOn();
        for (String module : CORE) {
            passing.addBelow(ROOT.resolve(module).resolve("target/classes"));
        }
        assertTrue(passing.methods() > 1500, "too few methods: " + passing.methods());
        assertEquals("", String.join("\n", passing.find()));
    }

    /** What passes on, and what looks like it and does a job. */
    static final class Chain {
        private final Chain part;

        Chain(Chain part) {
            this.part = part;
        }

        Chain part() {
            return part;
        }

        long job(int a, long b) {
            return a + b;
        }

        long passes(int a, long b) {
            return part.job(a, b);
        }

        long passesTwice(int a, long b) {
            return part.part().passes(a, b);
        }

        long shortForm(int a) {
            return part.passes(a, 7L);
        }

        long shortFormOfAJob(int a) {
            return part.job(a, 0L);
        }

        long turns(int a, int b) {
            return part.passes(b, a);
        }

        long asksFirst(int a, long b) {
            return a == 0 ? 0 : part.passes(a, b);
        }

        long reckons(int a, long b) {
            return part.passes(a + 1, b);
        }

        void callsTwo(int a, long b) {
            part.passes(a, b);
            part.passes(a, b);
        }
    }

    @Test
    void aMethodThatOnlyPassesOnIsSeen() throws IOException {
        PassingOn passing = new PassingOn();
        passing.add(new ClassReader(Chain.class.getName()));
        String chain = "StructureTest$Chain.";
        assertEquals(List.of(chain + "passesTwice → " + chain + "passes → " + chain + "job",
                chain + "shortForm → " + chain + "passes → " + chain + "job"), passing.find());
    }

    @Test
    void noSourceLeavesSomethingForLater() {
        assertKept(ALL, SourceRules::nothingLeftForLater);
    }

    @Test
    void whoeverIsRefusedIsToldByWhichRule() {
        assertKept(ALL, SourceRules::noExceptionWithoutWords);
        assertFinds(SourceRules::noExceptionWithoutWords, ":1 an exception without words",
                "throw new IllegalArgumentException();\n");
    }

    @Test
    void theCoreSpeaksTheLanguageOfCldc() {
        assertKept(CLDC, SourceRules::language);
    }

    @Test
    void theLayersAreSeenInImportsAndInFullNames() {
        assertFinds(SourceRules::layering, "may not know nogc.mqtt.session.Session", """
                package nogc.mqtt.codec;
                import nogc.mqtt.session.Session;
                """);
        assertFinds(SourceRules::layering, "may not know nogc.mqtt.Result", """
                package nogc.mqtt.wire;
                class Probe { int result = nogc.mqtt.Result.OK; }
                """);
        assertFinds(SourceRules::layering, "is sans-IO and may not know nogc.hal.Transport", """
                package nogc.mqtt.session;
                import nogc.hal.Transport;
                """);
        assertFinds(SourceRules::layering, "has no place in the layers", """
                package nogc.mqtt.util;
                """);
    }

    @Test
    void aLongOrWideSourceIsSeen() {
        assertFinds(SourceRules::size, "501 lines", "package nogc.mqtt;\n".repeat(501));
        assertFinds(SourceRules::sizeOfCore, "401 lines", "package nogc.mqtt;\n".repeat(401));
        assertFinds(SourceRules::size, "121 columns", "x".repeat(121) + "\n");
        assertFinds(SourceRules::size, "a tab", "\tint x;\n");
    }

    @Test
    void somethingLeftForLaterIsSeen() {
        assertFinds(SourceRules::nothingLeftForLater, "CHANGELOG", "// TO" + "DO mend this\n");
    }

    @Test
    void eachForbiddenWordIsSeen() {
        for (String words : List.of("enum Colour { RED }", "run(() -> 1);", "run(this::go);", "assert x > 1;",
                "} catch (Exception e) {", "synchronized (this) {", "volatile int x;", "import java.util.Vector;",
                "import java.nio.Buffer;", "new StringBuilder()", "float x;", "System.out.print(x);", "new Thread()")) {
            assertFinds(SourceRules::language, ":1 '", words);
        }
    }

    @Test
    void wordsInCommentsAndTextAreNotCode() {
        SourceFile source = SourceFile.of("Probe.java", """
                /* an enum -> of java.util */
                // catch
                String text = "enum -> // catch" + '"' + "float \\" double";
                """);
        assertEquals(List.of(), SourceRules.language(source));
    }

    private static void assertKept(List<String> modules, Function<SourceFile, List<String>> rule) {
        List<String> findings = new ArrayList<>();
        for (String module : modules) {
            for (SourceFile source : SourceFile.below(ROOT.resolve(module).resolve("src/main/java"))) {
                findings.addAll(rule.apply(source));
            }
        }
        assertFalse(SourceFile.below(ROOT.resolve("core-nogc/src/main/java")).isEmpty(), "no sources found");
        assertNone(findings);
    }

    private static void assertNone(List<String> findings) {
        if (!findings.isEmpty()) {
            fail(findings.size() + " findings\n" + String.join("\n", findings));
        }
    }

    private static void assertFinds(Function<SourceFile, List<String>> rule, String what, String text) {
        List<String> findings = rule.apply(SourceFile.of("Probe.java", text));
        assertTrue(findings.toString().contains(what), "expected '" + what + "' in " + findings + " about " + text);
    }
}
