package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import nogc.hal.Transport;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TestAuthority.Issued;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsResult;
import nogc.javase.tls.TlsTransport;
import nogc.mqtt.Result;
import nogc.mqtt.codec.Mqtt5;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where trust and keys may come from, shown by a Mosquitto that demands a certificate of each client. */
@Timeout(60)
class TlsCredentialsTest {
    private static TestAuthority authority;
    private static Issued mine;
    private static MosquittoBroker broker;

    @BeforeAll
    static void startBroker() {
        authority = new TestAuthority("authority");
        mine = authority.issue("device-7");
        broker = MosquittoBroker.configure().tls(authority.certificate(), authority.issue("127.0.0.1"))
                .option("require_certificate true").run();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
        authority.close();
    }

    private static TlsTransport transport(TlsOptions options) {
        return new TlsTransport("127.0.0.1", broker.port(), options);
    }

    private static void connects(TlsOptions options) {
        try (TestClient client = new TestClient("c", TestClient.smallSteps(), new Mqtt5(), transport(options))) {
            client.connect().publishAndWait("a", "b", 1, false);
            client.disconnect();
            assertEquals(0, client.failed.size());
        }
    }

    private static String fails(TlsOptions options) {
        TlsTransport transport = transport(options);
        try (TestClient client = new TestClient("c", TestClient.smallSteps(), new Mqtt5(), transport)) {
            assertEquals(Result.OK, client.client.connect(client.options));
            client.await("failed", () -> !client.failed.isEmpty());
            assertEquals(TlsResult.OWN_FILES + " 0", client.failed.get(0), transport.lastError());
        }
        return transport.lastError();
    }

    private static TlsOptions trusting() {
        return new TlsOptions().authorities(authority.certificate());
    }

    private static Certificate java(Issued issued) throws Exception {
        return new JcaX509CertificateConverter().getCertificate(issued.holder());
    }

