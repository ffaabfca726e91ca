package nogc.bench;

/** A version of the protocol. */
public enum Version {
    /** MQTT 3.1.1. */
    MQTT_311("3.1.1"),
    /** MQTT 5.0. */
    MQTT_5("5");

    private final String text;

    Version(String text) {
        this.text = text;
    }

    /**
     * @param text as in the parameters of the benchmarks: "3.1.1" or "5"
     * @return the version
     */
    public static Version of(String text) {
        for (Version version : values()) {
            if (version.text.equals(text)) {
                return version;
            }
        }
        throw new IllegalArgumentException("no version " + text);
    }
}
