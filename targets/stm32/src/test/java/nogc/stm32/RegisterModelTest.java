package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The board support's C, as it is in the image, against models of the devices that the emulator does not have:
 * {@code ./test-registers BOARD} compiles it with this machine's gcc and runs the tests in
 * {@code src/test/c/registers}, each a sentence.
 */
class RegisterModelTest {
    @TestFactory
    Stream<DynamicContainer> eachBoardKeepsToTheManualOfItsChip() throws IOException {
        try (Stream<Path> boards = Files.list(Path.of("src/main/c/boards"))) {
            return boards.map(path -> path.getFileName().toString()).filter(name -> name.startsWith("stm32")).sorted()
                    .toList().stream()
                    .map(board -> DynamicContainer.dynamicContainer(board, tests(board)));
        }
    }

    private static List<DynamicTest> tests(String board) {
        List<String> lines = Firmware.attempt(Map.of(), "./test-registers", board).lines();
        assertTrue(lines.size() > 40 && lines.stream().allMatch(line -> line.matches("(not )?ok .*")),
                () -> String.join("\n", lines));
        return lines.stream()
                .map(line -> DynamicTest.dynamicTest(sentence(line), () -> assertEquals("ok", verdict(line))))
                .toList();
    }

    private static String sentence(String line) {
        return line.replaceFirst("^(not )?ok ", "").replaceFirst(":.*", "").replace('_', ' ');
    }

    /** {@code ok}, or the reason. */
    private static String verdict(String line) {
        return line.startsWith("ok ") ? "ok" : line.replaceFirst("^not ok [^:]*: ", "");
    }
}