    private static Path store(String name, KeyStore content, String password) throws Exception {
        Path file = authority.directory().resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            content.store(out, password.toCharArray());
        }
        return file;
    }

    private static KeyStore empty(String type) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        return store;
    }

    @Test
    void aDirectoryOfAuthoritiesIsTrusted() throws IOException {
        Path directory = Files.createDirectory(authority.directory().resolve("trusted"));
        Files.copy(authority.certificate(), directory.resolve("5ed36f99.0"));
        Files.writeString(directory.resolve("README"), "no certificate");
        connects(new TlsOptions().authorityDirectory(directory).clientCertificate(mine.certificate(), mine.key()));
        Files.delete(directory.resolve("5ed36f99.0"));
        assertTrue(fails(new TlsOptions().authorityDirectory(directory)).contains("no authority in"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void aTrustStoreIsTrusted(String type) throws Exception {
        KeyStore content = empty(type);
        content.setCertificateEntry("authority", java(authority.own()));
        Path file = store("trust." + type, content, "changeit");
        connects(new TlsOptions().trustStore(file, "changeit"::toCharArray)
                .clientCertificate(mine.certificate(), mine.key()));
        assertTrue(fails(new TlsOptions().trustStore(file, "wrong"::toCharArray)).contains("password"));
    }

    @Test
    void aKeyStoreShowsItsCertificateAndItsPasswordIsOverwritten() throws Exception {
        KeyStore content = empty("PKCS12");
        content.setCertificateEntry("authority", java(authority.own()));
        content.setKeyEntry("device", mine.pair().getPrivate(), "geheim".toCharArray(),
                new Certificate[] {java(mine), java(authority.own())});
        Path file = store("device.p12", content, "geheim");
        char[] password = "geheim".toCharArray();
        connects(trusting().clientKeyStore(file, () -> password));
        assertEquals("\0\0\0\0\0\0", new String(password));
        assertTrue(fails(trusting().clientKeyStore(file, "falsch"::toCharArray)).contains("password"));
        assertTrue(fails(trusting().clientKeyStore(mine.key(), "geheim"::toCharArray)).contains("not a PKCS#12"));
        Path keyless = store("keyless.p12", empty("PKCS12"), "geheim");
        assertTrue(fails(trusting().clientKeyStore(keyless, "geheim"::toCharArray)).contains("no private key"));
    }

    @Test
    void certificateAndKeyMayBeOneFileWithAnAuthorityOfRsaBetween() throws Exception {
        Issued rsa = authority.issue(TestAuthority.keys("RSA"), "device-8");
        Path both = authority.write("both.pem", Files.readString(rsa.certificate())
                + Files.readString(authority.certificate()) + Files.readString(rsa.key()));
        connects(trusting().clientCertificate(both, both));
    }

    @Test
    void thePasswordIsAskedOnceAsLongAsTheFilesStayTheSame() throws Exception {
        KeyStore content = empty("PKCS12");
        content.setKeyEntry("device", mine.pair().getPrivate(), "a".toCharArray(), new Certificate[] {java(mine)});
        Path file = store("asked.p12", content, "a");
        AtomicInteger asked = new AtomicInteger();
        Supplier<char[]> password = () -> {
            asked.incrementAndGet();
            return "a".toCharArray();
        };
        TlsOptions options = trusting().clientKeyStore(file, password);
        connects(options);
        connects(options);
        assertEquals(1, asked.get());
        content.setCertificateEntry("another", java(authority.own()));
        store("asked.p12", content, "a");
        connects(options);
        assertEquals(2, asked.get());
    }

    @Test
    void aContextOfTheApplicationIsUsedAndItsNameCheckedAllTheSame() throws Exception {
        KeyStore trusted = empty("PKCS12");
        trusted.setCertificateEntry("authority", java(authority.own()));
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        KeyStore own = empty("PKCS12");
        own.setKeyEntry("device", mine.pair().getPrivate(), "a".toCharArray(), new Certificate[] {java(mine)});
        keys.init(own, "a".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), factory.getTrustManagers(), null);
        connects(new TlsOptions().context(context));
        TlsTransport wrong = new TlsTransport("localhost", broker.port(), new TlsOptions().context(context));
        try (TestClient client = new TestClient("c", TestClient.smallSteps(), new Mqtt5(), wrong)) {
            assertEquals(Result.OK, client.client.connect(client.options));
            client.await("failed", () -> !client.failed.isEmpty());
            assertTrue(wrong.lastError().contains("localhost"), wrong.lastError());
        }
    }

    @Test
    void halfAPairAndFilesThatAreNotThereAreSaid() {
        assertTrue(fails(trusting().clientCertificate(mine.certificate(), null)).contains("needs its key"));
        assertTrue(fails(trusting().clientCertificate(mine.certificate(), Path.of("/no/such.key")))
                .contains("cannot read /no/such.key (NoSuchFileException)"));
        assertTrue(fails(new TlsOptions().authorities(mine.key())).contains("has no certificate in PEM"));
        assertTrue(fails(trusting().clientCertificate(mine.key(), mine.key())).contains("has no certificate in PEM"));
    }

    @Test
    void aCertificateThatIsReplacedIsUsedByTheNextAttempt() throws Exception {
        Issued old = authority.expired("device-7");
        Path certificate = Files.copy(old.certificate(), authority.directory().resolve("rotated.pem"));
        Path key = Files.copy(old.key(), authority.directory().resolve("rotated.key"));
        TlsTransport transport = transport(trusting().clientCertificate(certificate, key));
        try (TestClient client = new TestClient("c", TestClient.smallSteps(), new Mqtt5(), transport)) {
            assertEquals(Result.OK, client.client.connect(client.options));
            client.await("refused", () -> client.failed.contains(TlsResult.CLIENT_CERTIFICATE_REFUSED + " 0"));
            Files.copy(mine.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
            client.await("half of it", () -> client.failed.contains(TlsResult.OWN_FILES + " 0"));
            Files.copy(mine.key(), key, StandardCopyOption.REPLACE_EXISTING);
            client.await("connected", () -> !client.connected.isEmpty());
        }
    }

    @Test
    void aPasswordThatCannotBeHadIsSaidAndAnErrorOfTheHelperEndsTheAttempt() throws Exception {
        Path store = store("unasked.p12", empty("PKCS12"), "secret");
        assertTrue(fails(trusting().trustStore(store, () -> {
            throw new IllegalStateException("the vault is shut");
        })).endsWith("unasked.p12 cannot be had: the vault is shut"));
        TlsTransport transport = transport(trusting().trustStore(store, () -> {
            throw new StackOverflowError();
        }));
        while (transport.open() == 0) {
            Thread.onSpinWait();
        }
        assertEquals(Transport.INSECURE, transport.open());
        assertTrue(transport.lastError().contains("StackOverflowError"), transport.lastError());
        transport.close();
    }
}
