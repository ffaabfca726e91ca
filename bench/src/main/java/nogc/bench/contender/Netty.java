package nogc.bench.contender;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.codec.mqtt.NettyAccess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nogc.bench.Packets;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * netty-codec-mqtt, its encoder and decoder called directly: no pipeline, no channel write. (The embedded channel only
 * holds the attribute that tells the codec the version.) The messages to encode are built beforehand; a buffer comes
 * from Netty's pool and goes back to it. Bytes to decode stand in a direct buffer, as from a socket.
 */
@State(Scope.Thread)
public class Netty {
    private final ChannelHandlerContext context311 = context(MqttVersion.MQTT_3_1_1);
    private final ChannelHandlerContext context5 = context(MqttVersion.MQTT_5);
    private final MqttDecoder decoder = new MqttDecoder();
    private final MqttPublishMessage publish311 = publish(MqttProperties.NO_PROPERTIES);
    private final MqttPublishMessage publish5 = publish(properties());
    private final MqttConnectMessage connect311 = connect();
    private final ByteBuf bytes311 = direct(Packets.sixteenPublish311());
    private final ByteBuf bytes5 = direct(Packets.publish5());
    private final List<Object> out = new ArrayList<>();

    /** @return PUBLISH of MQTT 3.1.1, to be released */
    public ByteBuf encodePublish311() {
        return NettyAccess.encode(context311, publish311);
    }

    /** @return PUBLISH of MQTT 5.0, to be released */
    public ByteBuf encodePublish5() {
        return NettyAccess.encode(context5, publish5);
    }

    /** @return CONNECT of MQTT 3.1.1, to be released */
    public ByteBuf encodeConnect311() {
        return NettyAccess.encode(context311, connect311);
    }

    /** Goes back to the first of the sixteen packets. */
    public void rewind() {
        bytes311.readerIndex(0);
    }

    /**
     * @return the next of the sixteen PUBLISH of MQTT 3.1.1, to be released
     * @throws Exception never
     */
    public MqttPublishMessage decodeNextPublish311() throws Exception {
        return decode(context311, bytes311);
    }

    /**
     * @return PUBLISH of MQTT 5.0, to be released
     * @throws Exception never
     */
    public MqttPublishMessage decodePublish5() throws Exception {
        bytes5.readerIndex(0);
        return decode(context5, bytes5);
    }

    private MqttPublishMessage decode(ChannelHandlerContext context, ByteBuf bytes) throws Exception {
        NettyAccess.decode(decoder, context, bytes, out);
        MqttPublishMessage message = (MqttPublishMessage) out.get(0);
        out.clear();
        return message;
    }

    private static ChannelHandlerContext context(MqttVersion version) {
        ChannelHandlerContext context =
                new EmbeddedChannel(new ChannelInboundHandlerAdapter()).pipeline().firstContext();
        NettyAccess.setVersion(context, version);
        return context;
    }

    private static ByteBuf direct(byte[] bytes) {
        return ByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
    }

    private static MqttPublishMessage publish(MqttProperties properties) {
        return MqttMessageBuilders.publish()
                .topicName(Packets.TOPIC)
                .qos(MqttQoS.AT_LEAST_ONCE)
                .messageId(Packets.PACKET_IDENTIFIER)
                .properties(properties)
                .payload(Unpooled.wrappedBuffer(Packets.payload()))
                .build();
    }

    private static MqttProperties properties() {
        MqttProperties properties = new MqttProperties();
        properties.add(new MqttProperties.IntegerProperty(
                MqttProperties.MqttPropertyType.TOPIC_ALIAS.value(), Packets.TOPIC_ALIAS));
        properties.add(new MqttProperties.UserProperty(Packets.PROPERTY_NAME, Packets.PROPERTY_VALUE));
        return properties;
    }

    private static MqttConnectMessage connect() {
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
