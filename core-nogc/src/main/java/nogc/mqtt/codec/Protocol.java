package nogc.mqtt.codec;

import nogc.mqtt.PropertyReader;

/**
 * What MQTT 3.1.1 and 5.0 do differently on the wire. Decoder and encoder know only this type, so that an image
 * holds just the version that its application names: {@link Mqtt311} or {@link Mqtt5}. Stateless: one object may serve
 * any number of clients.
 */
public abstract class Protocol {
    /** Only for the two versions. */
    Protocol() {
    }

    /**
     * The protocol version (5.0) or level (3.1.1) byte of CONNECT.
     *
     * @return 4 or 5
     */
    public abstract int version();

    /**
     * Whether packets have properties, acknowledgements a reason code, and AUTH exists.
     *
     * @return true for 5.0
     */
    public abstract boolean hasProperties();

    /**
     * Checks the properties of a packet from the server, whole. Linear in their length; allocates nothing.
     *
     * @param b where from
     * @param offset of the Property Length
     * @param end the offset after the packet
     * @param packetType which packet
     * @param out is made to look at the properties if they are good
     * @return the offset after the properties, or a negative {@link nogc.mqtt.Result}
     */
    public abstract int properties(byte[] b, int offset, int end, int packetType, PropertyReader out);

    /**
     * Whether a server may send a reason code (3.1.1: return code) in a packet.
     *
     * @param packetType which packet; one that has reason codes
     * @param code 0 to 255
     * @return true if so
     */
    public abstract boolean isReasonCode(int packetType, int code);
}
