package nogc.samples.sensor.jvm;

/**
 * Where a broker is.
 *
 * @param host name or address
 * @param port 1 to 65,535
 */
public record Endpoint(String host, int port) {
    /**
     * Reads {@code host:port}.
     *
     * @param text an IPv6 address stands in brackets
     * @return the endpoint
     * @throws IllegalArgumentException with a sentence that says what to change
     */
    public static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        String digits = text.substring(colon + 1);
        if (colon < 1 || !digits.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("the broker must be given as HOST:PORT, not '" + text + "'");
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("the broker's port must be 1 to 65535, not " + port);
        }
        return new Endpoint(text.substring(0, colon), port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
