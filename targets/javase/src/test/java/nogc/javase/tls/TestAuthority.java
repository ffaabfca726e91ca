package nogc.javase.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority made for one test class, that issues certificates as PEM files into a directory of its own; nothing of
 * it outlives {@link #close}.
 */
public final class TestAuthority implements AutoCloseable {
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * A certificate and its key.
     *
     * @param certificate PEM file
     * @param key PEM file, PKCS#8
     * @param pair the keys
     * @param holder the certificate
     */
    public record Issued(Path certificate, Path key, KeyPair pair, X509CertificateHolder holder) {
    }

    private final Path directory;
    private final String name;
    private final Issued own;
    private int count;

    /** Makes an authority with a self-signed certificate. */
    public TestAuthority(String name) {
        this.name = name;
        try {
            directory = Files.createTempDirectory("nogc-authority");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        own = issue(name, ellipticKeys(), Instant.now().minus(DAY), Instant.now().plus(DAY), true, name);
    }

    /** The authority's own certificate, to be trusted. */
    public Path certificate() {
        return own.certificate();
    }

    /** The authority's own certificate and key, as those of a server that nobody vouches for but itself. */
    public Issued own() {
        return own;
    }

    /** The directory of all files. */
    public Path directory() {
        return directory;
    }

    /** A certificate for some host names or addresses, valid now; the first is its common name too. */
    public Issued issue(String... hosts) {
        return issue(hosts[0], ellipticKeys(), Instant.now().minus(DAY), Instant.now().plus(DAY), false, hosts);
    }

    /** One with keys of the caller's choice. */
    public Issued issue(KeyPair keys, String... hosts) {
        return issue(hosts[0], keys, Instant.now().minus(DAY), Instant.now().plus(DAY), false, hosts);
    }

    /** One that was valid until yesterday. */
    public Issued expired(String... hosts) {
        return issue(hosts[0], ellipticKeys(), Instant.now().minus(DAY.multipliedBy(9)), Instant.now().minus(DAY),
                false, hosts);
    }

    /** One that will be valid from tomorrow on. */
    public Issued notYetValid(String... hosts) {
        return issue(hosts[0], ellipticKeys(), Instant.now().plus(DAY), Instant.now().plus(DAY.multipliedBy(9)), false,
                hosts);
    }

    /** A new pair of keys on P-256, the smallest and fastest. */
    public static KeyPair ellipticKeys() {
        return keys("EC");
    }

    /** A new pair of keys. */
    public static KeyPair keys(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else if (algorithm.equals("RSA")) {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Issued issue(String subject, KeyPair keys, Instant from, Instant to, boolean authority, String... hosts) {
        KeyPair signer = own == null ? keys : own.pair();
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(new X500Name("CN=" + name),
                    new BigInteger(64, new SecureRandom()), Date.from(from), Date.from(to),
                    new X500Name("CN=" + subject), keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (hosts.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
            }
            String algorithm = signer.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
            X509CertificateHolder holder = builder.build(new JcaContentSignerBuilder(algorithm)
                    .build(signer.getPrivate()));
            int number = ++count;
            return new Issued(write(number + ".pem", pem(holder)), write(number + ".key",
                    pem(new JcaPKCS8Generator(keys.getPrivate(), null))), keys, holder);
        } catch (OperatorCreationException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static GeneralNames names(String... hosts) {
        return new GeneralNames(Stream.of(hosts).map(host -> new GeneralName(
                host.matches("[0-9.]+|.*:.*") ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new));
    }

    /** Anything that Bouncy Castle writes as PEM. */
    static String pem(Object object) {
        try (StringWriter text = new StringWriter(); JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
            writer.flush();
            return text.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A key in PKCS#8, encrypted. */
    static String encrypted(KeyPair keys, OutputEncryptor encryptor) throws IOException {
        return pem(new JcaPKCS8Generator(keys.getPrivate(), encryptor));
    }

    /** A file of a test's own, removed with the others. */
    public Path write(String file, String text) {
        try {
            return Files.writeString(directory.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
