package nogc.samples.pi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file means, and every mistake in it at once, each with its line. */
class SettingsTest {
    private static final String BROKER = "broker = mqtt://localhost\n";
    private static final String SENSOR = "[sensor cpu]\nkind = thermal\n";

    @TempDir
    Path folder;
    private Mistakes mistakes;

    @Test
    void theFileThatThePackageShipsHasNoMistakes() throws IOException {
        read(Files.readString(Path.of("src/main/deb/nogc-mqtt-node.conf")));
        assertEquals(List.of(), mistakes.lines());
    }

    @Test
    void aWordThatIsNotUnderstoodIsNamed() {
        assertEquals("nogc-mqtt-node: there is no '--check'; see --help", PiNode.complaint("--check"));
        assertEquals("nogc-mqtt-node: --config needs a value behind it; see --help", PiNode.complaint("--config"));
    }

    @Test
    void aShortFileHasDefaultsForTheRest() {
        Settings settings = read(BROKER + SENSOR);
        assertEquals(List.of(), mistakes.lines());
        assertEquals("sensors/pi", settings.root);
        assertTrue(settings.version5);
        assertEquals(60, settings.keepAlive);
        assertEquals(15_000, settings.connectTimeout);
        assertEquals("homeassistant", settings.discovery);
        PartSettings cpu = settings.parts.get(0);
        assertEquals("sensors/pi/cpu", cpu.topicText);
        assertEquals(60_000, cpu.period);
        assertEquals(600_000, cpu.longestSilence);
        assertTrue(cpu.retain);
    }

    @Test
    void everyMistakeIsToldAtOnceInTheOrderOfTheLines() {
        read("name = a+b\nbroker = http://x\nborker = y\nkeep-alive = 10\nca = /nowhere.pem\nwhat\n[sensor cpu]\n"
                + "period = 0 s\n[sensor cpu]\nkind = frobnicate\n[lamp x]\n[switch]\n");
        List<String> lines = mistakes.lines();
        for (String start : List.of("f: 'sensors/a+b/status' is no topic", "f:2: a broker's URI begins with",
                "f:3: there is no key 'borker'", "f:4: keep-alive is a time", "f:5: is for TLS",
                "f:5: /nowhere.pem is not there", "f:6: a line is KEY = VALUE", "f:7: the sensor has no kind",
                "f:8: period is a time", "f:9: there are two sections named cpu", "f:10: kind is thermal",
                "f:11: there is no kind of section 'lamp'", "f:12: a section begins with")) {
            assertEquals(1, lines.stream().filter(line -> line.startsWith(start)).count(), start + " in " + lines);
        }
        assertEquals(13, lines.size(), lines::toString);
        assertEquals(lines.stream().map(SettingsTest::line).sorted().toList(),
                lines.stream().map(SettingsTest::line).toList());
    }

    private static Integer line(String mistake) {
        return mistake.matches("f:[0-9]+:.*") ? Integer.valueOf(mistake.split(":")[1]) : 0;
    }

    @ParameterizedTest
    @CsvSource({"period = 5, 2", "period = 25 h, 2", "period = -1 s, 2", "dead-band = x, 2", "dead-band = 0.1234, 2",
        "decimals = 4, 2", "qos = 3, 2", "retain = true, 2", "at-least = never, 2", "topic = a/#, 2", "gpio = 4, 2",
        "kind = w1 28-XYZ, 2", "kind = iio bme280, 2", "kind = iio bme280 loudness, 2", "kind = hwmon lm75 temp, 2",
        "period =, 2", "kind =, 2", "kind = bme280, 2", "kind = bme280 illuminance, 2", "address = 0x76, 2",
        "bus = 1, 2"})
    void aWrongLineOfASensorIsOneMistake(String line, int ignored) {
        read(BROKER + "[sensor x]\n" + line + "\n" + (line.startsWith("kind") ? "" : "kind = thermal\n"));
        assertEquals(1, mistakes.lines().size(), mistakes.lines()::toString);
        assertTrue(mistakes.lines().get(0).matches("f:[23]: .*"), mistakes.lines()::toString);
    }

    @Test
    void aResistorTakesTheCharacterDevice() {
        String contact = "[contact door]\ngpio = 27\npull = up\n";
        read(BROKER + contact);
        assertEquals(List.of(), mistakes.lines());
        read(BROKER + "gpio = sysfs\n" + contact);
        assertEquals(List.of("f:5: gpio = sysfs knows no resistors: leave that away, or pull"), mistakes.lines());
        read(BROKER + "gpio = pins\n[contact door]\ngpio = 27\npull = yes\n");
        assertEquals(List.of("f:2: gpio is sysfs or chip, not 'pins'", "f:5: pull is none, up or down, not 'yes'"),
                mistakes.lines());
    }

