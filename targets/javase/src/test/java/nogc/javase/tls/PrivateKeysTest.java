package nogc.javase.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form in which a private key comes as PEM, written by Bouncy Castle, which shares no code with us. */
class PrivateKeysTest {
    private static PrivateKey read(String pem, Supplier<char[]> password) throws TlsException {
        return PrivateKeys.read("my.key", pem.getBytes(StandardCharsets.US_ASCII), password);
    }

    private static void isRead(KeyPair keys, String pem) throws TlsException {
        assertArrayEquals(keys.getPrivate().getEncoded(), read(pem, null).getEncoded());
    }

    private static String refused(String pem, Supplier<char[]> password) {
        TlsException thrown = assertThrows(TlsException.class, () -> read(pem, password));
        assertEquals(TlsResult.OWN_FILES, thrown.code());
        assertTrue(thrown.getMessage().contains("my.key"), thrown.getMessage());
        return thrown.getMessage();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519", "Ed448"})
    void pkcs8IsRead(String algorithm) throws Exception {
        KeyPair keys = TestAuthority.keys(algorithm);
        isRead(keys, TestAuthority.encrypted(keys, null));
    }

    @Test
    void pkcs1IsRead() throws TlsException {
        KeyPair keys = TestAuthority.keys("RSA");
        String pem = TestAuthority.pem(keys.getPrivate());
        assertTrue(pem.startsWith("-----BEGIN RSA PRIVATE KEY-----"), pem);
        isRead(keys, pem);
        isRead(keys, "Bag Attributes\n    friendlyName: x: y\n" + pem.replace("\n", "\r\n"));
    }

    @Test
    void sec1IsReadWithTheCurveInsideOrAheadOfIt() throws Exception {
        ECPrivateKey key = (ECPrivateKey) TestAuthority.keys("EC").getPrivate();
        ASN1ObjectIdentifier curve = X9ObjectIdentifiers.prime256v1;
        String whole = sec1(new org.bouncycastle.asn1.sec.ECPrivateKey(256, key.getS(), curve));
        assertEquals(key.getS(), ((ECPrivateKey) read(whole, null)).getS());
        String bare = sec1(new org.bouncycastle.asn1.sec.ECPrivateKey(256, key.getS()));
        String parameters = TestAuthority.pem(new PemObject("EC PARAMETERS", curve.getEncoded()));
        assertEquals(key.getS(), ((ECPrivateKey) read(parameters + bare, null)).getS());
        assertTrue(refused(bare, null).contains("curve"));
    }

    private static String sec1(org.bouncycastle.asn1.sec.ECPrivateKey key) throws IOException {
        return TestAuthority.pem(new PemObject("EC PRIVATE KEY", key.getEncoded()));
    }

    private static OutputEncryptor encryptor(ASN1ObjectIdentifier algorithm) throws OperatorCreationException {
        return new JceOpenSSLPKCS8EncryptorBuilder(algorithm).setProvider(new BouncyCastleProvider())
                .setPRF(PKCS8Generator.PRF_HMACSHA256).setIterationCount(2048).setPassword("secret".toCharArray())
                .build();
    }

    private static List<String> encryptedForms(KeyPair keys) throws OperatorCreationException, IOException {
        List<String> forms = new ArrayList<>();
        for (ASN1ObjectIdentifier algorithm : List.of(PKCS8Generator.AES_128_CBC, PKCS8Generator.AES_256_CBC,
                PKCS8Generator.PBE_SHA1_3DES)) {
            forms.add(TestAuthority.encrypted(keys, encryptor(algorithm)));
        }
        return forms;
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void encryptedPkcs8IsReadAndItsPasswordOverwritten(String algorithm) throws Exception {
        KeyPair keys = TestAuthority.keys(algorithm);
        for (String pem : encryptedForms(keys)) {
            assertTrue(pem.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"), pem);
            char[] password = "secret".toCharArray();
            assertArrayEquals(keys.getPrivate().getEncoded(), read(pem, () -> password).getEncoded());
            assertArrayEquals(new char[6], password);
        }
    }

    @Test
    void aMissingOrWrongPasswordIsSaidAndOverwritten() throws Exception {
        for (String pem : encryptedForms(TestAuthority.keys("EC"))) {
            assertTrue(refused(pem, null).contains("give its password"));
            assertTrue(refused(pem, () -> null).contains("give its password"));
            char[] password = "wrong".toCharArray();
            String sentence = refused(pem, () -> password);
            assertTrue(sentence.contains("the password of my.key is wrong"), sentence);
            assertArrayEquals(new char[5], password);
        }
    }

    @Test
    void whatJavaCannotReadIsToldWithTheCommandThatConvertsIt() throws Exception {
        KeyPair keys = TestAuthority.keys("RSA");
        String tripleDes = TestAuthority.encrypted(keys, encryptor(PKCS8Generator.DES3_CBC));
        assertTrue(refused(tripleDes, "secret"::toCharArray).contains("openssl pkcs8 -topk8 -v2 aes-256-cbc"));
        String old = TestAuthority.pem(new org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator(keys.getPrivate(),
                new JcePEMEncryptorBuilder("AES-128-CBC").setProvider(new BouncyCastleProvider())
                        .build("secret".toCharArray())));
        assertTrue(refused(old, "secret"::toCharArray).contains("openssl pkcs8 -topk8"));
        assertTrue(refused(TestAuthority.pem(new PemObject("DSA PRIVATE KEY", new byte[9])), null)
                .contains("none of PKCS#8"));
    }

    @Test
    void aFileThatIsNoKeyIsRefusedWithItsName() {
        assertTrue(refused("", null).contains("no private key"));
        assertTrue(refused("-----BEGIN PRIVATE KEY-----\nAAAA\n", null).contains("ends within"));
        assertTrue(refused("-----BEGIN PRIVATE KEY", null).contains("ends within"));
        assertTrue(refused("-----BEGIN PRIVATE KEY-----\n\n-----END PRIVATE KEY-----\n", null)
                .contains("cannot be read"));
    }

    @Test
    void damageAnywhereInAKeyIsARefusalAndNothingElse() throws Exception {
        KeyPair keys = TestAuthority.keys("EC");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (String pem : List.of(TestAuthority.encrypted(keys, null),
                sec1(new org.bouncycastle.asn1.sec.ECPrivateKey(256, ((ECPrivateKey) keys.getPrivate()).getS(),
                        X9ObjectIdentifiers.prime256v1)),
                TestAuthority.pem(TestAuthority.keys("RSA").getPrivate()))) {
            for (int i = 0; i < 300; i++) {
                byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
                try {
                    PrivateKeys.read("my.key", bytes, null);
                } catch (TlsException e) {
                    assertEquals(TlsResult.OWN_FILES, e.code(), "seed " + seed);
                }
            }
        }
    }
}
