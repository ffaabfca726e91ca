package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import nogc.hal.Transport;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TestAuthority.Issued;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsResult;
import nogc.javase.tls.TlsTransport;
import nogc.mqtt.Config;
import nogc.mqtt.Result;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS to a real Mosquitto: what must work, and each reason for which it must not. */
@Timeout(60)
class TlsMosquittoTest {
    private static TestAuthority authority;
    private static TestAuthority stranger;
    private static Issued server;

    @BeforeAll
    static void makeKeys() {
        authority = new TestAuthority("authority");
        stranger = new TestAuthority("stranger");
        server = authority.issue("localhost", "127.0.0.1");
    }

    @AfterAll
    static void removeKeys() {
        authority.close();
        stranger.close();
    }

    private static MosquittoBroker broker(Issued certificate, String... options) {
        MosquittoBroker broker = MosquittoBroker.configure().tls(authority.certificate(), certificate);
        for (String option : options) {
            broker.option(option);
        }
        return broker.run();
    }

    private static TlsOptions trusting() {
        return new TlsOptions().authorities(authority.certificate());
    }

    private static TestClient client(TlsTransport transport) {
        return new TestClient("client", TestClient.smallSteps(), new Mqtt5(), transport);
    }

    private static TlsTransport transport(MosquittoBroker broker, TlsOptions options) {
        return new TlsTransport("127.0.0.1", broker.port(), options);
    }

    /** Connects, publishes, receives, leaves: all of it over TLS. */
    private static TlsTransport works(MosquittoBroker broker, TlsOptions options) {
        TlsTransport transport = transport(broker, options);
        try (TestClient client = client(transport)) {
            client.connect().subscribe("tls/#", 2);
            for (int qos = 0; qos <= 2; qos++) {
                client.publishAndWait("tls/" + qos, "secret " + qos, qos, false);
            }
            client.awaitMessagesInAnyOrder("tls/0 0 - secret 0", "tls/1 1 - secret 1", "tls/2 2 - secret 2");
            assertTrue(transport.version().startsWith("TLSv1."), transport.version());
            client.disconnect();
            assertEquals(List.of(), client.failed);
            assertEquals(List.of(Result.DISCONNECTED + " 0"), client.disconnected);
        }
        return transport;
    }

    /** Tries twice; the sentence that came with the code. */
    private static String fails(int code, TlsTransport transport) {
        String[] sentence = {null};
        TestClient client = new TestClient("client", TestClient.smallSteps(), new Mqtt5(), transport) {
            @Override
            public void onConnectFailed(int cause, int reasonCode, nogc.mqtt.PropertyReader properties, int retry) {
                super.onConnectFailed(cause, reasonCode, properties, retry);
                sentence[0] = transport.lastError();
            }
        };
        try (client) {
            assertEquals(Result.OK, client.client.connect(client.options));
            client.await("failed twice", () -> client.failed.size() >= 2);
            assertEquals(List.of(code + " 0", code + " 0"), client.failed.subList(0, 2), sentence[0]);
            assertEquals(List.of(), client.connected);
        }
        assertTrue(sentence[0] != null && !sentence[0].isEmpty());
        return sentence[0];
    }

