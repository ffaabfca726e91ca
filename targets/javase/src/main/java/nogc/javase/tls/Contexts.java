package nogc.javase.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The context of some {@link TlsOptions}: made of their files, and made anew once one of these has other bytes. JSSE
 * keeps the sessions that may be resumed in it, so it lives as long as the files stay the same.
 */
final class Contexts {
    /** A context and, unless it is the application's own, the key that it shows. */
    record Prepared(SSLContext context, ClientKey key) {
    }

    private final TlsOptions options;
    private Prepared prepared;
    private byte[] fingerprint;

    Contexts(TlsOptions options) {
        this.options = options;
    }

    /**
     * Reads the files; blocks as long as the file system does.
     *
     * @return a context that fits them
     * @throws TlsException if one of them cannot be used
     * @throws GeneralSecurityException if JSSE does not take them
     */
    synchronized Prepared prepare() throws GeneralSecurityException {
        if (options.context != null) {
            return new Prepared(options.context, null);
        }
        Map<Path, byte[]> files = new LinkedHashMap<>();
        try {
            readAll(files);
            byte[] now = fingerprint(files);
            if (!Arrays.equals(now, fingerprint)) {
                prepared = null;
                ClientKey key = clientKey(files);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(new KeyManager[] {key}, new TrustManager[] {new PeerCheck(trusted(files))}, null);
                prepared = new Prepared(context, key);
                fingerprint = now;
            }
            return prepared;
        } finally {
            files.values().forEach(file -> Arrays.fill(file, (byte) 0)); // one of them may be a private key
        }
    }

    private void readAll(Map<Path, byte[]> files) throws TlsException {
        for (Path file : new Path[] {options.authorityFile, options.trustStore, options.certificateFile,
                options.keyFile, options.keyStore}) {
            if (file != null) {
                files.put(file, read(file));
            }
        }
        if (options.authorityDirectory != null) {
            try (Stream<Path> all = Files.list(options.authorityDirectory)) {
                for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                    files.put(file, read(file));
                }
            } catch (IOException e) {
                throw unreadable(options.authorityDirectory, e);
            }
        }
    }

    private static byte[] read(Path file) throws TlsException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static TlsException unreadable(Path file, IOException e) {
        return new TlsException(TlsResult.OWN_FILES, "cannot read " + file + " (" + e.getClass().getSimpleName()
                + ")", e);
    }

    private static byte[] fingerprint(Map<Path, byte[]> files) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            digest.update((file.getKey() + " " + file.getValue().length + " ").getBytes(StandardCharsets.UTF_8));
            digest.update(file.getValue());
        }
        return digest.digest();
    }

    private X509ExtendedTrustManager trusted(Map<Path, byte[]> files) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(authorities(files));
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager) {
                return (X509ExtendedTrustManager) manager;
            }
        }
        throw new GeneralSecurityException("this JDK has no extended trust manager");
    }

    /** The authorities that were named, or null for those of the JDK. */
    private KeyStore authorities(Map<Path, byte[]> files) throws GeneralSecurityException {
        if (options.authorityFile == null && options.authorityDirectory == null && options.trustStore == null) {
            return null;
        }
        KeyStore store = options.trustStore == null ? empty()
                : load(options.trustStore, files.get(options.trustStore), options.trustStorePassword);
        if (options.authorityFile != null) {
            add(store, certificates(options.authorityFile, files.get(options.authorityFile)));
        }
        if (options.authorityDirectory != null) {
            for (Map.Entry<Path, byte[]> file : files.entrySet()) {
                if (options.authorityDirectory.equals(file.getKey().getParent())) {
                    add(store, certificatesIn(file.getKey(), file.getValue()));
                }
            }
        }
        if (store.size() == 0) {
            throw new TlsException(TlsResult.OWN_FILES, "there is no authority in "
                    + (options.authorityDirectory != null ? options.authorityDirectory : options.trustStore), null);
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static KeyStore load(Path name, byte[] file, Supplier<char[]> password) throws GeneralSecurityException {
        try (Password asked = new Password(name, password)) {
            return load(name, file, asked.characters);
        }
    }

    private static KeyStore load(Path name, byte[] file, char[] password) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12"); // reads JKS too (keystore.type.compat)
        try {
            store.load(new ByteArrayInputStream(file), password);
            return store;
        } catch (IOException e) {
            boolean wrong = e.getCause() instanceof GeneralSecurityException;
            throw new TlsException(TlsResult.OWN_FILES, wrong ? "the password of " + name + " is wrong"
                    : name + " is not a PKCS#12 key store", e);
        }
    }

    private static void add(KeyStore store, List<X509Certificate> certificates) throws GeneralSecurityException {
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + store.size(), certificate);
        }
    }

    private static List<X509Certificate> certificates(Path name, byte[] file) throws TlsException {
        List<X509Certificate> all = certificatesIn(name, file);
        if (all.isEmpty()) {
            throw new TlsException(TlsResult.OWN_FILES, name + " has no certificate in PEM (BEGIN CERTIFICATE)", null);
        }
        return all;
    }

    private static List<X509Certificate> certificatesIn(Path name, byte[] file) throws TlsException {
        List<X509Certificate> all = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Pem.Block block : Pem.blocks(name.toString(), file)) {
                if (block.label().endsWith("CERTIFICATE")) { // also TRUSTED CERTIFICATE, X509 CERTIFICATE
                    all.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
                }
            }
            return all;
        } catch (TlsException e) {
            throw e;
        } catch (CertificateException e) {
            throw new TlsException(TlsResult.OWN_FILES, "a certificate of " + name + " cannot be read: "
                    + e.getMessage(), e);
        }
    }

    private ClientKey clientKey(Map<Path, byte[]> files) throws GeneralSecurityException {
        if (options.keyStore != null) {
            return keyOfStore(files.get(options.keyStore));
        }
        if (options.certificateFile == null && options.keyFile == null) {
            return new ClientKey(null, null);
        }
        if (options.certificateFile == null || options.keyFile == null) {
            throw new TlsException(TlsResult.OWN_FILES, "a client certificate needs its key, and a key its certificate",
                    null);
        }
        List<X509Certificate> chain = certificates(options.certificateFile, files.get(options.certificateFile));
        PrivateKey key = PrivateKeys.read(options.keyFile.toString(), files.get(options.keyFile),
                options.keyPassword);
        return ClientKey.checked(chain.toArray(new X509Certificate[0]), key,
                options.certificateFile + " and " + options.keyFile);
    }

    private ClientKey keyOfStore(byte[] file) throws GeneralSecurityException {
        try (Password asked = new Password(options.keyStore, options.keyPassword)) {
            char[] password = asked.characters;
            KeyStore store = load(options.keyStore, file, password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, password) instanceof PrivateKey) {
                    X509Certificate[] chain = Arrays.copyOf(store.getCertificateChain(alias),
                            store.getCertificateChain(alias).length, X509Certificate[].class);
                    return ClientKey.checked(chain, (PrivateKey) store.getKey(alias, password),
                            options.keyStore.toString());
                }
            }
            throw new TlsException(TlsResult.OWN_FILES, options.keyStore + " has no private key", null);
        } catch (UnrecoverableKeyException e) {
            throw new TlsException(TlsResult.OWN_FILES, "the password of " + options.keyStore + " is wrong", e);
        }
    }
}
