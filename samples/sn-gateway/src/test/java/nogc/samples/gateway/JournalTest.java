package nogc.samples.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