    private static void contains(String sentence, String part) {
        assertTrue(sentence.contains(part), sentence);
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2", "TLSv1.3"})
    void messagesGoBothWays(String version) {
        try (MosquittoBroker broker = broker(server)) {
            works(broker, trusting().versions(version));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void theCertificateFitsANameAndAnAddress(String host) {
        try (MosquittoBroker broker = broker(server);
                TestClient client = client(new TlsTransport(host, broker.port(), trusting()))) {
            client.connect().disconnect();
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefusedUnlessTheApplicationSaysSoLoudly() {
        try (MosquittoBroker broker = broker(authority.issue("broker.example", "192.0.2.1"))) {
            String sentence = fails(TlsResult.WRONG_HOST, transport(broker, trusting()));
            contains(sentence, "broker.example");
            contains(sentence, "not for 127.0.0.1");
            try (TestLog log = TestLog.of("nogc.javase.tls")) {
                works(broker, trusting().insecureWithoutHostNameCheck());
                contains(log.warnings().get(0), "without a check of the host name");
                works(broker, trusting().insecureWithoutHostNameCheck());
                assertEquals(2, log.warnings().size());
            }
        }
    }

    @Test
    void anExpiredCertificateIsRefused() {
        try (MosquittoBroker broker = broker(authority.expired("127.0.0.1"))) {
            contains(fails(TlsResult.CERTIFICATE_EXPIRED, transport(broker, trusting())), "has expired: CN=127.0.0.1");
        }
    }

    @Test
    void aCertificateOfTomorrowIsRefused() {
        try (MosquittoBroker broker = broker(authority.notYetValid("127.0.0.1"))) {
            contains(fails(TlsResult.CERTIFICATE_NOT_YET_VALID, transport(broker, trusting())), "not valid yet");
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefusedAlsoWithoutHostNameCheck() {
        try (MosquittoBroker broker = broker(server)) {
            TlsOptions options = new TlsOptions().authorities(stranger.certificate());
            contains(fails(TlsResult.UNKNOWN_AUTHORITY, transport(broker, options)), "issued by CN=authority");
            fails(TlsResult.UNKNOWN_AUTHORITY, transport(broker, new TlsOptions()));
            try (TestLog log = TestLog.of("nogc.javase.tls")) {
                fails(TlsResult.UNKNOWN_AUTHORITY, transport(broker, options.insecureWithoutHostNameCheck()));
                assertEquals(2, log.warnings().size());
            }
        }
    }

    @Test
    void anAuthorityOfTheSameNameWithAnotherKeyIsRefused() {
        try (TestAuthority impostor = new TestAuthority("authority"); MosquittoBroker broker = broker(server)) {
            fails(TlsResult.UNKNOWN_AUTHORITY,
                    transport(broker, new TlsOptions().authorities(impostor.certificate())));
        }
    }

    @Test
    void aSelfSignedCertificateIsRefusedUnlessItIsItsOwnAuthority() {
        try (TestAuthority self = new TestAuthority("127.0.0.1"); MosquittoBroker broker = broker(self.own())) {
            contains(fails(TlsResult.UNKNOWN_AUTHORITY, transport(broker, trusting())), "self-signed");
            works(broker, new TlsOptions().authorities(self.certificate()));
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, TLSv1.3", "TLSv1.3, TLSv1.2"})
    void aServerOfOneVersionWorksWithThatAndSaysThatAnotherDoesNot(String servers, String ours) {
        MosquittoBroker configured = MosquittoBroker.configure().tls(authority.certificate(), server)
                .option("tls_version " + servers.toLowerCase(Locale.ROOT)).highestTls(servers);
        try (MosquittoBroker broker = configured.run()) {
            assertEquals(servers, connectedVersion(broker));
            contains(fails(TlsResult.NOTHING_IN_COMMON, transport(broker, trusting().versions(ours))), "TLS versions");
        }
    }

    private static String connectedVersion(MosquittoBroker broker) {
        TlsTransport transport = transport(broker, trusting());
        try (TestClient client = client(transport)) {
            client.connect();
            return transport.version();
        }
    }

    @Test
    void aCipherThatTheServerDoesNotHaveIsSaid() {
        try (MosquittoBroker broker = broker(server, "ciphers ECDHE-ECDSA-AES256-GCM-SHA384")) {
            fails(TlsResult.NOTHING_IN_COMMON, transport(broker, trusting().versions("TLSv1.2")
                    .ciphers("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")));
            fails(TlsResult.NOTHING_IN_COMMON, transport(broker, trusting().ciphers("TLS_ROT13")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aServerThatDemandsACertificateGetsIt(String version) {
        Issued mine = authority.issue("device-7");
        try (MosquittoBroker broker = broker(server, "require_certificate true", "use_identity_as_username true")) {
            works(broker, trusting().versions(version).clientCertificate(mine.certificate(), mine.key()));
            broker.awaitLog("u'device-7'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aServerThatDemandsACertificateAndGetsNoneOrAWrongOneSaysSo(String version) {
        Issued wrong = stranger.issue("device-7");
        Issued old = authority.expired("device-7");
        try (MosquittoBroker broker = broker(server, "require_certificate true")) {
            contains(fails(TlsResult.CLIENT_CERTIFICATE_WANTED, transport(broker, trusting().versions(version))),
                    "demands a client certificate");
            contains(fails(TlsResult.CLIENT_CERTIFICATE_REFUSED, transport(broker,
                    trusting().versions(version).clientCertificate(wrong.certificate(), wrong.key()))), "unknown_ca");
            contains(fails(TlsResult.CLIENT_CERTIFICATE_REFUSED, transport(broker,
                    trusting().versions(version).clientCertificate(old.certificate(), old.key()))),
                    "certificate_expired");
        }
    }

    @Test
    void aKeyThatIsNotTheCertificatesIsFoundBeforeAnythingIsSent() {
        Issued one = authority.issue("one");
        Issued other = authority.issue("other");
        try (MosquittoBroker broker = broker(server, "require_certificate true")) {
            contains(fails(TlsResult.OWN_FILES, transport(broker,
                    trusting().clientCertificate(one.certificate(), other.key()))), "do not belong together");
        }
    }

    @Test
    void filesAreReadAnewForEachAttempt() throws IOException {
        Path trusted = authority.directory().resolve("rotated.pem");
        try (MosquittoBroker broker = broker(server)) {
            TlsTransport transport = transport(broker, new TlsOptions().authorities(trusted));
            try (TestClient client = client(transport)) {
                assertEquals(Result.OK, client.client.connect(client.options));
                client.await("no file", () -> client.failed.contains(TlsResult.OWN_FILES + " 0"));
                Files.copy(stranger.certificate(), trusted);
                client.await("not trusted", () -> client.failed.contains(TlsResult.UNKNOWN_AUTHORITY + " 0"));
                Files.copy(authority.certificate(), trusted, StandardCopyOption.REPLACE_EXISTING);
                client.await("connected", () -> !client.connected.isEmpty());
            }
        }
    }

    @Test
    void aPortWithoutTlsIsToldFromOneThatIsSilent() throws IOException {
        try (MosquittoBroker plain = MosquittoBroker.start();
                ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            contains(fails(Transport.BROKEN, transport(plain, trusting())), "within the TLS hand-shake");
            contains(fails(Transport.UNREACHABLE, new TlsTransport("127.0.0.1", silent.getLocalPort(),
                    trusting().handshakeTimeout(100))), "did not end within 100 ms");
        }
    }

    @Test
    void aPeerThatAnswersInClearTextIsTold() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerInClearText(socket));
            server.start();
            contains(fails(Transport.INSECURE, new TlsTransport("127.0.0.1", socket.getLocalPort(), trusting())),
                    "does not answer in TLS");
            socket.close();
            server.join();
        }
    }

    private static void answerInClearText(ServerSocket socket) {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                connection.getInputStream().readAllBytes();
            } catch (IOException e) {
                continue; // the other side left
            }
        }
    }

    @Test
    void aServerThatGoesAwayWithinTheHandshakeIsTriedAgain() {
        try (MosquittoBroker broker = broker(server)) {
            broker.freeze(); // the kernel takes the connection, nobody answers
            TlsTransport transport = transport(broker, trusting());
            try (TestClient client = client(transport)) {
                assertEquals(Result.OK, client.client.connect(client.options));
                client.await("hello is sent", () -> transport.bytesWritten() > 100);
                broker.kill9();
                client.await("failed", () -> !client.failed.isEmpty());
                broker.run();
                client.await("connected", () -> !client.connected.isEmpty());
                client.publishAndWait("a", "b", 1, false);
            }
        }
    }

    @Test
    void aBrokerThatIsKilledAndStartedAgainIsReconnectedTo() {
        try (MosquittoBroker broker = broker(server); TestClient client = client(transport(broker, trusting()))) {
            client.connect();
            for (int i = 1; i <= 3; i++) {
                int ended = i;
                broker.kill9();
                client.await("disconnected", () -> client.disconnected.size() == ended);
                broker.run();
                client.await("connected again", () -> client.connected.size() == ended + 1);
                client.publishAndWait("a", "b", 1, false);
            }
        }
    }

    @Test
    void aHangingHandshakeEndsWithTheClientsOwnConnectTimeoutToo() throws IOException {
        Config config = TestClient.smallSteps();
        config.connectTimeout = 100;
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                TestClient client = new TestClient("client", config, new Mqtt5(),
                        new TlsTransport("127.0.0.1", silent.getLocalPort(), trusting()))) {
            assertEquals(Result.OK, client.client.connect(client.options));
            client.await("failed twice", () -> client.failed.size() >= 2);
            assertEquals(Result.CONNECT_TIMEOUT + " 0", client.failed.get(0));
        }
    }
}
