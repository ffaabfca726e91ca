package nogc.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hivemq.client.internal.mqtt.message.publish.MqttStatefulPublish;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.datatypes.Mqtt5UserProperty;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import nogc.bench.contender.HiveMq;
import nogc.bench.contender.Netty;
import nogc.bench.contender.Ours;
import nogc.bench.contender.Paho3;
import nogc.bench.contender.Paho5;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.wire.Property;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.Test;

/** What the decoding benchmarks measure ends with every field of the packet, of all sixteen, every time. */
class DecodersTest {
    @Test
    void weDecodeEveryField() {
        Ours ours = new Ours();
        for (int round = 0; round < 3; round++) {
            ours.rewind();
            for (int i = 0; i < Packets.SIXTEEN; i++) {
                PacketDecoder publish = ours.decodeNextPublish311();
                assertEquals(i * Packets.publish311().length, publish.packetStart());
                assertPublish(publish, ours.bytes311());
            }
            PacketDecoder publish5 = ours.decodePublish5();
            assertPublish(publish5, ours.bytes5());
            assertEquals(Packets.TOPIC_ALIAS, publish5.topicAlias());
            PropertyReader properties = publish5.properties();
            assertTrue(properties.next());
            assertTrue(properties.next());
            assertFalse(properties.next(), "two properties");
            assertTrue(properties.find(Property.USER_PROPERTY));
            assertEquals(Packets.PROPERTY_NAME,
                    string(ours.bytes5(), properties.nameOffset(), properties.nameLength()));
            assertEquals(Packets.PROPERTY_VALUE,
                    string(ours.bytes5(), properties.valueOffset(), properties.valueLength()));
        }
    }

    private static void assertPublish(PacketDecoder publish, byte[] bytes) {
        assertEquals(Packets.TOPIC, string(bytes, publish.topicOffset(), publish.topicLength()));
        assertEquals(Packets.PACKET_IDENTIFIER, publish.packetId());
        assertEquals(1, publish.qos());
        assertFalse(publish.retain());
        assertFalse(publish.dup());
        assertTrue(publish.isComplete());
        assertArrayEquals(Packets.payload(),
                Arrays.copyOfRange(bytes, publish.payloadOffset(), publish.payloadOffset() + publish.payloadLength()));
    }

    private static String string(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    @Test
    void nettyDecodesEveryField() throws Exception {
        Netty netty = new Netty();
        for (int round = 0; round < 3; round++) {
            netty.rewind();
            for (int i = 0; i < Packets.SIXTEEN; i++) {
                MqttPublishMessage publish = netty.decodeNextPublish311();
                Decoded.assertPublish(publish);
                publish.release();
            }
            MqttPublishMessage publish5 = netty.decodePublish5();
            Decoded.assertPublish(publish5);
            Decoded.assertProperties(publish5.variableHeader().properties());
            publish5.release();
        }
    }

    @Test
    void hiveMqDecodesEveryField() {
        HiveMq hivemq = new HiveMq();
        for (int round = 0; round < 3; round++) {
            hivemq.rewind();
            for (int i = 0; i < Packets.SIXTEEN; i++) {
                assertPublish(hivemq.decodeNextPublish311());
            }
            MqttStatefulPublish publish5 = hivemq.decodePublish5();
            assertPublish(publish5);
            assertEquals(Packets.TOPIC_ALIAS, publish5.getTopicAlias());
            assertEquals(List.of(Mqtt5UserProperty.of(Packets.PROPERTY_NAME, Packets.PROPERTY_VALUE)),
                    publish5.stateless().getUserProperties().asList());
        }
    }

    @Test
    void pahoDecodesEveryField() throws Exception {
        Paho3 paho3 = new Paho3();
        Paho5 paho5 = new Paho5();
        for (int round = 0; round < 3; round++) {
            paho3.rewind();
            for (int i = 0; i < Packets.SIXTEEN; i++) {
                assertPublish(paho3.decodeNextPublish311());
            }
            MqttPublish publish5 = paho5.decodePublish5();
            assertEquals(Packets.TOPIC, publish5.getTopicName());
            assertEquals(Packets.PACKET_IDENTIFIER, publish5.getMessageId());
            assertEquals(1, publish5.getQoS());
            assertFalse(publish5.getMessage().isRetained());
            assertArrayEquals(Packets.payload(), publish5.getPayload());
            assertEquals(Packets.TOPIC_ALIAS, publish5.getProperties().getTopicAlias());
            assertEquals(List.of(new UserProperty(Packets.PROPERTY_NAME, Packets.PROPERTY_VALUE)),
                    publish5.getProperties().getUserProperties());
        }
    }

    private static void assertPublish(MqttStatefulPublish publish) {
        assertEquals(Packets.TOPIC, publish.stateless().getTopic().toString());
        assertEquals(Packets.PACKET_IDENTIFIER, publish.getPacketIdentifier());
        assertEquals(MqttQos.AT_LEAST_ONCE, publish.stateless().getQos());
        assertFalse(publish.stateless().isRetain());
        assertFalse(publish.isDup());
        assertArrayEquals(Packets.payload(), publish.stateless().getPayloadAsBytes());
    }

    private static void assertPublish(org.eclipse.paho.client.mqttv3.internal.wire.MqttPublish publish)
            throws Exception {
        assertEquals(Packets.TOPIC, publish.getTopicName());
        assertEquals(Packets.PACKET_IDENTIFIER, publish.getMessageId());
        assertEquals(1, publish.getMessage().getQos());
        assertFalse(publish.getMessage().isRetained());
        assertFalse(publish.getMessage().isDuplicate());
        assertArrayEquals(Packets.payload(), publish.getPayload());
    }

    @Test
    void everyContenderFindsThatTheFilterMatches() {
        assertTrue(new Ours().matches());
        assertTrue(new HiveMq().matches());
        assertTrue(new Paho3().matches());
    }
}
