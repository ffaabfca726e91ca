package nogc.samples.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The package on a whole Raspberry Pi 3B, emulated, under its own systemd, with its own GPIO chip and thermal zone, and
 * a Mosquitto on this machine: {@code make pi-emulated}. One start of the Pi serves all tests.
 */
@Timeout(900)
class EmulatedPiTest {
    private static final String NAME = "nogc-mqtt-node";
    private static final String CONFIGURATION = "/etc/" + NAME + ".conf";
    private static final int LAMP = 17;
    private static final long PATIENCE = 240_000;

    @TempDir
    static Path folder;
    private static MosquittoBroker broker;
    private static Program observer;
    private static EmulatedPi pi;

    @BeforeAll
    @Timeout(1800)
    static void startAndInstall() throws Exception {
        broker = MosquittoBroker.start();
        observer = broker.observe("observer", "-t", "#", "-q", "1", "-F", "%t %p");
        long start = System.nanoTime();
        pi = new EmulatedPi(folder);
        report("a shell", start);
        pi.run("while systemctl is-system-running | grep -E 'initializing|starting'; do sleep 1; done");
        pi.run("/lib/systemd/systemd-networkd-wait-online --any --timeout=600").good();
        report("the system and its network are up", start);
        System.out.println(pi.run("cat /proc/device-tree/model; echo; uname -srm; systemctl --failed; grep -h ADDRESS="
                + " /run/systemd/netif/leases/*; cat /sys/class/gpio/gpiochip*/label; ls /dev/gpiochip*").said());
        start = System.nanoTime();
        send(DebianPackage.build("0.1.0", folder), "/root/node.deb");
        System.out.println(pi.run("dpkg --install /root/node.deb | grep -v Reading").good());
        report("the package is sent and installed", start);
        pi.run("sed -i 's|^broker = .*|broker = mqtt://10.0.2.2:" + broker.port() + "|' " + CONFIGURATION
                + " && printf '\\n[switch lamp]\\ngpio = " + LAMP + "\\n' >>" + CONFIGURATION).good();
        pi.run(NAME + " --check-config").good();
        start = System.nanoTime();
        System.out.println(pi.run("systemctl restart " + NAME + "; systemctl status --no-pager " + NAME).good());
        awaitSeen("sensors/pi/status online", 1);
        report("the service is online", start);
        pi.run("sync").good();
    }

    @AfterAll
    static void end() {
        if (pi != null) {
            pi.close();
        }
        observer.close();
        broker.close();
    }

