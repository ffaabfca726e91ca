package nogc.samples.midlet;

import nogc.mqtt.sn.SnSleep;

/** What a node over MQTT-SN is told from outside. */
final class SnSettings extends Settings {
    static final String SLEEP = "Node-Sleep";
    static final String RETRY = "Node-Retry";
    private static final int LONGEST_NAME = 23;

    /** Seconds that it sleeps at most between its messages; 0 stays awake. */
    int sleep = 60;
    /** Milliseconds until a message that was not answered is sent again. */
    int retry = 10000;

    @Override
    void set(String key, String value) {
        if (value != null && key.equals(SLEEP)) {
            sleep = number(key, value);
        } else if (value != null && key.equals(RETRY)) {
            retry = number(key, value);
        } else {
            super.set(key, value);
        }
    }

    @Override
    void check() {
        super.check();
        if (!isClientIdentifier()) {
            throw new IllegalArgumentException("Node-Name must be 1 to 23 characters of ASCII");
        }
        if (sleep < 0 || sleep > SnSleep.LONGEST || retry < nogc.mqtt.sn.SnSettings.SHORTEST_RETRY) {
            throw new IllegalArgumentException("Node-Sleep must be 0 to 65535 s, Node-Retry 200 ms or more");
        }
        if (qos == 2) {
            throw new IllegalArgumentException("Node-QoS must be 0 or 1: this suite has no QoS 2");
        }
    }

    private boolean isClientIdentifier() {
        boolean ascii = name.length() >= 1 && name.length() <= LONGEST_NAME;
        for (int i = 0; ascii && i < name.length(); i++) {
            ascii = name.charAt(i) > 0 && name.charAt(i) < 0x80;
        }
        return ascii;
    }
}
