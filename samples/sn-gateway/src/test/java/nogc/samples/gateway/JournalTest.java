package nogc.samples.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what is read. */
class JournalTest {
    private static final int LONGEST_TOPIC = 65_535;

    @Test
    void theLongestTopicOfAnyCharactersIsKept(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("store");
        String emoji = "\uD83D\uDE00".repeat(LONGEST_TOPIC / 4) + "abc";
        try (Journal journal = new Journal(file, false)) {
            journal.compact(fresh -> { });
            NodeRecords records = journal.of("n");
            records.session(60, new Will(emoji, new byte[1], 1, false));
            records.subscribed(emoji, 1);
            records.queued(new Outgoing(1, emoji, new byte[2], 1, false, 7));
        }
        JournalImage image = JournalImage.read(file).get("n");
        assertEquals(emoji, image.will.topic());
        assertEquals(emoji, image.filters.keySet().iterator().next());
        assertEquals(emoji, image.queue.get(1L).topic());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "-----BEGIN CERTIFICATE-----"})
    void anotherFileIsRefusedAndNothingIsLeftBesideIt(String content, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), content);
        Settings settings = Arguments.parse("--port", "0", "--store", file.toString());
        SettingsException refusal = assertThrows(SettingsException.class,
                () -> new GatewayLoop(settings, new OperatorLog(line -> { })));
        assertEquals("--store " + file + " is no store of this gateway: name another file", refusal.getMessage());
        assertEquals(content, Files.readString(file));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }
}
