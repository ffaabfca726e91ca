package nogc.bench.differential;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.handler.codec.mqtt.NettyAccess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.codec.PacketView;
import nogc.mqtt.wire.PacketType;

/** What decoders make of one whole packet: "refused", of a PUBLISH its fields, else "accepted". */
final class Peers {
    private Peers() {
    }

    static String ours(boolean v5, byte[] packet) {
        PacketDecoder decoder = new PacketDecoder(v5 ? new Mqtt5() : new Mqtt311(), 4096, 0);
        int event = decoder.decode(packet, 0, packet.length);
        if (event <= 0) {
            return "refused";
        }
        PacketView told = decoder.packet();
        return event != PacketType.PUBLISH ? "accepted" : fields(told.qos(),
                HexFormat.of().formatHex(packet, told.topicOffset(), told.topicOffset() + told.topicLength()),
                HexFormat.of().formatHex(packet, told.payloadOffset(),
                        told.payloadOffset() + told.payloadLength()));
    }

    private static String fields(int qos, String topic, String payload) {
        return "qos " + qos + " topic " + topic + " payload " + payload;
    }

    private static String hex(String topic) {
        return HexFormat.of().formatHex(topic.getBytes(StandardCharsets.UTF_8));
    }

    static String netty(boolean v5, byte[] packet) {
        ChannelHandlerContext context =
                new EmbeddedChannel(new ChannelInboundHandlerAdapter()).pipeline().firstContext();
        NettyAccess.setVersion(context, v5 ? MqttVersion.MQTT_5 : MqttVersion.MQTT_3_1_1);
        List<Object> out = new ArrayList<>();
        try {
            NettyAccess.decode(new MqttDecoder(), context, Unpooled.wrappedBuffer(packet), out);
        } catch (Exception e) {
            return "refused";
        }
        if (out.isEmpty() || ((MqttMessage) out.get(0)).decoderResult().isFailure()) {
            return "refused";
        }
        return out.get(0) instanceof MqttPublishMessage publish ? fields(publish.fixedHeader().qosLevel().value(),
                hex(publish.variableHeader().topicName()), ByteBufUtil.hexDump(publish.payload())) : "accepted";
    }

    static String paho(boolean v5, byte[] packet) {
        try {
            if (v5) {
                var message = org.eclipse.paho.mqttv5.common.packet.MqttWireMessage.createWireMessage(packet);
                return message instanceof org.eclipse.paho.mqttv5.common.packet.MqttPublish publish
                        ? fields(publish.getQoS(), hex(publish.getTopicName()),
                                HexFormat.of().formatHex(publish.getPayload())) : "accepted";
            }
            var message = org.eclipse.paho.client.mqttv3.internal.wire.MqttWireMessage.createWireMessage(packet);
            return message instanceof org.eclipse.paho.client.mqttv3.internal.wire.MqttPublish publish
                    ? fields(publish.getMessage().getQos(), hex(publish.getTopicName()),
                            HexFormat.of().formatHex(publish.getPayload())) : "accepted";
        } catch (Exception e) {
            return "refused";
        }
    }
}
