package nogc.samples.midlet;

/** What a node is told from outside: attributes of its descriptor (JAD), or {@code NAME=value} on a command line. */
class Settings {
    static final String URL = "Node-Url";
    static final String NAME = "Node-Name";
    static final String PROTOCOL = "Node-Protocol";
    static final String USER_NAME = "Node-User-Name";
    static final String PASSWORD = "Node-Password";
    static final String PERIOD = "Node-Period";
    static final String QOS = "Node-QoS";
    static final String READINGS = "Node-Readings";
    static final String STORE = "Node-Store";
    private static final int LONGEST_STORE_NAME = 32;

    /** Where the peer is: {@code socket://…}, {@code ssl://…} or {@code comm:…}; over MQTT-SN {@code datagram://…}. */
    String url;
    /** Client identifier, and the node's name in its topics. */
    String name;
    /** 5 or 311. */
    int protocol = 5;
    /** User name, or null. */
    String userName;
    /** Password, or null. */
    String password;
    /** Milliseconds between two readings. */
    int period = 5000;
    /** QoS of the readings. */
    int qos = 1;
    /** Readings after which the node leaves, once they have arrived, for a device that wakes up at times; or 0. */
    int readings;
    /** Name of the record store that keeps the session over a restart, or null for none. */
    String store;

    /**
     * Takes one setting.
     *
     * @param key one of the names above
     * @param value null leaves it as it is
     * @throws IllegalArgumentException if there is no such setting, or the value is not one, with what to change
     */
    void set(String key, String value) {
        if (value == null) {
            return;
        }
        if (key.equals(URL)) {
            url = value;
        } else if (key.equals(NAME)) {
            name = value;
        } else if (key.equals(PROTOCOL)) {
            protocol = number(key, value);
        } else if (key.equals(USER_NAME)) {
            userName = value;
        } else if (key.equals(PASSWORD)) {
            password = value;
        } else if (key.equals(PERIOD)) {
            period = number(key, value);
        } else if (key.equals(QOS)) {
            qos = number(key, value);
        } else if (key.equals(READINGS)) {
            readings = number(key, value);
        } else if (key.equals(STORE)) {
            store = value.trim();
        } else {
            throw new IllegalArgumentException("there is no setting ".concat(key));
        }
    }

    static int number(String key, String value) {
        try {
            return Integer.parseInt(value.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key.concat(" must be a number"));
        }
    }

    /**
     * Looks whether all of them make sense.
     *
     * @throws IllegalArgumentException with what to change
     */
    void check() {
        if (url == null || name == null) {
            throw new IllegalArgumentException("Node-Url and Node-Name are needed");
        }
        if (protocol != 5 && protocol != 311) {
            throw new IllegalArgumentException("Node-Protocol must be 5 or 311");
        }
        if (period < 1 || qos < 0 || qos > 2 || readings < 0) {
            throw new IllegalArgumentException("Node-Period must be 1 or more, Node-QoS 0 to 2, Node-Readings 0 up");
        }
        if (store != null && (store.length() == 0 || store.length() > LONGEST_STORE_NAME)) {
            throw new IllegalArgumentException("Node-Store must be a name of 1 to 32 characters");
        }
    }
}
