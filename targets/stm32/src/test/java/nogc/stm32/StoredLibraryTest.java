package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library for C with a store: its sample on a board whose store is RAM that a reset keeps. */
class StoredLibraryTest {
    private static final String SAMPLE = "src/sample/c/stored_counter.c";

    @ParameterizedTest
    @ValueSource(strings = {"311", "5"})
    void aMessageThatNeverLeftComesOutBehindAResetAndACountGoesOn(String version) throws IOException {
        Map<String, Integer> codes = LibraryTest.codes();
        int stack = codes.get("NOGC_MQTT_STACK_BYTES") + codes.get("NOGC_MQTT_STORE_STACK_BYTES");
        Firmware firmware = Firmware.storedLibrary("qemu405", version, SAMPLE);
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "c/kept", "-q", "2", "-F", "%q %p");
                Bridge bridge = new Bridge(broker.port())) {
            broker.freeze(); // so that CONNECT gets no answer
            try (Emulator emulator = Emulator.start(firmware, bridge.port())) {
                emulator.await("the message", 20, () -> emulator.console().contains("kept 1\r\n"));
                assertEquals(List.of("no store -1", "unit 3 -1", "init 0"),
                        emulator.console().lines().limit(3).toList());
                powerCut(emulator, bridge);
                broker.thaw();
                observer.awaitLine("2 first life");
                emulator.await("its end", 20,
                        () -> emulator.console().contains("published of an earlier life 7\r\nresult 0\r\n"));
                assertTrue(emulator.console().contains("kept from an earlier life 1\r\nits tag 7\r\n"),
                        emulator.console());

                broker.publish("-t", "c/count", "-q", "2", "-m", "a");
                broker.publish("-t", "c/count", "-q", "2", "-m", "b");
                emulator.await("two", 20, () -> emulator.console().contains("count 2\r\n"));
                emulator.await("records", 20, () -> broker.log().stream()
                        .filter(line -> line.contains("Received PUBCOMP from c-counter")).count() == 2);
                powerCut(emulator, bridge);
                emulator.await("the state", 20, () -> emulator.console().contains("state 2\r\n"));
                broker.publish("-t", "c/count", "-q", "2", "-m", "c");
                emulator.await("three", 20, () -> emulator.console().contains("count 3\r\n"));
                assertEquals(List.of("2 first life"), observer.lines());
                assertTrue(emulator.stackUsed() <= stack, "stack " + emulator.stackUsed());
                int left = Integer.parseInt(emulator.console().lines().filter(line -> line.startsWith("arena left "))
                        .findFirst().orElseThrow().substring("arena left ".length()));
                assertTrue(left >= 0 && left <= codes.get("NOGC_MQTT_ARENA_SLACK"), "arena left " + left);
                System.out.println("library " + version + " with a store: stack " + emulator.stackUsed()
                        + " B, arena left " + left + " B");
            }
        }
    }

    private static void powerCut(Emulator emulator, Bridge bridge) {
        emulator.pause();
        bridge.hangUp();
        emulator.reset();
        emulator.go();
    }
}
