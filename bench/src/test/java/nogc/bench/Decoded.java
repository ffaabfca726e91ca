package nogc.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttPropertyType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import java.nio.charset.StandardCharsets;

/** What Netty, in a pipeline as servers use it, finds in bytes; and whether it is what {@link Publish} promises. */
final class Decoded {
    /** A CONNECT of MQTT 5.0: empty client identifier, no properties. It tells Netty's decoder the version. */
    private static final byte[] CONNECT_5 = {0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 60, 0, 0, 0};

    private Decoded() {
    }

    static void assertPublish311(Publish expected, byte[] bytes) {
        assertPublish(expected, (MqttPublishMessage) only(new EmbeddedChannel(new MqttDecoder()), bytes));
    }

    static void assertPublish5(Publish expected, byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new MqttDecoder());
        only(channel, CONNECT_5);
        MqttPublishMessage publish = (MqttPublishMessage) only(channel, bytes);
        assertProperties(expected, publish.variableHeader().properties());
        assertPublish(expected, publish);
    }

    private static void assertPublish(Publish expected, MqttPublishMessage publish) {
        assertEquals(expected.qos(), publish.fixedHeader().qosLevel().value());
        assertFalse(publish.fixedHeader().isRetain());
        assertFalse(publish.fixedHeader().isDup());
        assertEquals(expected.topic(), publish.variableHeader().topicName());
        if (expected.qos() > 0) {
            assertEquals(expected.packetId(), publish.variableHeader().packetId());
        }
        assertArrayEquals(expected.payload(), ByteBufUtil.getBytes(publish.payload()));
    }

    private static void assertProperties(Publish expected, MqttProperties properties) {
        int count = (expected.alias() > 0 ? 1 : 0) + (expected.propertyValue() != null ? 1 : 0);
        assertEquals(count, properties.listAll().size());
        if (expected.alias() > 0) {
            assertEquals(expected.alias(), properties.getProperty(MqttPropertyType.TOPIC_ALIAS.value()).value());
        }
        if (expected.propertyValue() != null) {
            MqttProperties.StringPair pair = ((MqttProperties.UserProperty)
                    properties.getProperties(MqttPropertyType.USER_PROPERTY.value()).get(0)).value();
            assertEquals(Publish.PROPERTY_NAME, pair.key);
            assertEquals(expected.propertyValue(), pair.value);
        }
    }

    static void assertConnect311(byte[] bytes) {
        MqttConnectMessage connect = (MqttConnectMessage) only(new EmbeddedChannel(new MqttDecoder()), bytes);
        assertEquals(4, connect.variableHeader().version());
        assertTrue(connect.variableHeader().isCleanSession());
        assertEquals(Packets.KEEP_ALIVE, connect.variableHeader().keepAliveTimeSeconds());
        assertEquals(1, connect.variableHeader().willQos());
        assertTrue(connect.variableHeader().isWillRetain());
        assertEquals(Packets.CLIENT_IDENTIFIER, connect.payload().clientIdentifier());
        assertEquals(Packets.WILL_TOPIC, connect.payload().willTopic());
        assertEquals(Packets.WILL_MESSAGE,
                new String(connect.payload().willMessageInBytes(), StandardCharsets.UTF_8));
        assertEquals(Packets.USER_NAME, connect.payload().userName());
        assertEquals(Packets.PASSWORD, new String(connect.payload().passwordInBytes(), StandardCharsets.UTF_8));
    }

    private static MqttMessage only(EmbeddedChannel channel, byte[] bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        MqttMessage message = channel.readInbound();
        assertTrue(message.decoderResult().isSuccess(), () -> String.valueOf(message.decoderResult().cause()));
        assertTrue(channel.inboundMessages().isEmpty(), "one packet only");
        return message;
    }
}
