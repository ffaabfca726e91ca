package nogc.mqtt;

/**
 * The client's side of enhanced authentication (MQTT 5.0, section 4.12), at connect and again on a live connection.
 * The session adds the Authentication Method to every packet itself [MQTT-4.12.0-5].
 */
public abstract class Authenticator {
    private final PropertyWriter properties;

    /**
     * Keeps room for the properties of CONNECT or AUTH.
     *
     * @param capacity bytes for method, data and user properties
     */
    protected Authenticator(int capacity) {
        properties = new PropertyWriter(capacity);
    }

    /** @return the writer that the session sends from */
    public final PropertyWriter properties() {
        return properties;
    }

    /** @return the Authentication Method, the same for the whole life of a connection */
    public abstract Utf8String method();

    /**
     * Begins an exchange: with CONNECT, or by {@code reauthenticate()}.
     *
     * @param out takes Authentication Data and User Properties
     * @return {@link Result#OK}, or negative to give up
     */
    public abstract int begin(PropertyWriter out);

    /**
     * The server asks for more (AUTH 0x18).
     *
     * @param challenge properties of its packet
     * @param out takes the answer's Authentication Data and User Properties
     * @return {@link Result#OK}, or negative to give up and close
     */
    public abstract int challenge(PropertyReader challenge, PropertyWriter out);

    /**
     * The server is satisfied (CONNACK, or AUTH 0x00): the moment to verify its own proof.
     *
     * @param last properties of that packet
     * @return {@link Result#OK}, or negative to close
     */
    public int success(PropertyReader last) {
        return Result.OK;
    }
}