    /** By a connection of its own from the Pi, so that nothing of this machine is mounted there. */
    private static void send(Path file, String to) throws IOException {
        byte[] content = Files.readAllBytes(file);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread sender = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write(content);
                } catch (IOException e) {
                    System.out.println("sending " + file + ": " + e);
                }
            });
            sender.start();
            pi.run("bash -c 'cat </dev/tcp/10.0.2.2/" + server.getLocalPort() + ">" + to + "'").good();
            assertEquals(Long.toString(content.length), pi.run("stat -c %s " + to).good());
        }
    }

    private static int seen(String line) {
        return (int) observer.lines().stream().filter(line::equals).count();
    }

    private static void awaitSeen(String line, int times) {
        assertTrue(observer.await(lines -> lines.stream().filter(line::equals).count() >= times, PATIENCE),
                () -> line + " was not seen " + times + " times, but " + observer.lines() + "; the Pi: "
                        + pi.run("journalctl --no-pager -u " + NAME).said());
    }

    private static String property(String name) {
        return pi.run("systemctl show --value -p " + name + " " + NAME).good();
    }

    private static void report(String what, long start) {
        System.out.printf("emulated Pi: %s after %.1f s%n", what, (System.nanoTime() - start) / 1e9);
    }

    @Test
    void theProcessorsTemperatureArrives() {
        String text = pi.run("cat /sys/class/thermal/thermal_zone0/temp").good();
        awaitSeen(String.format(Locale.ROOT, "sensors/pi/cpu %.1f", Integer.parseInt(text) / 1000.0), 1);
    }

    @Test
    void aCommandSwitchesALineAndItsLevelIsReadBack() throws Exception {
        switchFourTimes();
    }

    /** A line that was exported to the kernel's files stays there, and the chip does not give it until it is not. */
    @Test
    void theSameByTheChipsCharacterDevice() throws Exception {
        pi.run("systemctl stop " + NAME + "; cd /sys/class/gpio; for line in gpio[0-9]*; do echo ${line#gpio}"
                + " >unexport; done").good();
        restartWith("sed -i '/^name = /a gpio = chip'");
        try {
            switchFourTimes();
        } finally {
            restartWith("sed -i '/^gpio = chip/d'");
        }
    }

    private static void restartWith(String edit) {
        int online = seen("sensors/pi/status online");
        pi.run(edit + " " + CONFIGURATION + " && systemctl restart " + NAME).good();
        awaitSeen("sensors/pi/status online", online + 1);
        String said = pi.run("journalctl --no-pager --boot -n 4 -o cat -u " + NAME).good();
        assertFalse(said.contains("cannot be used"), said);
    }

    private static void switchFourTimes() throws IOException {
        for (String state : new String[] {"ON", "OFF", "ON", "OFF"}) {
            int before = seen("sensors/pi/lamp " + state);
            broker.publish("-t", "sensors/pi/lamp/set", "-q", "1", "-m", state);
            awaitSeen("sensors/pi/lamp " + state, before + 1);
            assertEquals(state.equals("ON"), pi.isHigh(LAMP), "the register of the chip");
        }
    }

    @Test
    void theServiceMayDoNothingThatItNeedNot() {
        String process = property("MainPID");
        assertEquals("notify", property("Type"));
        String status = pi.run("cat /proc/" + process + "/status").good();
        for (String line : new String[] {"CapEff:\t0000000000000000", "CapBnd:\t0000000000000000", "NoNewPrivs:\t1",
            "Seccomp:\t2"}) {
            assertTrue(status.contains(line), line + " in " + status);
        }
        assertFalse(status.contains("Uid:\t0"), status);
        String said = pi.run("nsenter --target " + process + " --mount sh -c 'echo x >/usr/x; echo x >/etc/x'").said();
        assertEquals(2, said.split("Read-only file system", -1).length - 1, said);
        pi.run("nsenter --target " + process + " --mount test ! -e /root/node.deb").good();
        assertEquals("closed", property("DevicePolicy"));
        System.out.println(pi.run("systemd-analyze security --no-pager " + NAME + " | tail -n 1; grep -E"
                + " 'VmRSS|VmHWM|Threads' /proc/" + process + "/status; systemctl show -p MemoryCurrent " + NAME)
                .good());
    }

    @Test
    void theWatchdogStartsAFrozenServiceAnew() {
        int online = seen("sensors/pi/status online");
        int offline = seen("sensors/pi/status offline");
        String process = property("MainPID");
        pi.run("kill -STOP " + process).good();
        awaitSeen("sensors/pi/status offline", offline + 1);
        awaitSeen("sensors/pi/status online", online + 1);
        assertNotEquals(process, property("MainPID"));
        assertTrue(pi.run("journalctl --no-pager -u " + NAME).good().contains("Watchdog timeout"));
    }

    @Test
    void aWrongConfigurationIsNotTriedAgain() {
        pi.run("sed -i 's/^gpio = /gpoi = /' " + CONFIGURATION).good();
        pi.run("systemctl restart " + NAME);
        pi.run("sleep 8"); // longer than RestartSec
        assertEquals("failed", property("ActiveState"));
        assertEquals("78", property("ExecMainStatus"));
        assertTrue(pi.run("journalctl --no-pager -u " + NAME).good().contains(CONFIGURATION + ":"));
        restartWith("sed -i 's/^gpoi = /gpio = /'");
    }

    @Test
    void afterAPowerCutTheServiceComesByItself() throws Exception {
        int online = seen("sensors/pi/status online");
        long start = System.nanoTime();
        pi.cutPower();
        awaitSeen("sensors/pi/status online", online + 1);
        report("online again, its power cut", start);
        System.out.println(pi.run("systemd-analyze time; systemd-analyze critical-chain --no-pager " + NAME
                + ".service").said());
    }
}
