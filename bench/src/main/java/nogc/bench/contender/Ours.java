package nogc.bench.contender;

import java.nio.charset.StandardCharsets;
import nogc.bench.Packets;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.ConnectEncoder;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.codec.PacketEncoder;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * This project's encoder and decoder, called as the engine calls them. Topic and user property are checked beforehand,
 * once; each packet starts in an empty transmit buffer. Decoding checks everything, every time, and gives a
 * view of the receive buffer.
 */
@State(Scope.Thread)
public class Ours {
    private static final int CAPACITY = 2048;

    private final PacketEncoder encoder311 = new PacketEncoder(new Mqtt311(), CAPACITY);
    private final PacketEncoder encoder5 = new PacketEncoder(new Mqtt5(), CAPACITY);
    private final ConnectEncoder connectEncoder311 = new ConnectEncoder(new Config(), new Mqtt311(), encoder311);
    private final PropertyWriter noProperties = new PropertyWriter(0);
    private final PropertyWriter userProperty = new PropertyWriter(64);
    private final byte[] payload = Packets.payload();

    private final ConnectOptions options = new ConnectOptions();
    private final Utf8String clientId = new Utf8String(Packets.CLIENT_IDENTIFIER);

    private final PacketDecoder decoder311 = new PacketDecoder(new Mqtt311(), CAPACITY, 0);
    private final PacketDecoder decoder5 = new PacketDecoder(new Mqtt5(), CAPACITY, 0);
    private final byte[] bytes311 = Packets.sixteenPublish311();
    private final byte[] bytes5 = Packets.publish5();
    private int next;

    private final Topic topic = new Topic(Packets.TOPIC);
    private final TopicFilter filter = new TopicFilter(Packets.FILTER);

    /** Checks everything beforehand. */
    public Ours() {
        int put = userProperty.putUserProperty(new Utf8String(Packets.PROPERTY_NAME),
                new Utf8String(Packets.PROPERTY_VALUE));
        if (put < 0) {
            throw new IllegalStateException("the property does not fit: " + put);
        }
        options.keepAlive = Packets.KEEP_ALIVE;
        options.userName = new Utf8String(Packets.USER_NAME);
        options.password = Packets.PASSWORD.getBytes(StandardCharsets.UTF_8);
        options.passwordLength = options.password.length;
        options.willTopic = new Topic(Packets.WILL_TOPIC);
        options.willPayload = Packets.WILL_MESSAGE.getBytes(StandardCharsets.UTF_8);
        options.willPayloadLength = options.willPayload.length;
        options.willQos = 1;
        options.willRetain = true;
    }

    /** @return the encoder of MQTT 3.1.1 */
    public PacketEncoder encoder311() {
        return encoder311;
    }

    /** @return the encoder of MQTT 5.0 */
    public PacketEncoder encoder5() {
        return encoder5;
    }

    /** @return number of bytes of PUBLISH of MQTT 3.1.1, which stand in the encoder's buffer */
    public int encodePublish311() {
        return encodePublish(encoder311, noProperties, 0);
    }

    /** @return number of bytes of PUBLISH of MQTT 5.0, which stand in the encoder's buffer */
    public int encodePublish5() {
        return encodePublish(encoder5, userProperty, Packets.TOPIC_ALIAS);
    }

    private int encodePublish(PacketEncoder encoder, PropertyWriter properties, int alias) {
        encoder.clear();
        encoder.publish(1, false, false, Packets.PACKET_IDENTIFIER, topic.bytes(), 0, topic.length(),
                properties.bytes(), 0, properties.length(), alias, payload.length);
        encoder.payload(payload, 0, payload.length);
        return encoder.length();
    }

    /** @return number of bytes of CONNECT of MQTT 3.1.1, which stand in the encoder's buffer */
    public int encodeConnect311() {
        encoder311.clear();
        return connectEncoder311.encode(options, clientId, true);
    }

    /** Goes back to the first of the sixteen packets. */
    public void rewind() {
        next = 0;
    }

    /** @return the view of the next of the sixteen PUBLISH of MQTT 3.1.1 in {@link #bytes311} */
    public PacketDecoder decodeNextPublish311() {
        decoder311.decode(bytes311, next, bytes311.length);
        next = decoder311.consume();
        return decoder311;
    }

    /** @return where the sixteen packets stand */
    public byte[] bytes311() {
        return bytes311;
    }

    /** @return the view of PUBLISH of MQTT 5.0 in {@link #bytes5}, its properties checked, its topic alias read */
    public PacketDecoder decodePublish5() {
        decoder5.decode(bytes5, 0, bytes5.length);
        decoder5.consume();
        return decoder5;
    }

    /** @return where the packet stands */
    public byte[] bytes5() {
        return bytes5;
    }

    /** @return whether the filter matches the topic */
    public boolean matches() {
        return filter.matches(topic);
    }
}
