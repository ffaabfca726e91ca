package nogc.samples.scram;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nogc.mqtt.Authenticator;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Utf8String;
import nogc.mqtt.wire.Property;

/**
 * SCRAM-SHA-256 (RFC 5802, RFC 7677) as enhanced authentication of MQTT 5.0: the password never leaves the client, and
 * the server proves that it knows it too.
 * <pre>
 *   CONNECT or AUTH 0x19 ─▶  n,,n=user,r=nonce
 *   AUTH 0x18            ◀─  r=nonce+server's,s=salt,i=iterations
 *   AUTH 0x18            ─▶  c=biws,r=nonce+server's,p=proof
 *   CONNACK or AUTH 0x00 ◀─  v=signature
 * </pre>
 * The cryptography is the JDK's, and allocates in each exchange; nothing is allocated between exchanges. The key
 * derivation blocks for its iterations: some milliseconds for 4,096. User name and password must be ASCII: SASLprep is
 * left out.
 */
public final class ScramSha256 extends Authenticator {
    /** Fewer iterations than RFC 7677 allows would make the password easy to guess. */
    private static final int FEWEST_ITERATIONS = 4096;
    /** More would hold the client up: a hostile server's way to stop it. */
    private static final int MOST_ITERATIONS = 1_000_000;
    private static final String CHANNEL = "biws"; // base64 of "n,,": no channel binding

    private final Utf8String method = new Utf8String("SCRAM-SHA-256");
    private final SecureRandom random = new SecureRandom();
    private final String userName;
    private final byte[] password;
    private String nonce;
    private String firstBare;
    private String signature;

    /**
     * An authenticator for one user.
     *
     * @param userName in ASCII
     * @param password in ASCII
     */
    public ScramSha256(String userName, String password) {
        super(1024);
        this.userName = userName.replace("=", "=3D").replace(",", "=2C");
        this.password = password.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Utf8String method() {
        return method;
    }

    @Override
    public int begin(PropertyWriter out) {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return begin(Base64.getEncoder().encodeToString(bytes), out);
    }

    /** Begins with a given nonce, as the examples of the RFC do. */
    int begin(String clientNonce, PropertyWriter out) {
        nonce = clientNonce;
        signature = null;
        firstBare = "n=" + userName + ",r=" + nonce;
        return put("n,," + firstBare, out);
    }

    @Override
    public int challenge(PropertyReader challenge, PropertyWriter out) {
        String serverFirst = data(challenge);
        String combined = field(serverFirst, 0, "r=");
        String salt = field(serverFirst, 1, "s=");
        String count = field(serverFirst, 2, "i=");
        if (signature != null || combined == null || salt == null || count == null
                || !combined.startsWith(nonce) || combined.length() == nonce.length()) {
            return Result.AUTHENTICATION_FAILED;
        }
        try {
            int iterations = Integer.parseInt(count);
            if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
                return Result.AUTHENTICATION_FAILED;
            }
            return answer(serverFirst, combined, Base64.getDecoder().decode(salt), iterations, out);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return Result.AUTHENTICATION_FAILED; // no number, no base64, or a JDK without HMAC-SHA-256
        }
    }

    private int answer(String serverFirst, String combined, byte[] salt, int iterations, PropertyWriter out)
            throws GeneralSecurityException {
        String withoutProof = "c=" + CHANNEL + ",r=" + combined;
        byte[] message = ascii(firstBare + "," + serverFirst + "," + withoutProof);
        byte[] salted = saltedPassword(password, salt, iterations);
        byte[] clientKey = hmac(salted, ascii("Client Key"));
        byte[] proof = hmac(MessageDigest.getInstance("SHA-256").digest(clientKey), message);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        signature = base64(hmac(hmac(salted, ascii("Server Key")), message));
        return put(withoutProof + ",p=" + base64(proof), out);
    }

    @Override
    public int success(PropertyReader last) {
        String proof = field(data(last), 0, "v=");
        boolean same = signature != null && proof != null && MessageDigest.isEqual(ascii(signature), ascii(proof));
        signature = null;
        return same ? Result.OK : Result.AUTHENTICATION_FAILED;
    }

    /** {@code Hi} of RFC 5802: PBKDF2 with HMAC-SHA-256 and one block. */
    static byte[] saltedPassword(byte[] password, byte[] salt, int iterations) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(password, "HmacSHA256"));
        mac.update(salt);
        byte[] block = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] result = block.clone();
        for (int i = 1; i < iterations; i++) {
            block = mac.doFinal(block);
            for (int j = 0; j < result.length; j++) {
                result[j] ^= block[j];
            }
        }
        return result;
    }

    static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    /** The value of the field at a place of a message, or null if another stands there. */
    static String field(String message, int place, String name) {
        String[] fields = message.split(",", -1);
        return place < fields.length && fields[place].startsWith(name) ? fields[place].substring(name.length()) : null;
    }

    static String data(PropertyReader properties) {
        boolean there = properties.find(Property.AUTHENTICATION_DATA);
        return !there ? "" : new String(properties.bytes(), properties.valueOffset(), properties.valueLength(),
                StandardCharsets.US_ASCII);
    }

    private static int put(String message, PropertyWriter out) {
        byte[] bytes = ascii(message);
        return out.put(Property.AUTHENTICATION_DATA, bytes, 0, bytes.length);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
