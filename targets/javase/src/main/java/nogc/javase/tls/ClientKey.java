package nogc.javase.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Our certificate and its key, or none. It also remembers which engines were asked for one: a server that gets none may
 * say no more than "handshake_failure" (TLS 1.2).
 *
 * <p>Unlike the JDK's key manager it shows the certificate whatever authorities the server names: those lists are
 * often incomplete, and a server that does not like it says so.
 */
final class ClientKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "client";

    private final X509Certificate[] chain;
    private final PrivateKey key;
    private final Set<SSLEngine> asked = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** Both, or null and null. */
    ClientKey(X509Certificate[] chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /**
     * Makes one whose two halves were tried on each other.
     *
     * @param where the files, for the message
     * @throws TlsException if the key is not that of the certificate
     */
    static ClientKey checked(X509Certificate[] chain, PrivateKey key, String where) throws TlsException {
        boolean fits;
        try {
            String algorithm = signature(key.getAlgorithm());
            byte[] sample = new byte[32];
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(sample);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(chain[0].getPublicKey());
            verifier.update(sample);
            fits = verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            fits = false; // an RSA key and an EC certificate, say
        }
        if (!fits) {
            throw new TlsException(TlsResult.OWN_FILES, "key and certificate do not belong together: " + where, null);
        }
        return new ClientKey(chain, key);
    }

    private static String signature(String algorithm) {
        switch (algorithm) {
            case "RSA":
                return "SHA256withRSA";
            case "EC":
                return "SHA256withECDSA";
            default:
                return algorithm; // EdDSA and RSASSA-PSS are names of signatures too
        }
    }

    /** Whether the server of this engine asked for a certificate. */
    boolean wasAsked(SSLEngine engine) {
        return asked.contains(engine);
    }

    boolean isThere() {
        return key != null;
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
        asked.add(engine);
        return key != null && List.of(types).contains(key.getAlgorithm()) ? ALIAS : null;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
        return key != null && key.getAlgorithm().equals(type) ? new String[] {ALIAS} : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chain;
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
        return null;
    }
}
