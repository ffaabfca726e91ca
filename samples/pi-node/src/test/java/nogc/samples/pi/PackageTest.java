package nogc.samples.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The package from its installation to its end, by dpkg itself, each time in a {@link CleanRoot}. */
@Timeout(300)
class PackageTest {
    private static final String NAME = "nogc-mqtt-node";
    private static final String UNIT = "/lib/systemd/system/" + NAME + ".service";
    private static final Path CONFIGURATION = Path.of("/etc/" + NAME + ".conf");
    private static final String ARCHIVE = "/var/cache/" + NAME + "/classes.jsa";
    /** Tenths of the scale of systemd-analyze: above 5.0 it says MEDIUM. */
    private static final int MOST_EXPOSED = 20;

    @TempDir
    static Path folder;
    private static Path first;
    private static Path second;

    @BeforeAll
    static void buildTwoVersions() {
        first = DebianPackage.build("0.1.0", folder);
        second = folder.resolve("second.deb");
        String tree = folder.resolve("tree").toString();
        // The newer one has another text in the file of the configuration, as releases do.
        run("dpkg-deb", "-R", first.toString(), tree);
        run("sed", "-i", "s/^Version: .*/Version: 0.2.0/", tree + "/DEBIAN/control");
        run("sed", "-i", "1i # Of 0.2.0.", tree + CONFIGURATION);
        run("dpkg-deb", "-Znone", "-b", tree, second.toString());
    }

    private static String run(String... command) {
        try (Program program = Program.start(command[0], List.of(command).subList(1, command.length)
                .toArray(new String[0]))) {
            assertEquals(0, program.awaitExit(120), () -> String.join(" ", command) + ": " + program.lines());
            return String.join("\n", program.lines());
        }
    }

    private static void install(CleanRoot root, Path file) {
        root.run("dpkg --install " + file).good();
    }

    /** With a Java that makes no archive of classes, which takes most of the time and is of no use to what follows. */
    private static void installWithoutArchive(CleanRoot root, Path file) {
        root.run("mkdir -p /run/none; ln -sf /bin/false /run/none/java; PATH=/run/none:$PATH dpkg --install " + file)
                .good();
    }

    @Test
    void lintianFindsNoError() {
        String said = run("lintian", "--allow-root", "--fail-on", "error", first.toString());
        assertFalse(said.contains("E: "), said);
    }

    @Test
    void anInstallationHasItsUserItsServiceAndAnArchiveOfClassesThatIsUsed() {
        try (CleanRoot root = new CleanRoot()) {
            assertFalse(root.run("id " + NAME).code() == 0, "this machine has the package already");
            install(root, first);
            assertTrue(root.run("getent passwd " + NAME).good().endsWith(":/var/lib/" + NAME + ":/usr/sbin/nologin"));
            assertEquals("enabled", root.run("systemctl --root=/ is-enabled " + NAME).said());
            root.run("test -s " + ARCHIVE).good();
            // With "on" in place of "auto" a JVM that cannot map the archive does not start.
            assertTrue(root.run("sed 's/-Xshare:auto/-Xshare:on/' /usr/lib/" + NAME + "/launch >/tmp/launch; perl"
                    + " /tmp/launch --check-config").good().contains("1 sections, no mistakes"));
            assertEquals("", root.run("systemd-analyze verify --man=no " + UNIT).good());
            String exposure = root.run("systemd-analyze security --offline=true --threshold=" + MOST_EXPOSED + " "
                    + UNIT).good();
            assertTrue(exposure.contains("OK"), exposure);
            assertEquals("", root.run("dpkg --verify " + NAME).good());
        }
    }

