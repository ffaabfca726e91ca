package nogc.bench.contender;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import nogc.bench.Packets;
import nogc.bench.Publish;
import nogc.bench.Version;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.ConnectEncoder;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.PacketView;
import nogc.mqtt.wire.Property;

/**
 * This project's encoder and decoder, called as the engine calls them. Topic and user property are checked beforehand,
 * once; each packet starts in an empty transmit buffer. Decoding checks everything, every time, and gives a view of the
 * receive buffer. To and from a socket the bytes are copied once more, as {@code TcpTransport} does.
 */
final class Ours extends Contender {
    private final PacketEncoder encoder;
    private final PacketDecoder decoder;
    private final Outgoing[] outgoing;
    private final byte[][] expectedValues;

    private final PacketEncoder encoder311 = new PacketEncoder(new Mqtt311(), CAPACITY);
    private final ConnectEncoder connectEncoder = new ConnectEncoder(new Config(), new Mqtt311(), encoder311);
    private final ConnectOptions options = new ConnectOptions();
    private final Utf8String clientId = new Utf8String(Packets.CLIENT_IDENTIFIER);

    private final byte[] receiveBuffer = new byte[CAPACITY];
    private final byte[] application = new byte[CAPACITY];
    private final ByteBuffer socketOut;
    private final ByteBuffer socketIn;

    Ours(Version version, List<Publish> packets, Memory memory) {
        super(version, packets);
        encoder = version == Version.MQTT_5 ? new PacketEncoder(new Mqtt5(), CAPACITY) : encoder311;
        decoder = version == Version.MQTT_5 ? new PacketDecoder(new Mqtt5(), CAPACITY, 0)
                : new PacketDecoder(new Mqtt311(), CAPACITY, 0);
        outgoing = packets.stream().map(Outgoing::new).toArray(Outgoing[]::new);
        expectedValues = packets.stream()
                .map(packet -> packet.hasProperty(version) ? utf8(packet.propertyValue()) : null)
                .toArray(byte[][]::new);
        socketOut = memory == Memory.SOCKET ? ByteBuffer.allocateDirect(CAPACITY) : null;
        socketIn = memory == Memory.SOCKET ? direct(received) : null;
        options.keepAlive = Packets.KEEP_ALIVE;
        options.userName = new Utf8String(Packets.USER_NAME);
        options.password = utf8(Packets.PASSWORD);
        options.willTopic = new Topic(Packets.WILL_TOPIC);
        options.willPayload = utf8(Packets.WILL_MESSAGE);
        options.willQos = 1;
        options.willRetain = true;
    }

    /** What an application keeps for a message that it sends. */
    private static final class Outgoing {
        final Topic topic;
        final PropertyWriter properties = new PropertyWriter(64);
        final byte[] payload;
        final int qos;
        final int packetId;
        final int alias;

        Outgoing(Publish publish) {
            topic = new Topic(publish.topic());
            payload = publish.payload();
            qos = publish.qos();
            packetId = publish.packetId();
            alias = publish.alias();
            if (publish.propertyValue() != null) {
                int put = properties.putUserProperty(new Utf8String(Publish.PROPERTY_NAME),
                        new Utf8String(publish.propertyValue()));
                if (put < 0) {
                    throw new IllegalStateException("the property does not fit: " + put);
                }
            }
        }
    }

    @Override
    public int encode(int packet) {
        Outgoing message = outgoing[packet];
        encoder.clear();
        encoder.publish(message.qos, false, false, message.packetId, message.topic.bytes(), 0, message.topic.length(),
                message.properties.bytes(), 0, message.properties.length(), message.alias, message.payload.length);
        encoder.payload(message.payload, 0, message.payload.length);
        return toSocket(encoder);
    }

    @Override
    public int encodeConnect() {
        encoder311.clear();
        int result = connectEncoder.encode(options, clientId, true);
        if (result < 0) {
            throw new IllegalStateException("CONNECT: " + result);
        }
        return toSocket(encoder311);
    }

    private int toSocket(PacketEncoder from) {
        if (socketOut != null) {
            socketOut.clear().put(from.buffer(), from.start(), from.length());
        }
        return from.length();
    }

    @Override
    public Object decode(int packet) {
        return decoded(packet);
    }

    private PacketView decoded(int packet) {
        if (socketIn == null) {
            decoder.decode(received, starts[packet], received.length);
        } else {
            int length = starts[packet + 1] - starts[packet];
            socketIn.get(starts[packet], receiveBuffer, 0, length);
            decoder.decode(receiveBuffer, 0, length);
        }
        decoder.consume();
        return decoder.packet();
    }

    @Override
    public int read(int packet) {
        PacketView publish = decoded(packet);
        byte[] bytes = socketIn == null ? received : receiveBuffer;
        Topic expected = outgoing[packet].topic;
        boolean topic = equal(bytes, publish.topicOffset(), publish.topicLength(), expected.bytes(), expected.length());
        System.arraycopy(bytes, publish.payloadOffset(), application, 0, publish.payloadLength());
        byte[] value = expectedValues[packet];
        boolean property = false;
        if (value != null) {
            PropertyReader properties = publish.properties();
            property = properties.find(Property.USER_PROPERTY)
                    && equal(bytes, properties.valueOffset(), properties.valueLength(), value, value.length);
        }
        return seen(topic, publish.payloadLength(), property);
    }

    private static boolean equal(byte[] bytes, int offset, int length, byte[] expected, int expectedLength) {
        return Arrays.equals(bytes, offset, offset + length, expected, 0, expectedLength);
    }

    @Override
    public byte[] encoded(int packet) {
        PacketEncoder from = packet < 0 ? encoder311 : encoder;
        int length = packet < 0 ? encodeConnect() : encode(packet);
        return socketOut == null ? part(from.buffer(), from.start(), from.start() + length) : first(socketOut, length);
    }

    private static byte[] utf8(String string) {
        return string.getBytes(StandardCharsets.UTF_8);
    }
}
