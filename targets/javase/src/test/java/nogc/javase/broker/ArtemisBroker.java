package nogc.javase.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import nogc.javase.tls.TestAuthority;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** Apache Artemis inside this JVM, in memory only: MQTT 3.1.1 and 5.0, all QoS, no authentication. */
public final class ArtemisBroker implements Broker {
    private static final String PASSWORD = "secret";

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final int port;

    private ArtemisBroker(String more) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setMaxDiskUsage(-1)
                .setMqttSessionScanInterval(200)
                .addAcceptorConfiguration("mqtt", "tcp://127.0.0.1:0?protocols=MQTT&useEpoll=false" + more);
        server.setConfiguration(configuration);
        server.start();
        NettyAcceptor acceptor = (NettyAcceptor) server.getActiveMQServer().getRemotingService().getAcceptor("mqtt");
        port = acceptor.getActualPort();
    }

    /** Starts one, which takes about a second the first time. */
    public static ArtemisBroker start() {
        return start("");
    }

    /** One that speaks TLS, with a certificate of its own. */
    public static ArtemisBroker start(TestAuthority.Issued own) {
        try {
            return start("&sslEnabled=true&keyStoreType=PKCS12&keyStorePassword=" + PASSWORD + "&keyStorePath="
                    + keyStore(own));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("no key store for Artemis", e);
        }
    }

    private static Path keyStore(TestAuthority.Issued own) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(own.certificate())) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            store.setKeyEntry("own", own.pair().getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate});
        }
        Path file = own.certificate().resolveSibling("artemis.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static ArtemisBroker start(String more) {
        try {
            return new ArtemisBroker(more);
        } catch (Exception e) {
            throw new AssertionError("Artemis does not start", e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError("Artemis does not stop", e);
        }
    }
}
