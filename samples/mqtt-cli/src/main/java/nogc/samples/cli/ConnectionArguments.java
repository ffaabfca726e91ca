package nogc.samples.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The options that every command shares: which broker, as whom, with what session and will. */
final class ConnectionArguments {
    private static final long NEVER = 0xffffffffL;

    final EndpointArguments endpoint = new EndpointArguments();
    String clientId;
    String userName;
    byte[] password;
    int keepAlive = 60;
    int qos;
    boolean keepSession;
    /** Seconds as an unsigned int, or null. */
    Long sessionExpiry;
    String willTopic;
    byte[] willPayload;
    int willQos;
    boolean willRetain;
    boolean trace;
    boolean quiet;
    /** File that keeps the session over runs, or null. */
    Path store;
    final PropertyArguments properties = new PropertyArguments();

    /** 5, 311, or 0 as long as none was named. */
    private int version;
    private boolean willDetail;
    private String idPrefix;

    /**
     * Takes the option at which the line stands, if it is a shared one.
     *
     * @return false if it is not
     */
    boolean take(CommandLine line) throws UsageException {
        switch (line.option()) {
            case "-i", "--id" -> clientId = line.value("a client identifier");
            case "-I", "--id-prefix" -> idPrefix = line.value("the beginning of a client identifier");
            case "-u", "--username" -> userName = line.value("a user name");
            case "-P", "--pw" -> password = bytes(line.value("a password"));
            case "-k", "--keepalive" -> keepAlive = line.integer(0, 65535);
            case "-q", "--qos" -> qos = line.integer(0, 2);
            case "-V", "--protocol-version" -> version = version(line);
            case "-c", "--disable-clean-session" -> keepSession = true;
            case "-x", "--session-expiry-interval" -> sessionExpiry = seconds(line);
            case "-D", "--property" -> properties.parse(line);
            case "-d", "--debug" -> trace = true;
            case "--quiet" -> quiet = true;
            default -> {
                return endpoint.take(line) || takeWill(line);
            }
        }
        return true;
    }

    private boolean takeWill(CommandLine line) throws UsageException {
        switch (line.option()) {
            case "--will-topic" -> willTopic = Topics.name(line.option(), line.value("a topic"));
            case "--will-payload" -> willPayload = bytes(line.value("a payload"));
            case "--will-qos" -> willQos = line.integer(0, 2);
            case "--will-retain" -> willRetain = true;
            default -> {
                return false;
            }
        }
        willDetail |= !line.option().equals("--will-topic");
        return true;
    }

    /** A Session Expiry Interval; for ever as mosquitto's tools spell it, too. */
    private static long seconds(CommandLine line) throws UsageException {
        String value = line.value("a number");
        return value.equals("-1") || value.equals("∞") ? NEVER
                : CommandLine.number(line.option(), value, 0, NEVER);
    }

    private static int version(CommandLine line) throws UsageException {
        String value = line.value("a version of MQTT");
        return switch (value) {
            case "5", "5.0", "mqttv5" -> 5;
            case "311", "3.1.1", "mqttv311" -> 311;
            case "31", "3.1", "mqttv31" -> throw new UsageException(
                    "-V " + value + " is not spoken: MQTT 3.1 was no standard yet; use 311 or 5");
            default -> throw new UsageException("-V must be 5 or 311, not '" + value + "'");
        };
    }

    /** What only the whole line can tell. */
    void check() throws UsageException {
        endpoint.check();
        takeFromUrl();
        boolean needs5 = sessionExpiry != null || !properties.isEmpty();
        if (version == 311 && needs5) {
            String option = sessionExpiry != null ? "-x" : "-D";
            throw new UsageException(option + " needs MQTT 5.0: use -V 5 or leave -V out");
        }
        if (version == 0) {
            version = needs5 ? 5 : 311;
        }
        if (version == 311 && password != null && userName == null) {
            throw new UsageException("-P needs -u: MQTT 3.1.1 has no password without a user name");
        }
        if (store != null && (idPrefix != null || clientId == null || clientId.isEmpty())) {
            throw new UsageException("--store needs -i: it keeps the session of a client identifier");
        }
        keepSession |= store != null;
        if (keepSession && (clientId == null || clientId.isEmpty())) {
            throw new UsageException("-c needs -i: a session is kept under its client identifier");
        }
        if (willTopic == null && (willDetail || properties.of("will") != null)) {
            throw new UsageException("a will needs --will-topic");
        }
    }

    /** What -u, -P, -i say goes before what -L and -I do. */
    private void takeFromUrl() throws UsageException {
        if (userName == null) {
            userName = endpoint.user();
        }
        if (password == null && endpoint.password() != null) {
            password = bytes(endpoint.password());
        }
        if (sessionExpiry == null) {
            sessionExpiry = properties.sessionExpiry();
        }
        if (idPrefix != null && clientId != null) {
            throw new UsageException("-I does not go with -i: give one of them");
        }
        if (idPrefix != null) {
            clientId = idPrefix + ProcessHandle.current().pid();
        }
    }

    /** @return whether MQTT 5.0 is spoken; known after {@link #check} */
    boolean isVersion5() {
        return version == 5;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
