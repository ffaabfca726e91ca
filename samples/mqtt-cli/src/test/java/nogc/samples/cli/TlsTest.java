package nogc.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TestAuthority.Issued;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command over TLS, at a Mosquitto that demands a certificate, and what it says when something does not fit. */
@Timeout(60)
class TlsTest {
    private static TestAuthority authority;
    private static TestAuthority stranger;
    private static Issued mine;
    private static MosquittoBroker broker;

    @BeforeAll
    static void startBroker() {
        authority = new TestAuthority("authority");
        stranger = new TestAuthority("stranger");
        mine = authority.issue("device-7");
        broker = MosquittoBroker.configure().tls(authority.certificate(), authority.issue("127.0.0.1"))
                .option("require_certificate true").run();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
        stranger.close();
        authority.close();
    }

    private static String[] pub(String... more) {
        List<String> words = new ArrayList<>(List.of("pub", "-p", String.valueOf(broker.port()), "-t", "a", "-m", "x",
                "-q", "1"));
        words.addAll(Arrays.asList(more));
        return words.toArray(new String[0]);
    }

    private static String[] trusting(String... more) {
        List<String> words = new ArrayList<>(List.of("-h", "127.0.0.1", "--cafile",
                authority.certificate().toString()));
        words.addAll(Arrays.asList(more));
        return pub(words.toArray(new String[0]));
    }

    private static String cert() {
        return mine.certificate().toString();
    }

    private static String key() {
        return mine.key().toString();
    }

    /** Runs it in this JVM; its exit code and what it says on the standard error stream. */
    private static String run(String... words) {
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            return Mqtt.run(words) + " " + said.toString(StandardCharsets.UTF_8).strip();
        } finally {
            System.setErr(err);
        }
    }

    private static void says(String part, String result) {
        assertTrue(result.contains(part), result);
        assertTrue(result.lines().count() == 1, result);
    }

    @Test
    void itPublishesWithACertificate() {
        assertEquals("0 ", run(trusting("--cert", cert(), "--key", key())));
        assertEquals("0 ", run(trusting("--cert", cert(), "--key", key(), "--tls-version", "tlsv1.2")));
        assertEquals("0 ", run(pub("-h", "127.0.0.1", "--capath", authority.directory().toString(), "--cert", cert(),
                "--key", key())));
        assertEquals("0 ", run("pub", "-L", "mqtts://127.0.0.1:" + broker.port() + "/a", "-m", "x", "-q", "1",
                "--cafile", authority.certificate().toString(), "--cert", cert(), "--key", key()));
    }

    @Test
    void whatIsMissingOrWrongIsSaidWithTheOptionToChange() {
        says("demands a client certificate, and none was given; give one by --cert and --key", run(trusting()));
        says("not for localhost; give -h a name that the certificate bears", run(trusting("-h", "localhost", "--cert",
                cert(), "--key", key())));
        says("which is not among those we trust; give the authority that issued it by --cafile", run(pub("-h",
                "127.0.0.1", "--cafile", stranger.certificate().toString())));
        says("which is not among those we trust; give", run("pub", "-L", "mqtts://127.0.0.1:" + broker.port() + "/a",
                "-m", "x"));
        says("do not belong together", run(trusting("--cert", cert(), "--key", stranger.own().key().toString())));
        says("has no certificate in PEM", run(pub("-h", "127.0.0.1", "--cafile", key())));
    }

    @Test
    void withoutTheHostNameCheckItWarnsInOneLine() throws Exception {
        try (MqttProcess pub = MqttProcess.start(broker.port(), "pub", "-h", "localhost", "-t", "a", "-m", "x",
                "--cafile", authority.certificate().toString(), "--cert", cert(), "--key", key(), "--insecure")) {
            assertEquals(0, pub.exitCode(), pub::error);
            assertTrue(pub.error().startsWith("mqtt: TLS to localhost:" + broker.port() + " without a check of the host"
                    + " name"), pub.error());
            assertEquals(1, pub.error().lines().count());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--psk 1234 | Java's TLS has no pre-shared keys",
        "--tls-version tlsv1.1 --tls-use-os-certs | older ones are broken",
        "--tls-version 1 --tls-use-os-certs | must be tlsv1.2 or tlsv1.3",
        "--insecure | --insecure needs TLS",
        "--cafile /no/such/file | '/no/such/file' cannot be read",
        "--capath /no/such/directory | is none",
        "--tls-use-os-certs --cert /dev/null | --cert needs --key",
        "--tls-use-os-certs --key /dev/null | --key needs --cert",
        "--tls-use-os-certs --keypass x | --keypass needs --key",
        "-L mqtt://h --tls-alpn x | --tls-alpn needs TLS"})
    void aLineThatMakesNoSenseIsRefused(String words, String part) {
        List<String> all = new ArrayList<>(List.of("pub", "-t", "a", "-m", "x"));
        all.addAll(List.of(words.split(" ")));
        String result = run(all.toArray(new String[0]));
        says(part, result);
        assertTrue(result.startsWith("2 "), result);
    }
}
