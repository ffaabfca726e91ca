package nogc.mqtt.structure;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The core's class files allocate and throw nothing after construction, and hold nothing that CLDC refuses. */
class ClassFileTest {
    @Test
    void theCoresClassFilesKeepTheRules() {
        List<String> findings = new ArrayList<>(ClassRules.below(Path.of("../hal/target/classes")));
        findings.addAll(ClassRules.below(Path.of("target/classes")));
        if (!findings.isEmpty()) {
            fail(findings.size() + " findings\n" + String.join("\n", findings));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "class file version 61, not 52",
        "throwing() throws after construction",
        "throwing() allocates java.lang.IllegalArgumentException after construction",
        "array() allocates an array after construction",
        "<clinit>() fills a static array",
        "catching() catches java.lang.ArrayIndexOutOfBoundsException",
        "dividing() calculates with long",
        "floating() calculates with floating point",
        "locked() is synchronized",
        "literal() has a class literal",
        "lambda() has an invokedynamic",
        "lambda knows java.util.function.IntSupplier",
        "cloned() clones an array",
        "text() allocates what java.lang.String.substring() returns",
        "described() allocates what nogc.mqtt.structure.Offender.toString() returns",
    })
    void anOffenceIsFound(String offence) throws IOException {
        String findings = String.join("\n", findingsIn("Offender"));
        assertTrue(findings.contains(offence), findings);
    }

    @Test
    void aBodyInAnInterfaceIsFound() throws IOException {
        String findings = String.join("\n", findingsIn("Offender$WithBody"));
        assertTrue(findings.contains("body() has a body in an interface"), findings);
    }

    @Test
    void serializationIsFound() throws IOException {
        String findings = String.join("\n", findingsIn("Offender$Written"));
        assertTrue(findings.contains("is java.io.Serializable"), findings);
    }

    @Test
    void constructionMayAllocateAndThrow() throws IOException {
        for (String finding : findingsIn("Offender")) {
            for (String innocent : List.of(" refusal()", " <init>()", " toString()")) {
                assertFalse(finding.contains(innocent), finding);
            }
        }
    }

    private static List<String> findingsIn(String type) throws IOException {
        try (InputStream classFile = ClassFileTest.class.getResourceAsStream(type + ".class")) {
            assertNotNull(classFile, type);
            return ClassRules.of(classFile.readAllBytes());
        }
    }
}
