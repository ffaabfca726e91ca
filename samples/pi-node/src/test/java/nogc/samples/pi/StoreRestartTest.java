package nogc.samples.pi;

import static nogc.samples.pi.Garden.ROOT;
import static nogc.samples.pi.Garden.awaitSaid;
import static nogc.samples.pi.Garden.configuration;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import nogc.javase.tls.TestAuthority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The node with a store, killed while the broker is away, in clear and over TLS with a certificate of its own. */
@Timeout(120)
class StoreRestartTest {
    @TempDir
    Path folder;

    private Garden garden;

    @BeforeEach
    void plant() {
        garden = new Garden(folder);
    }

    @Test
    void whatWasQueuedIsSentAfterAKill() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start()) {
            killAndRestart(broker, configuration("mqtt://127.0.0.1:" + broker.port(),
                    "store = " + garden.path("session")));
        }
    }

    @Test
    void whatWasQueuedIsSentAfterAKillOverTlsWithACertificateOfTheNode() throws Exception {
        try (TestAuthority authority = new TestAuthority("authority");
                MosquittoBroker broker = MosquittoBroker.configure().tls(authority.certificate(),
                        authority.issue("127.0.0.1")).option("require_certificate true").run()) {
            TestAuthority.Issued own = authority.issue("garden");
            killAndRestart(broker, configuration("mqtts://127.0.0.1:" + broker.port(),
                    "store = " + garden.path("session"), "ca = " + authority.certificate(),
                    "certificate = " + own.certificate(), "key = " + own.key()),
                    "--cafile", authority.certificate().toString(), "--cert", own.certificate().toString(),
                    "--key", own.key().toString());
        }
    }

    private void killAndRestart(MosquittoBroker broker, String configuration, String... tls) throws Exception {
        List<String> command = garden.command(configuration);
        Restart.run(broker, garden, () -> Program.start(command), tls);
    }

    /** A disk of 64 KB, where the store wants 256. */
    @Test
    void aDiskWithoutRoomForTheStoreStopsNoReading() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", ROOT + "/cpu", "-q", "1", "-F", "%p");
                Program node = onDisk("64k", "true", broker)) {
            observer.awaitLine("48.3");
            awaitSaid(node, "<4>the disk is full: ");
            garden.temperature("60000");
            observer.awaitLine("60.0");
        }
    }

    /** The store has its room from its first start on. */
    @Test
    void aDiskThatFillsLaterStopsNeitherReadingsNorTheStore() throws Exception {
        String fill = "head -c 262144 /dev/zero | tr '\\0' '\\377' >\"$0\"/session; ! dd if=/dev/zero of=\"$0\"/filler"
                + " bs=4k 2>/dev/null";
        try (MosquittoBroker broker = MosquittoBroker.start();
                Program observer = broker.observe("observer", "-t", ROOT + "/cpu", "-q", "1", "-F", "%p");
                Program node = onDisk("300k", fill, broker)) {
            observer.awaitLine("48.3");
            garden.temperature("60000");
            observer.awaitLine("60.0");
            assertTrue(node.lines().stream().noneMatch(line -> line.matches("<[34]>.*")), node.lines()::toString);
        }
    }

    /** The node with its store on a disk of its own, a file system in memory, after a command. */
    private Program onDisk(String size, String first, MosquittoBroker broker) throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private", "sh", "-ec",
                "mount -t tmpfs -o size=" + size + " none \"$0\"; " + first + "; exec \"$@\"", disk.toString()));
        command.addAll(garden.command(configuration("mqtt://127.0.0.1:" + broker.port(),
                "store = " + disk.resolve("session"))));
        return Program.start(command);
    }

    @Test
    void aBrokerOfAnotherAuthorityIsRefusedAndTheJournalSaysSo() {
        try (TestAuthority authority = new TestAuthority("authority");
                TestAuthority other = new TestAuthority("another");
                MosquittoBroker broker = MosquittoBroker.configure().tls(other.certificate(),
                        other.issue("127.0.0.1")).run();
                Program node = garden.node(configuration("mqtts://127.0.0.1:" + broker.port(),
                        "ca = " + authority.certificate()))) {
            awaitSaid(node, "trying again");
            String said = node.lines().stream().filter(line -> line.contains("trying again")).findFirst().orElseThrow();
            assertTrue(said.startsWith("<4>") && said.contains("certificate"), said);
            assertTrue(broker.log().stream().noneMatch(line -> line.contains("New client connected")));
        }
    }

    @Test
    void aCertificateWithoutItsKeyIsAMistakeOfTheConfiguration() {
        try (TestAuthority authority = new TestAuthority("authority");
                Program node = garden.node(configuration("mqtts://127.0.0.1:8883",
                        "certificate = " + authority.certificate()))) {
            assertEquals(PiNode.WRONG_CONFIGURATION, node.awaitExit(30));
            awaitSaid(node, "f.conf:3: certificate and key go together");
        }
    }
}
