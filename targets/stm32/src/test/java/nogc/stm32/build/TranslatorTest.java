package nogc.stm32.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with somebody's program is said in one line; what did not change is not translated again. */
class TranslatorTest {
    @TempDir
    private Path folder;
    private Path classes;

    @BeforeEach
    void compile() throws IOException {
        classes = folder.resolve("classes");
        source("App", "public class App { public static void main(String[] arguments) { } }");
        source("NoMain", "public class NoMain { }");
        source("Instance", "public class Instance { public void main(String[] arguments) { } }");
        source("Garbage", "@nogc.stm32.NeedsCollector\npublic class Garbage {\n"
                + "public static void main(String[] arguments) { } }");
        source("Lacks", "public class Lacks {\n\n"
                + "public static void main(String[] arguments) { Gone.call(); } }\n"
                + "class Gone { static void call() { } }");
        Files.delete(classes.resolve("com/acme/Gone.class"));
    }

    private void source(String name, String text) throws IOException {
        Path file = folder.resolve(name + ".java");
        Files.writeString(file, "package com.acme; " + text + "\n");
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-g", "-proc:none", "-d",
                classes.toString(), "-classpath", System.getProperty("java.class.path"), file.toString()));
    }

    private Translator translator(String main, Path where) {
        return new Translator(main, List.of(where), folder.resolve("c"), "bare");
    }

    private void assertRefused(String words, String main, Path where) {
        String message = assertThrows(Translator.Refusal.class, () -> translator(main, where).translate()).getMessage();
        assertTrue(message.startsWith(words), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    void whatIsNotThereIsNamed() {
        Path jar = folder.resolve("missing.jar");
        assertRefused("no such folder or jar: " + jar + ": CLASSES", "com.acme.App", jar);
        assertRefused("no class com.acme.Ap in " + classes + ": MAIN is its full name", "com.acme.Ap", classes);
        assertRefused("no class App in " + classes, "App", classes);
        assertRefused("com.acme.NoMain has no main: ", "com.acme.NoMain", classes);
        assertRefused("com.acme.Instance.main is not static: ", "com.acme.Instance", classes);
    }

    @Test
    void aProgramThatMakesGarbageNeedsTheCollector() {
        assertRefused("com.acme.Garbage makes garbage: say PROFILE=gc", "com.acme.Garbage", classes);
    }

    @Test
    void aClassThatIsMissingIsNamedWithMethodAndLineOfItsUser() {
        String message = assertThrows(Translator.Refusal.class,
                () -> translator("com.acme.Lacks", classes).translate()).getMessage();
        assertTrue(message.lines().anyMatch(line -> line.startsWith("com.acme.Lacks.main (Lacks.java:3): ")
                && line.contains("com.acme.Gone")), message);
    }

    @ParameterizedTest
    @CsvSource({"'String.format(\"%d\", arguments.length)', java.lang.String.format, join strings by +",
        "Thread.sleep(5), java.lang.Thread.sleep, there are no threads",
        "new Thread().start(), java.lang.Thread.start, there are no threads",
        "Lacks.class.getDeclaredConstructor().newInstance(), java.lang.reflect.Constructor.newInstance, a closed world"})
    void whatNoProfileHasIsRefusedWhereItIsCalled(String call, String method, String why) throws IOException {
        source("Lacks", "public class Lacks {\npublic static void main(String[] arguments) throws Exception {\n" + call
                + ";\n} }");
        String message = assertThrows(Translator.Refusal.class,
                () -> translator("com.acme.Lacks", classes).translate()).getMessage();
        assertTrue(message.startsWith("com.acme.Lacks.main (Lacks.java:3) uses " + method + ": "), message);
        assertTrue(message.contains(why), message);
    }

    @Test
    void aProgramIsTranslatedAgainWhenItChanged() throws Exception {
        assertTrue(translator("com.acme.App", classes).translate());
        assertFalse(translator("com.acme.App", classes).translate());
        source("App", "public class App { public static void main(String[] arguments) { main(null); } }");
        assertTrue(translator("com.acme.App", classes).translate());
    }

    @Test
    void statementsAreWholeAgainWithoutTheirLines() {
        assertEquals("f() {\n    if (!(a < b)) break;\n    g(a + b);\n}\n", LineTable.without("""
                f() {
                    if (!
                    #line 3 "A.java"
                    (a < b)
                    #line 2 "a.c"
                    ) break;
                    #line 4 "A.java"
                    g(a +\s
                    #line 5
                    b
                    );
                #line 9 "a.c"
                }
                """));
    }
}
