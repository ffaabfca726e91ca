package nogc.mqtt.transcript;

import java.util.stream.Stream;
import nogc.mqtt.Clause;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Plays each transcript over a WebSocket: whatever the frames, nothing changes for the client or the server. */
class WebSocketTest {
    @TestFactory
    @Clause({"5.0:MQTT-6.0.0-2", "3.1.1:MQTT-6.0.0-2"})
    Stream<DynamicTest> transcripts() {
        return Transcript.all().stream().flatMap(transcript -> transcript.versions().stream().map(version ->
                DynamicTest.dynamicTest(transcript.title() + " (" + version + ")", () -> play(transcript, version))));
    }

    private static void play(Transcript transcript, String version) {
        for (WebSocketStage.Frames frames : WebSocketStage.Frames.values()) {
            for (int piece : new int[] {Integer.MAX_VALUE, 1}) {
                if (!transcript.isUndivided() || frames == WebSocketStage.Frames.WHOLE && piece > 1) {
                    Recorder recorder = new Recorder();
                    new Performance(transcript, version, recorder, new WebSocketStage(frames, piece, recorder)).play();
                }
            }
        }
    }
}