    @Test
    void anUpgradeKeepsTheConfigurationTheSessionAndTheUser() {
        try (CleanRoot root = new CleanRoot()) {
            install(root, first);
            root.run("sed -i 's/^name = pi/name = cellar/' " + CONFIGURATION).good();
            root.run("install -D -o " + NAME + " /dev/null /var/lib/" + NAME + "/session").good();
            String user = root.run("id " + NAME).good();
            root.run("echo old >" + ARCHIVE).good();
            root.run("dpkg --force-confdef --force-confold --install " + second).good();
            assertEquals("0.2.0", root.run("dpkg-query -W -f '${Version}' " + NAME).good());
            assertEquals("name = cellar", root.run("grep ^name " + CONFIGURATION).good());
            assertEquals("# Of 0.2.0.", root.run("head -n 1 " + CONFIGURATION + ".dpkg-dist").good());
            assertEquals(NAME, root.run("stat -c %U /var/lib/" + NAME + "/session").good());
            assertEquals(user, root.run("id " + NAME).good());
            assertTrue(Long.parseLong(root.run("stat -c %s " + ARCHIVE).good()) > 1_000_000,
                    "the archive is made anew");
            assertEquals("enabled", root.run("systemctl --root=/ is-enabled " + NAME).said());
            root.run("systemctl --root=/ disable " + NAME).good();
            installWithoutArchive(root, second);
            assertEquals("disabled", root.run("systemctl --root=/ is-enabled " + NAME).said(), "as a person wants it");
        }
    }

    @Test
    void removalKeepsWhatAPersonWroteAndPurgeLeavesNothing() {
        try (CleanRoot root = new CleanRoot()) {
            installWithoutArchive(root, first);
            root.run("echo '# mine' >>" + CONFIGURATION).good();
            root.run("install -D -o " + NAME + " /dev/null /var/lib/" + NAME + "/session").good();
            root.run("dpkg --remove " + NAME).good();
            assertEquals("# mine", root.run("tail -n 1 " + CONFIGURATION).good());
            root.run("test -e /var/lib/" + NAME + "/session").good();
            assertEquals("", root.run("ls -d /usr/*/" + NAME + " /usr/sbin/" + NAME + " /var/cache/" + NAME + " "
                    + UNIT + " 2>/dev/null").said());
            installWithoutArchive(root, first);
            assertEquals("# mine", root.run("tail -n 1 " + CONFIGURATION).good(), "it comes back to its file");
            root.run("dpkg --purge " + NAME).good();
            assertEquals("", root.changes());
            assertEquals("", root.run("grep -l " + NAME + " /etc/{passwd,shadow,group,gshadow,subuid,subgid}").said());
        }
    }

    /** By the launcher and as the service's user, with a socket where that of systemd would be. */
    @Test
    void theServiceTellsThatItIsReadyAliveAndLeaving() {
        String listener = "use Socket; socket(S, PF_UNIX, SOCK_DGRAM, 0) && bind(S, pack_sockaddr_un('/run/notify'))"
                + " && chmod(0666, '/run/notify') or die $!; $| = 1; print \"listens\\n\";"
                + " while (defined recv(S, my $word, 99, 0)) { print \"$word\\n\" }";
        try (CleanRoot root = new CleanRoot();
                MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", "#", "-q", "1", "-F", "%t %p");
                Program manager = root.start(List.of("perl", "-e", listener))) {
            installWithoutArchive(root, first);
            manager.awaitLine("listens");
            Path zone = Path.of("/srv/sys/class/thermal/thermal_zone0");
            root.put(zone.resolve("type"), "cpu-thermal\n");
            root.put(zone.resolve("temp"), "48312\n");
            root.run("sed -i 's|^broker = .*|broker = mqtt://127.0.0.1:" + broker.port() + "|' "
                    + CONFIGURATION).good();
            List<String> command = new ArrayList<>(List.of("setpriv", "--reuid=" + NAME, "--regid=" + NAME,
                    "--init-groups", "--no-new-privs", "env", "JOURNAL_STREAM=8:1", "NOTIFY_SOCKET=/run/notify",
                    "WATCHDOG_USEC=1000000", "/usr/lib/" + NAME + "/launch", "--sys", "/srv/sys"));
            try (Program node = root.start(command)) {
                observer.awaitLine("sensors/pi/status online");
                observer.awaitLine("sensors/pi/cpu 48.3");
                observer.awaitLine("\"sw_version\":\"0.1.0\"");
                manager.awaitLine("READY=1");
                manager.awaitLine("WATCHDOG=1");
                assertFalse(node.lines().stream().anyMatch(line -> line.startsWith("<3>")), node.lines()::toString);
            } // SIGTERM
            manager.awaitLine("STOPPING=1");
            observer.awaitLine("sensors/pi/status offline");
        }
    }
}
