package nogc.bench;

import java.io.ByteArrayOutputStream;

/**
 * A PUBLISH that every contender encodes and decodes: what stands in it, and its bytes as the specification has them.
 * RETAIN and DUP are 0.
 *
 * @param topic Topic Name
 * @param payload Application Message
 * @param qos 0 to 2
 * @param packetId packet identifier, not sent at QoS 0
 * @param alias topic alias beside the topic, 0 for none; MQTT 5.0 alone
 * @param propertyValue value of the user property {@link #PROPERTY_NAME}, or null for none; MQTT 5.0 alone
 */
public record Publish(String topic, byte[] payload, int qos, int packetId, int alias, String propertyValue) {
    /** Name of the user property. */
    public static final String PROPERTY_NAME = "site";

    /**
     * @param version the version
     * @return its bytes on the wire; the alias stands ahead of the user property
     */
    public byte[] bytes(Version version) {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        Packets.string(rest, topic);
        if (qos > 0) {
            Packets.u16(rest, packetId);
        }
        if (version == Version.MQTT_5) {
            byte[] properties = properties();
            Packets.variableByteInteger(rest, properties.length);
            rest.writeBytes(properties);
        }
        rest.writeBytes(payload);
        return Packets.packet(0x30 | qos << 1, rest);
    }

    /**
     * @param version the version
     * @return whether an application finds the user property in it
     */
    public boolean hasProperty(Version version) {
        return version == Version.MQTT_5 && propertyValue != null;
    }

    private byte[] properties() {
        ByteArrayOutputStream properties = new ByteArrayOutputStream();
        if (alias > 0) {
            properties.write(0x23);
            Packets.u16(properties, alias);
        }
        if (propertyValue != null) {
            properties.write(0x26);
            Packets.string(properties, PROPERTY_NAME);
            Packets.string(properties, propertyValue);
        }
        return properties.toByteArray();
    }
}
