package nogc.samples.cli;

import java.nio.charset.StandardCharsets;

/** The options that every command shares: which broker, as whom, with what session and will. */
final class ConnectionArguments {
    String host = "localhost";
    int port = 1883;
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
    final PropertyArguments properties = new PropertyArguments();

    /** 5, 311, or 0 as long as none was named. */
    private int version;
    private boolean willDetail;

    /**
     * Takes the option at which the line stands, if it is a shared one.
     *
     * @return false if it is not
     */
    boolean take(CommandLine line) throws UsageException {
        switch (line.option()) {
            case "-h", "--host" -> host = nonEmpty(line, "a host name");
            case "-p", "--port" -> port = line.integer(1, 65535);
            case "-i", "--id" -> clientId = line.value("a client identifier");
            case "-u", "--username" -> userName = line.value("a user name");
            case "-P", "--pw" -> password = bytes(line.value("a password"));
            case "-k", "--keepalive" -> keepAlive = line.integer(0, 65535);
            case "-q", "--qos" -> qos = line.integer(0, 2);
            case "-V", "--protocol-version" -> version = version(line);
            case "-c", "--disable-clean-session" -> keepSession = true;
            case "-x", "--session-expiry-interval" -> sessionExpiry = line.number(0, 0xffffffffL);
            case "-D", "--property" -> properties.parse(line);
            case "-d", "--debug" -> trace = true;
            case "--quiet" -> quiet = true;
            default -> {
                return takeWill(line);
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

    private static String nonEmpty(CommandLine line, String what) throws UsageException {
        String value = line.value(what);
        if (value.isEmpty()) {
            throw new UsageException(line.option() + " needs " + what + ", not an empty word");
        }
        return value;
    }

    private static int version(CommandLine line) throws UsageException {
        String value = line.value("a version of MQTT");
        return switch (value) {
            case "5", "5.0", "mqttv5" -> 5;
            case "311", "3.1.1", "mqttv311" -> 311;
            default -> throw new UsageException("-V must be 5 or 311, not '" + value + "'");
        };
    }

    /** What only the whole line can tell. */
    void check() throws UsageException {
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
        if (keepSession && (clientId == null || clientId.isEmpty())) {
            throw new UsageException("-c needs -i: a session is kept under its client identifier");
        }
        if (willTopic == null && (willDetail || properties.of("will") != null)) {
            throw new UsageException("a will needs --will-topic");
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
