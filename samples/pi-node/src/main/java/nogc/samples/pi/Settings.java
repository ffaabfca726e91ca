package nogc.samples.pi;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nogc.javase.client.BrokerTransport;
import nogc.javase.tls.TlsOptions;
import nogc.mqtt.Topic;
import nogc.raspberrypi.Bme280Device;

/** What the file says, checked as a whole: every mistake is told at once, each with its line. */
final class Settings {
    private static final String KEYS = "name, topic, broker, version, keep-alive, connect-timeout, user, password-file,"
            + " ca, certificate, key, store, discovery, gpio";
    /** Stands for a topic that was refused. */
    private static final String WRONG = "wrong";
    private static final String CREDENTIAL = "credential:";

    String name;
    String root;
    final List<String> brokers = new ArrayList<>();
    boolean version5;
    int keepAlive;
    /** How long a connection and its TLS hand-shake may take, in milliseconds. */
    int connectTimeout;
    String user;
    byte[] password;
    TlsOptions tls;
    Path store;
    /** Where Home Assistant looks for what there is, or null. */
    String discovery;
    /** How lines are taken: {@code sysfs}, {@code chip}, or null for what the kernel has. */
    String gpio;
    final List<PartSettings> parts = new ArrayList<>();

    private final Map<String, Bme280Device> devices = new HashMap<>();
    private final Mistakes mistakes;
    private final Path credentials;

    private Settings(Mistakes mistakes, Path credentials) {
        this.mistakes = mistakes;
        this.credentials = credentials;
    }

    /**
     * Reads a file.
     *
     * @param file its path
     * @param mistakes gets all that is wrong
     * @param credentials the folder that systemd names in CREDENTIALS_DIRECTORY, or null
     * @return settings that are good if there are no mistakes
     */
    static Settings read(Path file, Mistakes mistakes, Path credentials) {
        Settings settings = new Settings(mistakes, credentials);
        try {
            settings.take(ConfigurationFile.parse(Files.readAllLines(file), mistakes));
        } catch (CharacterCodingException e) {
            mistakes.add(0, "is not UTF-8");
        } catch (IOException e) {
            mistakes.add(0, "cannot be read: " + (Files.exists(file) ? e.getMessage() : "there is no such file"));
        }
        return settings;
    }

    private void take(List<Section> sections) {
        Section head = sections.get(0);
        name = head.text("name", "pi");
        root = head.text("topic", "sensors/" + name);
        if (topic(root + "/status", 0).length() == WRONG.length()) {
            root = WRONG; // said once
        }
        brokers(head.all("broker"));
        version5 = head.oneOf("version", "5", "5", "311").equals("5");
        keepAlive = head.time("keep-alive", 5000, 60_000) / 1000;
        connectTimeout = head.time("connect-timeout", 1000, 15_000);
        user = head.text("user", null);
        password(head.one("password-file"));
        tls(head);
        String path = head.text("store", null);
        store = path == null ? null : Path.of(path);
        discovery(head);
        gpio = head.oneOf("gpio", null, "sysfs", "chip");
        head.nothingElse(KEYS);
        for (Section section : sections.subList(1, sections.size())) {
            if (!section.kind.isEmpty()) {
                parts.add(new PartSettings(section, this));
            }
        }
        onlyOnce();
        if (sections.size() == 1) {
            mistakes.add(0, "names no sensor, switch or contact: add one, such as [sensor cpu] with kind = thermal");
        }
    }

    private void discovery(Section head) {
        List<Section.Value> told = head.values.get("discovery");
        discovery = head.text("discovery", "homeassistant");
        if (discovery.equals("off")) {
            discovery = null;
        } else {
            topic(discovery, told == null ? 0 : told.get(0).line());
        }
    }

