package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs of the size table do their job, as images on emulated boards, against a real broker. */
class ProgramsTest {
    @ParameterizedTest
    @CsvSource({"qemu405, PublishOnce311", "qemu405, PublishOnce5", "qemu405, PublishByCodec311",
        "qemu405, PublishByCodec5", "qemu100, PublishOnce311", "qemu100, PublishOnce5", "qemu071, PublishByCodec5"})
    void programAPublishesOnceAndDisconnects(String board, String program) {
        Firmware firmware = Firmware.of(board, program);
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "nogc/a", "-F", "%t %q %r %p");
                Emulator emulator = Emulator.start(firmware, broker.port())) {
            observer.awaitLine("nogc/a");
            broker.awaitLog("Received DISCONNECT from stm32-51454d5551454d5551454d55");
            assertEquals(List.of("nogc/a 0 0 hello"), observer.lines());
            assertEquals("", emulator.console());
        }
    }

    @ParameterizedTest
    @CsvSource({"qemu405, Echo311", "qemu405, Echo5", "qemu405, EchoByCodec311", "qemu405, EchoByCodec5",
        "qemu100, Echo311", "qemu100, Echo5", "qemu071, Echo5"})
    void programBAnswersEachMessage(String board, String program) {
        Firmware firmware = Firmware.of(board, program);
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "nogc/b/out", "-q", "1", "-F", "%q %p");
                Emulator emulator = Emulator.start(firmware, broker.port())) {
            broker.awaitLog("Sending SUBACK to stm32-");
            for (int i = 0; i < 5; i++) {
                broker.publish("-t", "nogc/b/in", "-q", "1", "-m", "message " + i);
                observer.awaitLine("1 message " + i);
            }
            assertEquals(List.of("1 message 0", "1 message 1", "1 message 2", "1 message 3", "1 message 4"),
                    observer.awaitLines(5));
            assertEquals("", emulator.console());
        }
    }
}
