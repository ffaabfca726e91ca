package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.Test;
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

    /** Each function fails once: connect says so, or what depends on it is not asked, and is asked later. */
    @Test
    void failuresOfTheMemoryAreTold() {
        Firmware firmware = Firmware.storedLibrary("qemu405", "311", "src/test/c/store_faults.c");
        try (Bridge bridge = new Bridge(1); Emulator emulator = Emulator.start(firmware, bridge.port())) {
            emulator.await("the end", 60, () -> emulator.console().contains("end 0\r\n"));
            assertEquals("""
                    read fails -50
                    messages 0
                    read says 5 -50
                    messages 0
                    program fails 0
                    messages 0
                    publish 1
                    asked 1
                    syncs 0
                    sync fails 0
                    messages 0
                    publish 1
                    asked 1
                    programs 8
                    good 0
                    messages 0
                    publish 1
                    asked 1
                    erase fails 0
                    messages 1
                    publish 1
                    asked 0
                    erase says 7 0
                    messages 1
                    publish 1
                    asked 0
                    erase is busy 0
                    messages 1
                    publish 1
                    asked 1
                    erases 3
                    at last 0
                    messages 2
                    syncs 1
                    wrong 0
                    end 0
                    """, emulator.console().replace("\r", ""));
        }
    }

    private static void powerCut(Emulator emulator, Bridge bridge) {
        emulator.pause();
        bridge.hangUp();
        emulator.reset();
        emulator.go();
    }
}
