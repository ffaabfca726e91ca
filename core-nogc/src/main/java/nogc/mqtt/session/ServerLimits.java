package nogc.mqtt.session;

import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.wire.Property;
import nogc.mqtt.wire.VarInt;

/**
 * What the server said it can do, in CONNACK (MQTT 5.0, section 3.2.2.3). A property that is missing has its default,
 * never the value of the last connection. For MQTT 3.1.1 all are at their defaults.
 */
public final class ServerLimits {
    // The defaults stand here too, so that in an image for 3.1.1 each is seen to be the only value.
    private int receiveMaximum = FlowControl.UNLIMITED;
    private int maximumQos = 2;
    private boolean retainAvailable = true;
    private int maximumPacketSize;
    private int topicAliasMaximum;
    private boolean wildcardAvailable = true;
    private boolean subscriptionIdentifierAvailable = true;
    private boolean sharedAvailable = true;

    /** All at their defaults. */
    ServerLimits() {
    }

    /** Sets the defaults. */
    void reset() {
        receiveMaximum = FlowControl.UNLIMITED;
        maximumQos = 2;
        retainAvailable = true;
        maximumPacketSize = 0;
        topicAliasMaximum = 0;
        wildcardAvailable = true;
        subscriptionIdentifierAvailable = true;
        sharedAvailable = true;
    }

    /** Takes the properties of a CONNACK, after {@link #reset}. */
    void read(PropertyReader properties) {
        properties.rewind();
        while (properties.next()) {
            int value = properties.value();
            switch (properties.id()) {
                case Property.RECEIVE_MAXIMUM:
                    receiveMaximum = value;
                    break;
                case Property.MAXIMUM_QOS:
                    maximumQos = value;
                    break;
                case Property.RETAIN_AVAILABLE:
                    retainAvailable = value != 0;
                    break;
                case Property.MAXIMUM_PACKET_SIZE:
                    maximumPacketSize = value < 0 ? 0 : value; // 2^31 and more is no limit to us
                    break;
                case Property.TOPIC_ALIAS_MAXIMUM:
                    topicAliasMaximum = value;
                    break;
                case Property.WILDCARD_SUBSCRIPTION_AVAILABLE:
                    wildcardAvailable = value != 0;
                    break;
                case Property.SUBSCRIPTION_IDENTIFIER_AVAILABLE:
                    subscriptionIdentifierAvailable = value != 0;
                    break;
                case Property.SHARED_SUBSCRIPTION_AVAILABLE:
                    sharedAvailable = value != 0;
                    break;
                default:
            }
        }
        properties.rewind();
    }

    /** Whether a PUBLISH may go: {@link Result#OK} or the specific refusal. */
    int checkPublish(int qos, boolean retain, int packetSize) {
        if (qos > maximumQos) {
            return Result.QOS_NOT_SUPPORTED; // [MQTT-3.2.2-11]
        }
        if (retain && !retainAvailable) {
            return Result.RETAIN_NOT_AVAILABLE; // [MQTT-3.2.2-14]
        }
        return checkSize(packetSize);
    }

    /** Whether a packet is small enough [MQTT-3.2.2-15]. */
    int checkSize(int packetSize) {
        return maximumPacketSize != 0 && packetSize > maximumPacketSize ? Result.PACKET_TOO_LARGE : Result.OK;
    }

    /** Whether a DISCONNECT or AUTH with so many bytes of properties fits our transmit buffer and this server. */
    int checkReason(int propertiesLength, int capacity) {
        int remaining = 1 + VarInt.length(propertiesLength) + propertiesLength;
        int size = 1 + VarInt.length(remaining) + remaining;
        return size > capacity ? Result.BUFFER_TOO_SMALL : checkSize(size);
    }

    /** Whether a SUBSCRIBE may go. */
    int checkSubscribe(boolean wildcard, boolean shared, boolean identifier, int packetSize) {
        if (wildcard && !wildcardAvailable) {
            return Result.WILDCARD_NOT_AVAILABLE;
        }
        if (shared && !sharedAvailable) {
            return Result.SHARED_NOT_AVAILABLE;
        }
        if (identifier && !subscriptionIdentifierAvailable) {
            return Result.SUBSCRIPTION_IDENTIFIER_NOT_AVAILABLE;
        }
        return checkSize(packetSize);
    }

    /** @return QoS 1 and 2 messages that the server takes at once, 1 to 65,535 */
    public int receiveMaximum() {
        return receiveMaximum;
    }

    /** @return the highest QoS that we may publish with */
    public int maximumQos() {
        return maximumQos;
    }

    /** @return whether the server keeps retained messages */
    public boolean retainAvailable() {
        return retainAvailable;
    }

    /** @return the largest packet in bytes, or 0 for no limit */
    public int maximumPacketSize() {
        return maximumPacketSize;
    }

    /** @return the largest topic alias that we may send, 0 for none */
    public int topicAliasMaximum() {
        return topicAliasMaximum;
    }

    /** @return whether wildcard subscriptions are taken */
    public boolean wildcardAvailable() {
        return wildcardAvailable;
    }

    /** @return whether subscription identifiers are taken */
    public boolean subscriptionIdentifierAvailable() {
        return subscriptionIdentifierAvailable;
    }

    /** @return whether shared subscriptions are taken */
    public boolean sharedAvailable() {
        return sharedAvailable;
    }
}
