package nogc.stm32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import nogc.samples.gateway.EmbeddedGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs over MQTT-SN as firmware: a serial line with frames, our gateway, and a real Mosquitto. */
class SensorNodeOverSnTest {
    /** The chip's name in digits of six bits: 51454d55 51454d55 51454d55 on QEMU's boards. */
    private static final String NAME = "stm32-KKLDLL55JLLHHKrL";
    private static final int PATIENCE = 60_000;

    @ParameterizedTest
    @ValueSource(strings = {"qemu405", "qemu100"})
    void itSleepsObeysItsSetPointAndItsWillSpeaksForItWhenItIsGone(String board) throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "sensors/#", "-q", "1", "-F", "%t %q %p");
                SerialCable cable = new SerialCable();
                EmbeddedGateway gateway = new EmbeddedGateway(told::add, "--broker", "127.0.0.1:" + broker.port(),
                        "--port", "none", "--retry", "1", "--serial", "tcp:127.0.0.1:" + cable.port())) {
            try (Emulator emulator = Emulator.start(Firmware.of(board, "SensorNodeSn"), cable.port())) {
                observer.awaitLine("/status 1 online");
                String topic = observer.lines().get(0).split(" ")[0];
                String root = topic.substring(0, topic.lastIndexOf('/'));
                assertTrue(told.stream().anyMatch(line -> line.contains("connected from tcp:")), told.toString());
                broker.awaitLog("Sending SUBACK to sn-gateway");
                broker.publish("-t", root + "/setpoint", "-q", "1", "-m", "21.5");
                observer.awaitLine(root + "/heater 1 off");
                assertEquals("", emulator.console());
                assertTrue(emulator.stackUsed() < 1536, "stack " + emulator.stackUsed());
                System.out.println("SensorNodeSn on " + board + ": heap " + emulator.heapUsed() + " B, stack "
                        + emulator.stackUsed() + " B");
                assertEquals("sensors/" + NAME, root);
            }
            observer.awaitLine("/status 1 offline");
        }
    }

    @Test
    void theLeastPublisherNeedsNoConnection(@TempDir Path folder) throws Exception {
        Path predefined = Files.writeString(folder.resolve("predefined"), "1 nogc/a\n");
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "nogc/#", "-F", "%t %p");
                SerialCable cable = new SerialCable();
                EmbeddedGateway gateway = gateway(broker, cable, "--predefined", predefined.toString());
                Emulator emulator = Emulator.start(Firmware.of("qemu405", "PublishSn"), cable.port())) {
            observer.awaitLine("nogc/a hello");
            assertEquals("", emulator.console());
        }
    }

    @Test
    void aSleeperHasItsTopicRegisteredPublishesAndSleeps() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "nogc/#", "-q", "1", "-F", "%t %q %p");
                SerialCable cable = new SerialCable();
                EmbeddedGateway gateway = gateway(broker, cable);
                Emulator emulator = Emulator.start(Firmware.of("qemu405", "SleeperSn"), cable.port())) {
            observer.awaitLine("nogc/a 1 hello");
            assertEquals("", emulator.console());
            System.out.println("SleeperSn: heap " + emulator.heapUsed() + " B, stack " + emulator.stackUsed() + " B");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"qemu405", "qemu100"})
    void aSleepingLampObeysWhatTheGatewayKeptForIt(String board) throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "nogc/lamp", "-q", "1", "-F", "%t %q %p");
                SerialCable cable = new SerialCable();
                EmbeddedGateway gateway = gateway(broker, cable);
                Emulator emulator = Emulator.start(Firmware.of(board, "SleepingLampSn"), cable.port())) {
            observer.awaitLine("nogc/lamp 1 0");
            broker.publish("-t", "nogc/lamp/set", "-q", "1", "-m", "1");
            observer.awaitLine("nogc/lamp 1 1");
            broker.publish("-t", "nogc/lamp/set", "-q", "1", "-m", "0");
            assertTrue(observer.await(lines -> lines.lastIndexOf("nogc/lamp 1 0") > lines.indexOf("nogc/lamp 1 1"),
                    PATIENCE), observer.lines()::toString);
            assertEquals("", emulator.console());
            System.out.println("SleepingLampSn on " + board + ": heap " + emulator.heapUsed() + " B, stack "
                    + emulator.stackUsed() + " B");
        }
    }

    private static EmbeddedGateway gateway(MosquittoBroker broker, SerialCable cable, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("--broker", "127.0.0.1:" + broker.port(), "--port", "none",
                "--retry", "1", "--serial", "tcp:127.0.0.1:" + cable.port()));
        words.addAll(List.of(more));
        return new EmbeddedGateway(told -> { }, words.toArray(new String[0]));
    }
}
