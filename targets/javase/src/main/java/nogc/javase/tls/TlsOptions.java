package nogc.javase.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * What a {@link TlsTransport} trusts, shows and accepts. As made, it trusts the authorities of the JDK, checks that the
 * certificate is for the host that is connected to, speaks TLS 1.3 and 1.2, and shows no certificate of its own.
 * <pre>
 *   new TlsOptions().authorities(Path.of("ca.pem")).clientCertificate(Path.of("me.pem"), Path.of("me.key"))
 * </pre>
 *
 * <p><b>Files</b> are read anew for each attempt, on a helper thread, so that a certificate that was replaced is used
 * by the next connection. As long as they are the same, one context serves all attempts of all transports with these
 * options, and sessions are resumed.
 *
 * <p><b>Passwords</b> are asked for whenever a file that needs one is read, and the array is overwritten with zeros
 * after its use: answer a fresh one each time.
 *
 * <p>Fill it in before a transport gets it; not to be changed afterwards. May be shared by transports, also of several
 * threads.
 */
public final class TlsOptions {
    /** Longest hand-shake unless {@link #handshakeTimeout} says otherwise, in milliseconds. */
    public static final int HANDSHAKE_TIMEOUT = 10_000;

    private static final List<String> KNOWN_VERSIONS = List.of("TLSv1.2", "TLSv1.3");

    final Contexts contexts = new Contexts(this);
    Path authorityFile;
    Path authorityDirectory;
    Path trustStore;
    Supplier<char[]> trustStorePassword;
    Path certificateFile;
    Path keyFile;
    Path keyStore;
    Supplier<char[]> keyPassword;
    SSLContext context;
    String[] versions = {"TLSv1.3", "TLSv1.2"};
    String[] ciphers;
    String[] applicationProtocols = {};
    int handshakeTimeout = HANDSHAKE_TIMEOUT;
    boolean checksHostName = true;

    /** Makes options as described above. */
    public TlsOptions() {
    }

    /**
     * Trusts the authorities of a PEM file, and no others. A self-signed server certificate may be its own authority.
     *
     * @param file one or more certificates
     * @return this
     */
    public TlsOptions authorities(Path file) {
        authorityFile = file;
        return this;
    }

    /**
     * Trusts the authorities of all PEM files of a directory, and no others; files without a certificate are passed
     * over.
     *
     * @param directory of the files
     * @return this
     */
    public TlsOptions authorityDirectory(Path directory) {
        authorityDirectory = directory;
        return this;
    }

    /**
     * Trusts the authorities of a key store, and no others.
     *
     * @param file PKCS#12 or JKS
     * @param password of the store; or null, which leaves its integrity unchecked
     * @return this
     */
    public TlsOptions trustStore(Path file, Supplier<char[]> password) {
        trustStore = file;
        trustStorePassword = password;
        return this;
    }

    /**
     * Shows a certificate to a server that asks for one.
     *
     * @param certificate PEM: ours first, then those that lead to the authority
     * @param key PEM: PKCS#8, PKCS#1 or SEC1, not encrypted; may be the same file
     * @return this
     */
    public TlsOptions clientCertificate(Path certificate, Path key) {
        return clientCertificate(certificate, key, null);
    }

    /**
     * Shows a certificate to a server that asks for one.
     *
     * @param certificate PEM: ours first, then those that lead to the authority
     * @param key PEM: PKCS#8, PKCS#1 or SEC1; may be the same file
     * @param password of an encrypted PKCS#8 key, or null
     * @return this
     */
    public TlsOptions clientCertificate(Path certificate, Path key, Supplier<char[]> password) {
        certificateFile = certificate;
        keyFile = key;
        keyPassword = password;
        keyStore = null;
        return this;
    }

    /**
     * Shows the certificate of a key store to a server that asks for one.
     *
     * @param file PKCS#12; the first entry with a private key is taken
     * @param password of the store and the key
     * @return this
     */
    public TlsOptions clientKeyStore(Path file, Supplier<char[]> password) {
        keyStore = file;
        keyPassword = password;
        certificateFile = null;
        keyFile = null;
        return this;
    }

    /**
     * Uses a context of the application's own for trust and keys; the files above are not looked at then. The host name
     * is checked by its trust manager, if that is one of the JDK or an {@code X509ExtendedTrustManager}.
     *
     * @param own an initialized context
     * @return this
     */
    public TlsOptions context(SSLContext own) {
        context = own;
        return this;
    }

    /**
     * Accepts these versions only.
     *
     * @param accepted {@code TLSv1.2}, {@code TLSv1.3}
     * @return this
     * @throws IllegalArgumentException for another one, or none
     */
    public TlsOptions versions(String... accepted) {
        if (accepted.length == 0 || !KNOWN_VERSIONS.containsAll(List.of(accepted))) {
            throw new IllegalArgumentException("TLS versions are TLSv1.2 and TLSv1.3, not "
                    + String.join(", ", accepted));
        }
        versions = accepted.clone();
        return this;
    }

    /**
     * Accepts these ciphers only, the preferred ones first.
     *
     * @param accepted names of JSSE, such as {@code TLS_AES_128_GCM_SHA256}; a name that JSSE does not know makes each
     *     attempt fail with {@link TlsResult#NOTHING_IN_COMMON}
     * @return this
     */
    public TlsOptions ciphers(String... accepted) {
        ciphers = accepted.clone();
        return this;
    }

    /**
     * Offers application protocols (ALPN). AWS IoT on port 443 wants {@code x-amzn-mqtt-ca}.
     *
     * @param offered the preferred ones first
     * @return this
     */
    public TlsOptions applicationProtocols(String... offered) {
        applicationProtocols = offered.clone();
        return this;
    }

    /**
     * Bounds the hand-shake, from the moment in which the stream below is open.
     *
     * @param millis from 1
     * @return this
     * @throws IllegalArgumentException if it is below 1
     */
    public TlsOptions handshakeTimeout(int millis) {
        if (millis < 1) {
            throw new IllegalArgumentException("handshakeTimeout must be at least 1 ms, not " + millis);
        }
        handshakeTimeout = millis;
        return this;
    }

    /**
     * <b>Dangerous:</b> accepts a certificate of the right authority for <em>any</em> host. Whoever has one, for
     * whatever name, can pose as the server. Each connection logs a warning.
     *
     * @return this
     */
    public TlsOptions insecureWithoutHostNameCheck() {
        checksHostName = false;
        return this;
    }
}
