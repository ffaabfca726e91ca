package nogc.bench.load;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import nogc.bench.Version;

/**
 * Where a client under load connects to, and how.
 *
 * @param host name or address
 * @param port of TCP
 * @param version of the protocol
 * @param authorities the PEM file of who is trusted, with TLS; null without
 */
record Server(String host, int port, Version version, Path authorities) {
    boolean isSecure() {
        return authorities != null;
    }

    /** As Paho's clients take it. */
    String uri() {
        return (isSecure() ? "ssl" : "tcp") + "://" + host + ':' + port;
    }

    /** Makes the sockets of who is trusted; only with TLS. */
    SSLSocketFactory socketFactory() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust().getTrustManagers(), null);
        return context.getSocketFactory();
    }

    /** Who is trusted, for the clients that take it so; only with TLS. */
    TrustManagerFactory trust() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        Collection<? extends Certificate> all;
        try (InputStream stream = Files.newInputStream(authorities)) {
            all = CertificateFactory.getInstance("X.509").generateCertificates(stream);
        }
        for (Certificate each : all) {
            store.setCertificateEntry("ca" + store.size(), each);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
