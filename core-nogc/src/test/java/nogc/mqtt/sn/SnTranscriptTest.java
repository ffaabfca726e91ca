package nogc.mqtt.sn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plays each transcript in virtual time, at odd times of the clock too. */
class SnTranscriptTest {
    @TestFactory
    Stream<DynamicTest> transcripts() {
        return SnTranscript.all().stream().map(transcript -> DynamicTest.dynamicTest(transcript.title(), () -> {
            for (int clockStart : new int[] {0, Integer.MAX_VALUE - 4000, -1, Integer.MIN_VALUE}) {
                new SnClientPerformance(clockStart).play(transcript, clockStart);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> transcriptsOfTheSleepingClient() {
        return SnTranscript.ofSleepingClient().stream().map(each -> DynamicTest.dynamicTest(each.title(), () -> {
            for (int clockStart : new int[] {0, Integer.MAX_VALUE - 4000, -1, Integer.MIN_VALUE}) {
                new SnSleepingPerformance(clockStart).play(each, clockStart);
            }
        }));
    }

    @Test
    void everyTranscriptSaysWhatItProves() {
        Set<String> titles = new HashSet<>();
        List<SnTranscript> all = new ArrayList<>(SnTranscript.all());
        all.addAll(SnTranscript.ofSleepingClient());
        for (SnTranscript transcript : all) {
            assertTrue(titles.add(transcript.title()), transcript.file() + ": " + transcript.title() + " stands twice");
            assertEquals(List.of(), transcript.rows().stream().filter(row -> !row.matches("SN-\\S+-\\d+")).toList(),
                    transcript.file() + ": " + transcript.title());
        }
    }
}
