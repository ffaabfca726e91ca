package nogc.samples.pi;

import static nogc.samples.pi.Garden.configuration;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import nogc.javase.tls.TestAuthority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The package, installed and run with a Java runtime for ARM under QEMU (user mode): {@code make pi-arm}. The runtimes
 * come from {@code arm-java}.
 */
@Timeout(600)
class ArmTest {
    private static final String NAME = "nogc-mqtt-node";

    private Path folder;

    /** Entries of other file systems have positions of 64 bits, which QEMU cannot hand to a program of 32. */
    @BeforeEach
    void makeFolderInMemory() throws IOException {
        folder = Files.createTempDirectory(Path.of("/dev/shm"), "pi");
    }

    @AfterEach
    void removeFolder() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }

    @ParameterizedTest
    @CsvSource({"arm64, aarch64", "armhf, arm"})
    void whatWasQueuedIsSentAfterAKill(String debian, String java) throws Exception {
        Path runtime = Path.of("target", "arm-java", debian, "bin").toAbsolutePath();
        assertTrue(Files.isExecutable(runtime.resolve("java")), "there is no Java for " + debian
                + "; run: samples/pi-node/arm-java " + debian);
        Path deb = DebianPackage.build("0.1.0", folder);
        String path = "PATH=" + runtime + ":/usr/sbin:/usr/bin:/sbin:/bin";
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (CleanRoot root = new CleanRoot(folder)) {
            String said = root.run(path + " java -XshowSettings:properties -version 2>&1 | grep -E 'os.arch|Server VM'")
                    .good();
            assertTrue(said.contains("os.arch = " + java), said);
            holdPolicyInMemory(root, runtime.resolveSibling("root/usr/lib/jvm/java-17-openjdk-" + debian));
            long start = System.nanoTime();
            root.run(path + " dpkg --install " + deb).good();
            root.run("test -s /var/cache/" + NAME + "/classes.jsa").good();
            report(debian, "installed, the archive of classes made", start);
            start = System.nanoTime();
            try (MosquittoBroker broker = MosquittoBroker.start()) {
                restart(root, path, "clear", broker, "mqtt://127.0.0.1:" + broker.port());
            }
            report(debian, "broker and node killed and restarted, in clear", start);
            start = System.nanoTime();
            try (TestAuthority authority = new TestAuthority("authority");
                    MosquittoBroker broker = MosquittoBroker.configure().tls(authority.certificate(),
                            authority.issue("127.0.0.1")).option("require_certificate true").run()) {
                TestAuthority.Issued own = authority.issue("garden");
                restart(root, path, "tls", broker, "mqtts://127.0.0.1:" + broker.port(),
                        "--cafile", authority.certificate().toString(), "--cert", own.certificate().toString(),
                        "--key", own.key().toString());
            }
            report(debian, "the same over TLS with a certificate of the node", start);
        }
    }

    /** A folder that Java lists ahead of its first cipher, and whose entries it could not read as said above. */
    private static void holdPolicyInMemory(CleanRoot root, Path runtime) {
        root.run("cd " + runtime.resolve("conf/security/policy")
                + " && cp -rL unlimited /run && mount --bind /run/unlimited unlimited").good();
    }

    private void restart(CleanRoot root, String path, String name, MosquittoBroker broker, String uri, String... tls)
            throws Exception {
        Path place = Files.createDirectory(folder.resolve(name));
        Garden garden = new Garden(place);
        List<String> lines = new ArrayList<>(List.of("store = " + garden.path("session"),
                "connect-timeout = 2 min")); // QEMU takes its time for a hand-shake of 32 bits
        for (int i = 0; i < tls.length; i += 2) {
            Path file = Files.copy(Path.of(tls[i + 1]), place.resolve(tls[i].substring(2)));
            lines.add(List.of("ca", "certificate", "key").get(i / 2) + " = " + file);
        }
        garden.put("f.conf", configuration(uri, lines.toArray(new String[0])));
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        }
        Restart.run(broker, garden, () -> root.start(List.of("setpriv", "--reuid=" + NAME, "--regid=" + NAME,
                "--init-groups", "--no-new-privs", "env", path, "/usr/lib/" + NAME + "/launch", "--config",
                garden.path("f.conf").toString(), "--sys", garden.path("sys").toString())), tls);
    }

    private static void report(String architecture, String what, long start) {
        System.out.printf("%s: %s: %.1f s%n", architecture, what, (System.nanoTime() - start) / 1e9);
    }
}
