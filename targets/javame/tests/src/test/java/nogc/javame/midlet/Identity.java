package nogc.javame.midlet;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import nogc.javase.broker.Program;

/** A key and a certificate that vouches for itself, as files for a broker. */
record Identity(Path key, Path certificate) {
    private static final String PASSWORD = "changeit";

    /** Makes a new one in a folder, by the JDK's keytool. */
    static Identity make(Path folder) throws Exception {
        Path store = folder.resolve("identity.p12");
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        try (Program program = Program.start(List.of(keytool, "-genkeypair", "-alias", "broker", "-keyalg", "EC",
                "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12",
                "-keystore", store.toString(), "-storepass", PASSWORD))) {
            if (program.awaitExit(20) != 0) {
                throw new AssertionError("keytool: " + program.lines());
            }
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        byte[] key = keys.getKey("broker", PASSWORD.toCharArray()).getEncoded();
        byte[] certificate = keys.getCertificate("broker").getEncoded();
        return new Identity(write(folder.resolve("key.pem"), "PRIVATE KEY", key),
                write(folder.resolve("certificate.pem"), "CERTIFICATE", certificate));
    }

    private static Path write(Path file, String label, byte[] bytes) throws Exception {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n");
    }
}
