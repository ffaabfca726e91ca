package nogc.javase.tls;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Private keys of PEM files: PKCS#8 plain and encrypted, PKCS#1 and SEC1. Java reads PKCS#8 alone, so the other two
 * are put into its envelope:
 * <pre>
 *   SEQUENCE { INTEGER 0, SEQUENCE { OID algorithm, parameters }, OCTET STRING { the key as it was } }
 * </pre>
 */
final class PrivateKeys {
    private static final byte[] VERSION_0 = {Der.INTEGER, 1, 0};
    private static final byte[] NULL = {5, 0};
    private static final byte[] RSA = HexFormat.of().parseHex("2a864886f70d010101"); // 1.2.840.113549.1.1.1
    private static final byte[] RSA_PSS = HexFormat.of().parseHex("2a864886f70d01010a"); // 1.2.840.113549.1.1.10
    private static final byte[] EC = HexFormat.of().parseHex("2a8648ce3d0201"); // 1.2.840.10045.2.1
    private static final byte[] ED25519 = HexFormat.of().parseHex("2b6570"); // 1.3.101.112
    private static final byte[] ED448 = HexFormat.of().parseHex("2b6571"); // 1.3.101.113

    private PrivateKeys() {
    }

    /**
     * The first private key of a PEM file.
     *
     * @param name of the file, for the messages
     * @param file its bytes
     * @param password asked if the key is encrypted, and what it gives is overwritten then; or null
     * @throws TlsException if there is none that can be used, with a sentence that says what to change
     */
    static PrivateKey read(String name, byte[] file, Supplier<char[]> password) throws TlsException {
        byte[] curve = new byte[0];
        for (Pem.Block block : Pem.blocks(name, file)) {
            if (block.label().equals("EC PARAMETERS")) {
                curve = block.der();
            } else if (block.label().endsWith("PRIVATE KEY")) {
                try {
                    return read(name, block, curve, password);
                } finally {
                    Arrays.fill(block.der(), (byte) 0);
                }
            }
        }
        throw new TlsException(TlsResult.OWN_FILES, name + " has no private key in PEM (BEGIN … PRIVATE KEY)", null);
    }

    private static PrivateKey read(String name, Pem.Block block, byte[] curve, Supplier<char[]> password)
            throws TlsException {
        if (block.encrypted()) {
            throw new TlsException(TlsResult.OWN_FILES, name + " is encrypted in OpenSSL's old way; convert it:"
                    + " openssl pkcs8 -topk8 -in " + name + " -out new.key", null);
        }
        try {
            switch (block.label()) {
                case "PRIVATE KEY":
                    return ofPkcs8(block.der());
                case "ENCRYPTED PRIVATE KEY":
                    return decrypted(name, block.der(), password);
                case "RSA PRIVATE KEY":
                    return ofPkcs8(envelope(RSA, NULL, block.der()));
                case "EC PRIVATE KEY":
                    return ofPkcs8(envelope(EC, curveOf(block.der(), curve), block.der()));
                default:
                    throw new TlsException(TlsResult.OWN_FILES, name + " holds a " + block.label()
                            + ", which is none of PKCS#8, PKCS#1 (RSA) and SEC1 (EC); convert it: openssl pkcs8 -topk8"
                            + " -nocrypt -in " + name + " -out new.key", null);
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            if (e instanceof TlsException) {
                throw (TlsException) e;
            }
            throw new TlsException(TlsResult.OWN_FILES, "the private key of " + name + " cannot be read: "
                    + e.getMessage(), e);
        }
    }

    private static byte[] envelope(byte[] algorithm, byte[] parameters, byte[] key) {
        byte[] identifier = Der.element(Der.SEQUENCE, Der.element(Der.OBJECT_IDENTIFIER, algorithm), parameters);
        return Der.element(Der.SEQUENCE, VERSION_0, identifier, Der.element(Der.OCTET_STRING, key));
    }

    /** RFC 5915: SEQUENCE { INTEGER 1, OCTET STRING, [0] curve OPTIONAL, … }; else the block ahead of it says which. */
    private static byte[] curveOf(byte[] key, byte[] otherwise) {
        Der parts = Der.of(key).next(Der.SEQUENCE);
        parts.next(Der.INTEGER);
        parts.next(Der.OCTET_STRING);
        byte[] curve = parts.isNext(Der.CONTEXT_0) ? parts.next(Der.CONTEXT_0).rest() : otherwise;
        if (curve.length == 0) {
            throw new IllegalArgumentException("it does not name its curve");
        }
        return curve;
    }

    private static PrivateKey ofPkcs8(byte[] der) throws GeneralSecurityException {
        Der parts = Der.of(der).next(Der.SEQUENCE);
        parts.next(Der.INTEGER);
        byte[] algorithm = parts.next(Der.SEQUENCE).next(Der.OBJECT_IDENTIFIER).rest();
        try {
            return KeyFactory.getInstance(nameOf(algorithm)).generatePrivate(new PKCS8EncodedKeySpec(der));
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    private static String nameOf(byte[] algorithm) {
        for (Object[] known : List.of(new Object[] {RSA, "RSA"}, new Object[] {EC, "EC"},
                new Object[] {RSA_PSS, "RSASSA-PSS"}, new Object[] {ED25519, "Ed25519"},
                new Object[] {ED448, "Ed448"})) {
            if (Arrays.equals((byte[]) known[0], algorithm)) {
                return (String) known[1];
            }
        }
        throw new IllegalArgumentException("its algorithm is none of RSA, RSASSA-PSS, EC, Ed25519 and Ed448");
    }

    private static PrivateKey decrypted(String name, byte[] der, Supplier<char[]> password)
            throws GeneralSecurityException {
        try (Password asked = new Password(name, password)) {
            if (asked.characters == null) {
                throw new TlsException(TlsResult.OWN_FILES, name + " is encrypted; give its password", null);
            }
            return decrypted(name, der, new PBEKeySpec(asked.characters));
        }
    }

    private static PrivateKey decrypted(String name, byte[] der, PBEKeySpec spec) throws GeneralSecurityException {
        try {
            EncryptedPrivateKeyInfo encrypted = new EncryptedPrivateKeyInfo(der);
            AlgorithmParameters parameters = encrypted.getAlgParameters();
            // PBES2 is no scheme yet: that is in its parameters, and stands in their text.
            String scheme = parameters != null && parameters.getAlgorithm().equals("PBES2") ? parameters.toString()
                    : encrypted.getAlgName();
            SecretKey key = SecretKeyFactory.getInstance(scheme).generateSecret(spec);
            Cipher cipher = Cipher.getInstance(scheme);
            cipher.init(Cipher.DECRYPT_MODE, key, parameters);
            return ofPkcs8(encrypted.getKeySpec(cipher).getEncoded());
        } catch (InvalidKeyException | InvalidKeySpecException e) {
            throw new TlsException(TlsResult.OWN_FILES, "the password of " + name + " is wrong", e);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new TlsException(TlsResult.OWN_FILES, name + " is encrypted in a way that Java does not know ("
                    + e.getMessage() + "); convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in " + name
                    + " -out new.key", e);
        } finally {
            spec.clearPassword();
        }
    }
}
