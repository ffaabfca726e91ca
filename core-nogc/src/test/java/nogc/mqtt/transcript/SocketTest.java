package nogc.mqtt.transcript;

import java.util.stream.Stream;
import nogc.mqtt.Clause;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Plays over real sockets what does not depend on the whims of a transport. */
class SocketTest {
    @TestFactory
    @Clause({"5.0:MQTT-4.2.0-1", "3.1.1:MQTT-7.1.2-1"})
    Stream<DynamicTest> transcripts() {
        return Transcript.all().stream().filter(Transcript::suitsSockets).flatMap(transcript ->
                transcript.versions().stream().map(version -> DynamicTest.dynamicTest(
                        transcript.title() + " (" + version + ")", () -> play(transcript, version))));
    }

    private static void play(Transcript transcript, String version) {
        Recorder recorder = new Recorder();
        SocketStage stage = new SocketStage(recorder);
        try {
            new Performance(transcript, version, recorder, stage).play();
        } finally {
            stage.strike();
        }
    }
}
