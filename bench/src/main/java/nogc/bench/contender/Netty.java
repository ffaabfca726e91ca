package nogc.bench.contender;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.codec.mqtt.NettyAccess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nogc.bench.Packets;
import nogc.bench.Publish;
import nogc.bench.Version;

/**
 * netty-codec-mqtt. (The embedded channel only holds what the codec asks of one: the version and the allocator.) A
 * buffer comes from Netty's pool and goes back to it.
 */
final class Netty extends Contender {
    private final ChannelHandlerContext context;
    private final ChannelHandlerContext connectContext;
    private final MqttDecoder decoder = new MqttDecoder();
    private final MqttPublishMessage[] outgoing;
    private final MqttConnectMessage connect = connectMessage();
    private final ByteBuf in;
    private final List<Object> out = new ArrayList<>();
    private final byte[] application = new byte[CAPACITY];
    private final String[] expectedValues;

    Netty(Version version, List<Publish> packets, Memory memory) {
        super(version, packets);
        context = context(version == Version.MQTT_5 ? MqttVersion.MQTT_5 : MqttVersion.MQTT_3_1_1, memory);
        connectContext = context(MqttVersion.MQTT_3_1_1, memory);
        outgoing = packets.stream().map(Netty::message).toArray(MqttPublishMessage[]::new);
        in = Buffers.received(received, memory);
        expectedValues = packets.stream()
                .map(packet -> packet.hasProperty(version) ? packet.propertyValue() : null).toArray(String[]::new);
    }

    @Override
    public int encode(int packet) {
        return Buffers.released(NettyAccess.encode(context, outgoing[packet]));
    }

    @Override
    public int encodeConnect() {
        return Buffers.released(NettyAccess.encode(connectContext, connect));
    }

    @Override
    public Object decode(int packet) throws Exception {
        MqttPublishMessage message = decoded(packet);
        message.release();
        return message;
    }

    private MqttPublishMessage decoded(int packet) throws Exception {
        in.readerIndex(starts[packet]);
        NettyAccess.decode(decoder, context, in, out);
        MqttPublishMessage message = (MqttPublishMessage) out.get(0);
        out.clear();
        return message;
    }

    @Override
    public int read(int packet) throws Exception {
        MqttPublishMessage publish = decoded(packet);
        boolean topic = publish.variableHeader().topicName().equals(packets.get(packet).topic());
        int length = publish.payload().readableBytes();
        publish.payload().readBytes(application, 0, length);
        String value = expectedValues[packet];
        boolean property = value != null && ((MqttProperties.UserProperty) publish.variableHeader().properties()
                .getProperties(MqttPropertyType.USER_PROPERTY.value()).get(0)).value().value.equals(value);
        publish.release();
        return seen(topic, length, property);
    }

    @Override
    public byte[] encoded(int packet) {
        return Buffers.bytes(packet < 0 ? NettyAccess.encode(connectContext, connect)
                : NettyAccess.encode(context, outgoing[packet]));
    }

    private static ChannelHandlerContext context(MqttVersion version, Memory memory) {
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
        channel.config().setAllocator(Buffers.pool(memory));
        ChannelHandlerContext context = channel.pipeline().firstContext();
        NettyAccess.setVersion(context, version);
        return context;
    }

    private static MqttPublishMessage message(Publish publish) {
        return MqttMessageBuilders.publish()
                .topicName(publish.topic())
                .qos(MqttQoS.valueOf(publish.qos()))
                .messageId(publish.packetId())
                .properties(properties(publish))
                .payload(Unpooled.wrappedBuffer(publish.payload()))
                .build();
    }

    private static MqttProperties properties(Publish publish) {
        if (publish.alias() == 0 && publish.propertyValue() == null) {
            return MqttProperties.NO_PROPERTIES;
        }
        MqttProperties properties = new MqttProperties();
        if (publish.alias() > 0) {
            properties.add(new MqttProperties.IntegerProperty(
                    MqttPropertyType.TOPIC_ALIAS.value(), publish.alias()));
        }
        if (publish.propertyValue() != null) {
            properties.add(new MqttProperties.UserProperty(Publish.PROPERTY_NAME, publish.propertyValue()));
        }
        return properties;
    }

    private static MqttConnectMessage connectMessage() {
        return MqttMessageBuilders.connect()
                .protocolVersion(MqttVersion.MQTT_3_1_1)
                .clientId(Packets.CLIENT_IDENTIFIER)
                .cleanSession(true)
                .keepAlive(Packets.KEEP_ALIVE)
                .willFlag(true)
                .willQoS(MqttQoS.AT_LEAST_ONCE)
                .willRetain(true)
                .willTopic(Packets.WILL_TOPIC)
                .willMessage(Packets.WILL_MESSAGE.getBytes(StandardCharsets.UTF_8))
                .username(Packets.USER_NAME)
                .password(Packets.PASSWORD.getBytes(StandardCharsets.UTF_8))
                .build();
    }
}
