package nogc.mqtt.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The inputs in {@code /fuzz}, seeds and what `make fuzz` once found, and each of them cut short. Without Jazzer, whose
 * agent would change what the allocation tests beside it measure.
 */
class CorpusTest {
    @ParameterizedTest
    @ValueSource(strings = {"Decoder", "Property", "TopicRules", "Session", "WebSocket", "Sn", "FlashLog"})
    void everyInputPasses(String target) throws IOException, URISyntaxException {
        Consumer<byte[]> fuzz = switch (target) {
            case "Decoder" -> DecoderFuzz::fuzzerTestOneInput;
            case "Property" -> PropertyFuzz::fuzzerTestOneInput;
            case "TopicRules" -> TopicRulesFuzz::fuzzerTestOneInput;
            case "Sn" -> SnFuzz::fuzzerTestOneInput;
            case "FlashLog" -> FlashLogFuzz::fuzzerTestOneInput;
            case "WebSocket" -> WebSocketFuzz::fuzzerTestOneInput;
            default -> SessionFuzz::fuzzerTestOneInput;
        };
        List<Path> inputs;
        try (Stream<Path> files = Files.list(Path.of(CorpusTest.class.getResource("/fuzz/" + target).toURI()))) {
            inputs = files.sorted().toList();
        }
        assertFalse(inputs.isEmpty());
        for (Path input : inputs) {
            byte[] data = Files.readAllBytes(input);
            for (int length = 0; length <= data.length; length++) {
                try {
                    fuzz.accept(Arrays.copyOf(data, length));
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError(input.getFileName() + ", the first " + length + " bytes: " + e, e);
                }
            }
        }
    }
}
