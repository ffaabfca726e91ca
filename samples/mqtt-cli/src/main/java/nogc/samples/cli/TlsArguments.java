package nogc.samples.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nogc.javase.tls.TlsOptions;

/** The options of TLS, named as those of mosquitto's tools. Any that says whom to trust switches TLS on. */
final class TlsArguments {
    private static final Map<String, String> VERSIONS = Map.of("tlsv1.2", "TLSv1.2", "tlsv1.3", "TLSv1.3");

    private final TlsOptions options = new TlsOptions();
    private boolean wanted;
    private Path certificate;
    private Path key;
    private Path keyStore;
    private String password;
    /** The last option that is of no use without TLS, or null. */
    private String detail;

    /**
     * Takes the option at which the line stands, if it is about TLS.
     *
     * @return false if it is not
     */
    boolean take(CommandLine line) throws UsageException {
        switch (line.option()) {
            case "--cafile" -> {
                options.authorities(file(line, "a file of authorities in PEM"));
                wanted = true;
            }
            case "--capath" -> {
                options.authorityDirectory(directory(line));
                wanted = true;
            }
            case "--tls-use-os-certs" -> wanted = true; // the JDK's authorities, trusted unless others are named
            case "--psk", "--psk-identity" -> throw new UsageException(line.option()
                    + " is not offered: Java's TLS has no pre-shared keys; use certificates (--cafile, --cert, --key)");
            case "--tls-engine", "--tls-engine-kpass-sha1", "--keyform" -> throw new UsageException(line.option()
                    + " is not offered: Java's TLS has no engines of OpenSSL; give the key as a PEM file by --key");
            default -> {
                return takeDetail(line);
            }
        }
        return true;
    }

    private boolean takeDetail(CommandLine line) throws UsageException {
        switch (line.option()) {
            case "--cert" -> certificate = file(line, "a file with the client certificate in PEM");
            case "--key" -> key = file(line, "a file with the private key in PEM");
            case "--keystore" -> keyStore = file(line, "a PKCS#12 file with certificate and key");
            case "--keypass" -> password = line.value("the password of --key or --keystore");
            case "--insecure" -> options.insecureWithoutHostNameCheck();
            case "--tls-version" -> options.versions(version(line));
            case "--tls-alpn" -> options.applicationProtocols(line.value("an application protocol"));
            case "--ciphers" -> options.ciphers(line.value("names of ciphers, as Java has them").split("[:,]"));
            default -> {
                return false;
            }
        }
        detail = line.option();
        return true;
    }

    private static Path file(CommandLine line, String what) throws UsageException {
        Path file = Path.of(line.value(what));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UsageException(line.option() + " needs " + what + ": '" + file + "' cannot be read");
        }
        return file;
    }

    private static Path directory(CommandLine line) throws UsageException {
        Path directory = Path.of(line.value("a directory of authorities in PEM"));
        if (!Files.isDirectory(directory)) {
            throw new UsageException("--capath needs a directory: '" + directory + "' is none");
        }
        return directory;
    }

    private static String version(CommandLine line) throws UsageException {
        String value = line.value("tlsv1.2 or tlsv1.3");
        String version = VERSIONS.get(value);
        if (version == null) {
            throw new UsageException("--tls-version must be tlsv1.2 or tlsv1.3, not '" + value + "'"
                    + (value.startsWith("tlsv1") ? ": older ones are broken" : ""));
        }
        return version;
    }

    /** Switches TLS on: the URL begins with {@code mqtts:}. */
    void want() {
        wanted = true;
    }

    boolean isWanted() {
        return wanted;
    }

    /** What only the whole line can tell. */
    void check() throws UsageException {
        if (!wanted && detail != null) {
            throw new UsageException(detail + " needs TLS: give --cafile, --capath, --tls-use-os-certs or -L mqtts:");
        }
        if (keyStore != null && (certificate != null || key != null)) {
            throw new UsageException("--keystore does not go with --cert and --key: it holds both");
        }
        if ((certificate == null) != (key == null)) {
            throw new UsageException(certificate == null ? "--key needs --cert: the certificate it belongs to"
                    : "--cert needs --key: the private key that belongs to it");
        }
        if (password != null && key == null && keyStore == null) {
            throw new UsageException("--keypass needs --key or --keystore");
        }
        if (keyStore != null) {
            options.clientKeyStore(keyStore, this::password);
        } else if (certificate != null) {
            options.clientCertificate(certificate, key, password == null ? null : this::password);
        }
    }

    private char[] password() {
        return password == null ? new char[0] : password.toCharArray();
    }

    /** @return what a transport is to be made with; known after {@link #check} */
    TlsOptions options() {
        return options;
    }
}
