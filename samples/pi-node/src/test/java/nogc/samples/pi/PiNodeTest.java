package nogc.samples.pi;

import static nogc.samples.pi.Garden.ROOT;
import static nogc.samples.pi.Garden.awaitSaid;
import static nogc.samples.pi.Garden.configuration;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process of its own, with a fixture in place of /sys and a real Mosquitto. */
class PiNodeTest {
    @TempDir
    Path folder;

    private Garden garden;

    @BeforeEach
    void plant() {
        garden = new Garden(folder);
    }

    @Test
    void readingsCommandsPresenceAndDiscoveryOverARealBroker() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "#", "-q", "1", "-F", "%t %r %p");
                Program node = garden.node(configuration("mqtt://127.0.0.1:" + broker.port()))) {
            observer.awaitLine(ROOT + "/status 0 online");
            observer.awaitLine(ROOT + "/cpu 0 48.3");
            observer.awaitLine(ROOT + "/pressure 0 995.0");
            observer.awaitLine(ROOT + "/lamp 0 OFF");
            String discovery = observer.lines().stream()
                    .filter(line -> line.startsWith("homeassistant/sensor/garden/pressure/config 0 {")).findFirst()
                    .orElseThrow();
            for (String piece : List.of("\"unit_of_measurement\":\"hPa\"", "\"device_class\":\"atmospheric_pressure\"",
                    "\"state_topic\":\"sensors/garden/pressure\"", "\"availability_topic\":\"sensors/garden/status\"",
                    "\"unique_id\":\"garden_pressure\"", "\"identifiers\":[\"nogc-mqtt-garden\"]")) {
                assertTrue(discovery.contains(piece), piece + " in " + discovery);
            }
            broker.publish("-t", ROOT + "/lamp/set", "-q", "1", "-m", "ON");
            observer.awaitLine(ROOT + "/lamp 0 ON");
            assertEquals("1", Files.readString(folder.resolve("sys/class/gpio/gpio529/value")).strip());
            garden.temperature("garbage");
            awaitSaid(node, "sensor cpu: no reading");
            garden.temperature("50000");
            observer.awaitLine(ROOT + "/cpu 0 50.0");
            new ProcessBuilder("kill", Long.toString(pid())).start().waitFor();
            observer.awaitLine(ROOT + "/status 0 offline");
            assertEquals(143, node.awaitExit(30));
            awaitSaid(node, "left after");
        }
    }

    /** FIFO: its opening blocks until somebody writes, as a driver that hangs does. */
    @Test
    void aSensorThatHangsKeepsNobody() throws Exception {
        Path temp = folder.resolve("sys/class/thermal/thermal_zone0/temp");
        Files.delete(temp);
        assertEquals(0, new ProcessBuilder("mkfifo", temp.toString()).start().waitFor());
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "#", "-q", "1", "-F", "%t %p");
                Program node = garden.node(configuration("mqtt://127.0.0.1:" + broker.port()))) {
            observer.awaitLine(ROOT + "/pressure 995.0");
            awaitSaid(node, "sensor cpu: no answer, it hangs");
            garden.put("sys/bus/iio/devices/iio:device0/in_pressure_input", "100.1\n");
            observer.awaitLine(ROOT + "/pressure 1001.0");
            assertTrue(observer.lines().stream().noneMatch(line -> line.startsWith(ROOT + "/cpu ")));
        }
    }

    @Test
    void linesAreTakenByCharacterDeviceWhereTheKernelHasNoFilesForThem() throws Exception {
        garden.put("dev/line-27", "1");
        garden.put("dev/line-4.taken", "");
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "#", "-q", "1", "-F", "%t %p");
                Program node = garden.nodeWithDevices(configuration("mqtt://127.0.0.1:" + broker.port())
                        + "[contact door]\ngpio = 27\npull = up\n[switch other]\ngpio = 4\n")) {
            observer.awaitLine(ROOT + "/lamp OFF");
            observer.awaitLine(ROOT + "/door ON");
            assertEquals("33", Files.readString(folder.resolve("dev/line-27.flags")), "an input, pulled up");
            broker.publish("-t", ROOT + "/lamp/set", "-q", "1", "-m", "ON");
            observer.awaitLine(ROOT + "/lamp ON");
            assertEquals("1", Files.readString(folder.resolve("dev/line-17")));
            garden.put("dev/line-27", "0");
            observer.awaitLine(ROOT + "/door OFF");
            awaitSaid(node, "switch other: line 4 cannot be used: ");
        }
    }

    @Test
    void aBme280OnTheBusHasThreeReadingsThatHomeAssistantFinds() throws Exception {
        byte[] registers = new byte[256];
        int[] words = {27504, 26435, -1000, 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000};
        for (int i = 0; i < words.length; i++) {
            registers[0x88 + 2 * i] = (byte) words[i];
            registers[0x89 + 2 * i] = (byte) (words[i] >> 8);
        }
        System.arraycopy(new byte[] {114, 1, 0, 19, 41, 3, 30}, 0, registers, 0xE1, 7);
        System.arraycopy(new byte[] {101, 90, -64, 126, -19, 0, 105, 120}, 0, registers, 0xF7, 8);
        registers[0xA1] = 75;
        registers[0xD0] = 0x60;
        Path device = folder.resolve("dev/77");
        Files.createDirectories(device.getParent());
        Files.write(device, registers);
        StringBuilder file = new StringBuilder();
        for (String quantity : List.of("temperature", "humidity", "pressure")) {
            file.append("[sensor room-").append(quantity).append("]\naddress = 0x77\nperiod = 200 ms\ndecimals = 2\n")
                    .append("kind = bme280 ").append(quantity).append('\n');
        }
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "#", "-q", "1", "-F", "%t %p");
                Program node = garden.nodeWithDevices(configuration("mqtt://127.0.0.1:" + broker.port()) + file)) {
            observer.awaitLine(ROOT + "/room-temperature 25.08");
            observer.awaitLine(ROOT + "/room-humidity 39.11");
            observer.awaitLine(ROOT + "/room-pressure 1006.56");
            for (String found : List.of("temperature/config {*\"device_class\":\"temperature\"",
                    "humidity/config {*\"device_class\":\"humidity\"",
                    "pressure/config {*\"device_class\":\"atmospheric_pressure\"")) {
                String[] parts = found.split("\\*");
                String start = "homeassistant/sensor/garden/room-" + parts[0];
                assertTrue(observer.lines().stream().anyMatch(line -> line.startsWith(start)
                        && line.contains(parts[1])), found);
            }
            Files.delete(device);
            awaitSaid(node, "sensor room-pressure: no reading: there is no such device");
            garden.temperature("50000");
            observer.awaitLine(ROOT + "/cpu 50.0");
            Path whole = Files.write(folder.resolve("dev/77.new"), registers);
            Files.move(whole, device, StandardCopyOption.ATOMIC_MOVE); // one that is half written is another fault
            awaitSaid(node, "sensor room-pressure: it reads again");
            assertEquals(1, node.lines().stream().filter(line -> line.contains("room-pressure: no reading")).count());
            assertFalse(node.lines().stream().anyMatch(line -> line.contains("I2C Error")), node.lines()::toString);
        }
    }

    @Test
    void aWrongConfigurationEndsWith78AndSaysAllOfIt() throws Exception {
        try (Program node = garden.node("broker = nonsense\n[sensor x]\n")) {
            assertEquals(PiNode.WRONG_CONFIGURATION, node.awaitExit(30));
            awaitSaid(node, "f.conf:1: ");
            awaitSaid(node, "f.conf:2: the sensor has no kind");
            assertFalse(node.lines().stream().anyMatch(line -> line.contains("Exception")));
        }
    }

    @Test
    void aStoreOfAnotherNameEndsWith78() throws Exception {
        Path store = folder.resolve("session");
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "#", "-q", "1", "-F", "%t %p")) {
            String file = configuration("mqtt://127.0.0.1:" + broker.port(), "store = " + store);
            try (Program node = garden.node(file)) {
                observer.awaitLine(ROOT + "/status online");
            }
            try (Program node = garden.node(file.replace("name = garden", "name = cellar"))) {
                assertEquals(PiNode.WRONG_CONFIGURATION, node.awaitExit(30));
                awaitSaid(node, "keeps the session of another name");
            }
        }
    }

    private long pid() {
        return ProcessHandle.current().descendants()
                .filter(p -> Arrays.asList(p.info().arguments().orElse(new String[0])).contains(PiNode.class.getName()))
                .findFirst().orElseThrow().pid();
    }
}