    /** Two parts at one line or topic would work against each other. */
    private void onlyOnce() {
        Map<String, String> lines = new HashMap<>();
        Map<String, String> topics = new HashMap<>();
        topics.put(root + "/status", "the node's presence");
        for (PartSettings part : parts) {
            String whose = "[" + part.kind + " " + part.name + "]";
            String other = part.gpio == PartSettings.NOT_TOLD ? null : lines.put(Integer.toString(part.gpio), whose);
            if (other != null) {
                mistakes.add(part.line, "line " + part.gpio + " is that of " + other + " already");
            }
            other = part.topicText.equals(WRONG) ? null : topics.put(part.topicText, whose);
            if (other != null && !other.equals(whose)) { // two of one name were told
                mistakes.add(part.line, "the topic " + part.topicText + " is that of " + other + " already");
            }
        }
    }

    private void brokers(List<Section.Value> values) {
        for (Section.Value value : values) {
            try {
                String uri = value.text();
                BrokerTransport.shown(uri);
                if (uri.indexOf('@') > 0) {
                    mistakes.add(value.line(), "user and password stand in lines of their own: user = NAME and"
                            + " password-file = FILE, not in the URI of the broker");
                }
                brokers.add(uri);
            } catch (IllegalArgumentException e) {
                mistakes.add(value.line(), e.getMessage());
            }
        }
        if (values.isEmpty()) {
            mistakes.add(0, "names no broker: add broker = mqtt://HOST");
        }
    }

    /** A password stands in a file of its own that nobody else reads, or in a credential of the service. */
    private void password(Section.Value value) {
        if (value == null) {
            return;
        }
        if (user == null) {
            mistakes.add(value.line(), "a password needs a user: add user = NAME");
        }
        String word = value.text();
        boolean isCredential = word.startsWith(CREDENTIAL);
        if (isCredential && credentials == null) {
            mistakes.add(value.line(), "there are no credentials: only systemd gives them, by LoadCredential="
                    + word.substring(CREDENTIAL.length()) + ":FILE in the unit");
            return;
        }
        Path file = isCredential ? credentials.resolve(word.substring(CREDENTIAL.length())) : Path.of(word);
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!isCredential && (permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)
                    || permissions.contains(PosixFilePermission.GROUP_WRITE))) {
                mistakes.add(value.line(), file + " may be read or written by others: run chmod 640 " + file);
            }
            password = Files.readString(file).replaceAll("\\R$", "").getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            mistakes.add(value.line(), "the file of the password, " + file + ", cannot be read"
                    + (Files.exists(file) ? ": give it to the service's group" : ": it is not there"));
        }
    }

    private void tls(Section head) {
        boolean secure = false;
        for (String broker : brokers) {
            secure |= BrokerTransport.isSecure(broker);
        }
        Path authorities = file(head.one("ca"), secure);
        Section.Value certificate = head.one("certificate");
        Section.Value key = head.one("key");
        if ((certificate == null) != (key == null)) {
            mistakes.add((certificate == null ? key : certificate).line(), "certificate and key go together");
        }
        Path certificateFile = file(certificate, secure);
        Path keyFile = file(key, secure);
        if (!secure) {
            return;
        }
        tls = new TlsOptions().handshakeTimeout(connectTimeout);
        if (authorities != null) {
            tls.authorities(authorities);
        }
        if (certificateFile != null && keyFile != null) {
            tls.clientCertificate(certificateFile, keyFile);
        }
    }

    private Path file(Section.Value value, boolean secure) {
        if (value == null) {
            return null;
        }
        if (!secure) {
            mistakes.add(value.line(), "is for TLS: let the broker begin with mqtts: or wss:");
        }
        Path file = Path.of(value.text());
        if (!Files.isReadable(file)) {
            mistakes.add(value.line(), file + (Files.exists(file) ? " may not be read by this user"
                    : " is not there"));
        }
        return file;
    }

    Mistakes mistakes() {
        return mistakes;
    }

    /** The one object for a device, whatever it is asked for. */
    Bme280Device bme280(int bus, int address) {
        String key = bus + "/" + address;
        Bme280Device device = devices.get(key);
        if (device == null) {
            device = new Bme280Device(bus, address);
            devices.put(key, device);
        }
        return device;
    }

    /** A topic that is checked; any good one if it is wrong. */
    Topic topic(String text, int line) {
        try {
            return new Topic(text);
        } catch (IllegalArgumentException e) {
            mistakes.add(line, "'" + text + "' is no topic: " + e.getMessage());
            return new Topic(WRONG);
        }
    }
}
