package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sensor node as firmware that reaches its broker by a modem, and again after whatever the modem suffers. */
class ModemTest {
    private static final String ROOT = "sensors/stm32-51454d5551454d5551454d55";
    private static final int ROUNDS = 20;

    private int asked;

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({"qemu405, ModemSensor311", "qemu405, ModemSensor5"})
    void messagesPassBothWaysAndAgainAfterEachLoss(String board, String program) {
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", ROOT + "/status", "-t", ROOT + "/heater", "-t",
                        "answers", "-V", "5", "-q", "1", "-F", "%t %q %p %D");
                ModemBox modem = new ModemBox("nogc", "change me, \"please\"", "broker.example", broker.port(),
                        System.nanoTime());
                Emulator emulator = Emulator.start(Firmware.of(board, program), modem.port())) {
            awaitOnline(observer, 1, emulator);
            talk(broker, observer, program, emulator);
            int heap = emulator.heapUsed();

            modem.loseConnection();
            awaitOnline(observer, 2, emulator);
            talk(broker, observer, program, emulator);

            modem.loseAccessPoint();
            awaitOnline(observer, 3, emulator);
            talk(broker, observer, program, emulator);

            modem.reboot();
            awaitOnline(observer, 4, emulator);
            talk(broker, observer, program, emulator);

            assertEquals(4, modem.connections());
            assertEquals(heap, emulator.heapUsed(), "bytes of heap, which nothing may take any more");
            assertEquals("", emulator.console());
            assertTrue(modem.refused().stream().allMatch(ModemTest::mayBeRefused), modem.refused().toString());
            System.out.println(program + " on " + board + ": heap " + heap + " B, stack " + emulator.stackUsed()
                    + " B");
            modem.close(); // ahead of the board, with whom its line breaks
        }
    }

    private static void awaitOnline(Program observer, int times, Emulator emulator) {
        emulator.await("connection " + times, 60, () -> count(observer, ROOT + "/status 1 online") >= times);
    }

    private static long count(Program observer, String line) {
        return observer.lines().stream().filter(each -> each.startsWith(line)).count();
    }

    /** Each set-point is obeyed, each request is answered, all of it at QoS 1. */
    private void talk(MosquittoBroker broker, Program observer, String program, Emulator emulator) {
        for (int i = 0; i < ROUNDS; i++) {
            asked++;
            long before = count(observer, ROOT + "/heater 1 off"); // one may be sent again behind a loss
            if (program.endsWith("5")) {
                broker.publish("-V", "5", "-t", ROOT + "/get", "-q", "1", "-m", "?", "-D", "publish", "response-topic",
                        "answers", "-D", "publish", "correlation-data", "request " + asked);
                String answer = "answers 1 {\"n\":0,\"celsius\":null} request " + asked;
                emulator.await(answer, 20, () -> count(observer, answer) == 1);
            } else {
                broker.publish("-t", ROOT + "/setpoint", "-q", "1", "-m", "21.5");
                emulator.await("set-point " + asked, 20, () -> count(observer, ROOT + "/heater 1 off") > before);
            }
        }
    }

    /** What a modem refuses in the course of things: nothing to close, nothing to read, the rest of what cancels. */
    private static boolean mayBeRefused(String command) {
        return List.of("AT+CIPCLOSE", "+++ATE0").contains(command) || command.startsWith("AT+CIPRECVDATA=");
    }
}
