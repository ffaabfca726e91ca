package nogc.mqtt.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plays each transcript whole, byte by byte in either direction, cut at every byte of input, and at odd times. */
class TranscriptTest {
    @TestFactory
    Stream<DynamicTest> transcripts() {
        return Transcript.all().stream().flatMap(transcript -> transcript.versions().stream().map(version ->
                DynamicTest.dynamicTest(transcript.title() + " (" + version + ")", () -> play(transcript, version))));
    }

    private static void play(Transcript transcript, String version) {
        int input = Performance.play(transcript, version, Delivery.WHOLE);
        for (Delivery delivery : List.of(Delivery.BYTES_OUT, Delivery.WRAPPING, Delivery.NEGATIVE)) {
            Performance.play(transcript, version, delivery);
        }
        if (transcript.isUndivided()) {
            return;
        }
        Performance.play(transcript, version, Delivery.BYTES_IN);
        Performance.play(transcript, version, Delivery.BYTES);
        for (int cut = 1; cut < input; cut++) {
            Performance.play(transcript, version, Delivery.cutAt(cut));
        }
    }

    @Test
    void everyTranscriptSaysWhatItProves() {
        Set<String> titles = new HashSet<>();
        for (Transcript transcript : Transcript.all()) {
            assertTrue(titles.add(transcript.title()), transcript.file() + ": its first line is that of another one");
            assertEquals(List.of(), transcript.clauses().stream()
                    .filter(clause -> !clause.matches("(5\\.0|3\\.1\\.1):\\S+-\\S+")).toList(), transcript.file());
        }
    }
}
