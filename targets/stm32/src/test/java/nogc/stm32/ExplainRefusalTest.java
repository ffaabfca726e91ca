package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of functions that a program lacks, where nothing is known of its lines. */
class ExplainRefusalTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "main, the program",
        "sysinitclass_ca_Held, com.acme.Held.<clinit>",
        "meth_ca_Held_read, com.acme.Held.read"})
    void theUserOfAFunctionHasANameAndNothingElseIsPrinted(String function, String user) throws Exception {
        Path header = folder.resolve("classes/com/acme/Held.h");
        Files.createDirectories(header.getParent());
        Files.writeString(header, "void sysinitclass_ca_Held();\nvoid meth_ca_Held_read(void*);\n");
        Path log = Files.writeString(folder.resolve("log"), "java.o: in function `" + function
                + "':\njava.c:(.text+0x12): undefined reference to `teavm_made_up'\n");
        Process process = new ProcessBuilder("./explain-refusal", folder.toString(), log.toString(), "qemu405")
                .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals(user + " uses teavm_made_up, which the profile bare does not have: PROFILE=gc may\n", output);
    }
}
