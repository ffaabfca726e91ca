package nogc.javase;

import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.TrustManagerFactory;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TestAuthority.Issued;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;

/** Two engines of the JDK that are connected in memory, with nothing of ours between them. */
final class JssePair {
    private JssePair() {
    }

    /** A client and a server after their hand-shake. */
    static SSLEngine[] connect(TestAuthority authority, String version) throws Exception {
        SSLContext context = context(authority);
        SSLEngine client = context.createSSLEngine("localhost", 1);
        client.setUseClientMode(true);
        SSLEngine server = context.createSSLEngine();
        server.setUseClientMode(false);
        client.setEnabledProtocols(new String[] {version});
        server.setEnabledProtocols(new String[] {version});
        ByteBuffer up = ByteBuffer.allocate(40_000).limit(0);
        ByteBuffer down = ByteBuffer.allocate(40_000).limit(0);
        client.beginHandshake();
        server.beginHandshake();
        // Some rounds more than the hand-shake takes, for the tickets behind it.
        for (int i = 0; i < 200; i++) {
            step(client, down, up, i > 100);
            step(server, up, down, i > 100);
        }
        if (!client.getSession().isValid() || server.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            throw new AssertionError("no hand-shake: " + server.getHandshakeStatus());
        }
        return new SSLEngine[] {client, server};
    }

    private static SSLContext context(TestAuthority authority) throws Exception {
        Issued own = authority.issue("localhost");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        store.setCertificateEntry("authority", converter.getCertificate(authority.own().holder()));
        store.setKeyEntry("own", own.pair().getPrivate(), new char[0],
                new Certificate[] {converter.getCertificate(own.holder())});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out, boolean unwraps) throws Exception {
        HandshakeStatus status = engine.getHandshakeStatus();
        if (status == HandshakeStatus.NEED_TASK) {
            engine.getDelegatedTask().run();
        } else if (status == HandshakeStatus.NEED_WRAP) {
            out.compact();
            engine.wrap(ByteBuffer.allocate(0), out);
            out.flip();
        } else if (status == HandshakeStatus.NEED_UNWRAP || unwraps && in.hasRemaining()) {
            engine.unwrap(in, ByteBuffer.allocate(17_000));
        }
    }
}
