package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample that runs everywhere, as firmware. */
class SensorNodeTest {
    private static final String NAME = "stm32-51454d5551454d5551454d55";

    /** QEMU's ADCs never end a conversion, or are not there: the node runs without readings, and invents none. */
    @ParameterizedTest
    @CsvSource({"qemu405, SensorNode311", "qemu405, SensorNode5",
        "qemu100, SensorNode311", "qemu100, SensorNode5"})
    void obeysItsSetPointAndItsWillSpeaksForItWhenItIsGone(String board, String program) {
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "sensors/#", "-q", "1", "-F", "%t %q %p")) {
            String root = "sensors/" + NAME;
            try (Emulator emulator = Emulator.start(Firmware.of(board, program), broker.port())) {
                observer.awaitLine(root + "/status 1 online");
                broker.awaitLog("Sending SUBACK to " + NAME);
                broker.publish("-t", root + "/setpoint", "-q", "1", "-m", "21.5");
                observer.awaitLine(root + "/heater 1 off");
                assertTrue(observer.lines().stream().noneMatch(line -> line.contains("temperature")), "an invention");
                assertEquals("", emulator.console());
                assertTrue(emulator.stackUsed() < 1536, "stack " + emulator.stackUsed());
                System.out.println(program + " on " + board + ": heap " + emulator.heapUsed() + " B, stack "
                        + emulator.stackUsed() + " B");
            }
            observer.awaitLine(root + "/status 1 offline");
        }
    }
}