    @Test
    void aBme280HasABusAndAnAddress() {
        read(BROKER + "[sensor x]\nkind = bme280 humidity\nbus = 0\naddress = 0x77\n");
        assertEquals(List.of(), mistakes.lines());
        read(BROKER + "[sensor x]\nkind = bme280 humidity\nbus = one\naddress = 77\n");
        assertEquals(List.of("f:4: bus is a whole number from 0 to 99, not 'one'",
                "f:5: address is 0x76 or 0x77, not '77'"), mistakes.lines());
    }

    @Test
    void twoPartsDoNotShareALineOrATopic() {
        read(BROKER + "[switch a]\ngpio = 17\n[contact b]\ngpio = 17\n[sensor c]\nkind = thermal\n"
                + "topic = sensors/pi/a\n[sensor d]\nkind = thermal\ntopic = sensors/pi/status\n");
        assertEquals(List.of("f:4: line 17 is that of [switch a] already",
                "f:6: the topic sensors/pi/a is that of [switch a] already",
                "f:9: the topic sensors/pi/status is that of the node's presence already"), mistakes.lines());
    }

    @Test
    void whatANewcomerGetsWrongIsSaidInItsLine() {
        read("broker = mqtt://me:secret@localhost\nversion = 4\ndiscovery = home/#\n" + SENSOR);
        List<String> lines = mistakes.lines();
        assertEquals(3, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith("f:1: user and password stand in lines of their own"), lines.get(0));
        assertFalse(lines.get(0).contains("secret"));
        assertEquals("f:2: version is 5 or 311, not '4'", lines.get(1));
        assertTrue(lines.get(2).startsWith("f:3: 'home/#' is no topic"), lines.get(2));
    }

    @Test
    void aFileOfAWindowsEditorIsRead() {
        read("\uFEFF" + BROKER.replace("\n", "\r\n") + SENSOR.replace("\n", "\r\n"));
        assertEquals(List.of(), mistakes.lines());
    }

    @Test
    void aTopicWithAWildcardIsSaidOnce() {
        read(BROKER + "topic = a/+\n" + SENSOR + "[switch lamp]\ngpio = 17\n");
        assertEquals(1, mistakes.lines().size(), mistakes.lines()::toString);
    }

    @Test
    void aPasswordThatOthersMayReadIsRefused() throws IOException {
        Path secret = folder.resolve("secret");
        Files.writeString(secret, "päss\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        String file = BROKER + "user = me\npassword-file = " + secret + "\n" + SENSOR;
        read(file);
        assertTrue(mistakes.lines().get(0).contains("chmod 640"), mistakes.lines()::toString);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
        assertArrayEquals("päss".getBytes(StandardCharsets.UTF_8), read(file).password);
        assertEquals(List.of(), mistakes.lines());
    }

    @Test
    void aCredentialOfTheServiceIsReadFromItsFolder() throws IOException {
        String file = BROKER + "user = me\npassword-file = credential:mqtt\n" + SENSOR;
        read(file);
        assertTrue(mistakes.lines().get(0).contains("LoadCredential=mqtt:"), mistakes.lines()::toString);
        Files.writeString(folder.resolve("mqtt"), "secret");
        mistakes = new Mistakes("f");
        Path path = folder.resolve("f.conf");
        assertArrayEquals("secret".getBytes(StandardCharsets.UTF_8), Settings.read(path, mistakes, folder).password);
    }

    @Test
    void tlsIsMadeWhereABrokerIsSecure() throws IOException {
        Path authority = Files.createFile(folder.resolve("ca.pem"));
        assertNotNull(read("broker = mqtts://h\nca = " + authority + "\n" + SENSOR).tls);
        assertEquals(List.of(), mistakes.lines());
        read("broker = mqtts://h\nkey = " + authority + "\n" + SENSOR);
        assertTrue(mistakes.lines().get(0).endsWith("certificate and key go together"));
    }

    @Test
    void aFileThatIsNoTextOrNotThereIsSaidToBe() throws IOException {
        Files.write(folder.resolve("f.conf"), new byte[] {(byte) 0xFF, (byte) 0xFE, 'x'});
        mistakes = new Mistakes("f");
        Settings.read(folder.resolve("f.conf"), mistakes, null);
        assertEquals(List.of("f: is not UTF-8"), mistakes.lines());
        mistakes = new Mistakes("f");
        Settings.read(folder.resolve("none"), mistakes, null);
        assertEquals(List.of("f: cannot be read: there is no such file"), mistakes.lines());
        read("name = a\u0000b\n" + BROKER + SENSOR);
        assertEquals(List.of("f:1: a line holds no control characters"), mistakes.lines());
        assertFalse(mistakes.isEmpty());
    }

    private Settings read(String text) {
        try {
            Files.writeString(folder.resolve("f.conf"), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        mistakes = new Mistakes("f");
        return Settings.read(folder.resolve("f.conf"), mistakes, null);
    }
}
