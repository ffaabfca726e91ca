package com.hivemq.client.internal.mqtt.codec.decoder;

import com.hivemq.client.internal.mqtt.MqttClientConfig;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt3.Mqtt3ConnAckDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt3.Mqtt3PubAckDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt3.Mqtt3PubCompDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt3.Mqtt3PubRecDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt3.Mqtt3PubRelDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt3.Mqtt3PublishDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt3.Mqtt3SubAckDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt3.Mqtt3UnsubAckDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt5.Mqtt5AuthDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt5.Mqtt5ConnAckDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt5.Mqtt5DisconnectDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt5.Mqtt5PubAckDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt5.Mqtt5PubCompDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt5.Mqtt5PubRecDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt5.Mqtt5PubRelDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt5.Mqtt5PublishDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt5.Mqtt5SubAckDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt5.Mqtt5UnsubAckDecoder_Factory;
import com.hivemq.client.internal.mqtt.message.connect.MqttConnect;
import com.hivemq.client.internal.mqtt.message.publish.MqttStatefulPublish;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What the decoder of the HiveMQ client makes of one whole packet. It stands here to see the decoder. */
public final class HiveMqPeer {
    private final MqttDecoder decoder;

    public HiveMqPeer(boolean v5) {
        MqttClientConfig config = (MqttClientConfig) MqttClient.builder().useMqttVersion5().build().getConfig();
        MqttConnect connect = (MqttConnect) Mqtt5Connect.builder().restrictions().topicAliasMaximum(65535)
                .applyRestrictions().build();
        decoder = new MqttDecoder(new MqttMessageDecoders() {
            {
                decoders[2] = v5 ? Mqtt5ConnAckDecoder_Factory.newInstance()
                        : Mqtt3ConnAckDecoder_Factory.newInstance();
                decoders[3] = v5 ? Mqtt5PublishDecoder_Factory.newInstance()
                        : Mqtt3PublishDecoder_Factory.newInstance();
                decoders[4] = v5 ? Mqtt5PubAckDecoder_Factory.newInstance()
                        : Mqtt3PubAckDecoder_Factory.newInstance();
                decoders[5] = v5 ? Mqtt5PubRecDecoder_Factory.newInstance()
                        : Mqtt3PubRecDecoder_Factory.newInstance();
                decoders[6] = v5 ? Mqtt5PubRelDecoder_Factory.newInstance()
                        : Mqtt3PubRelDecoder_Factory.newInstance();
                decoders[7] = v5 ? Mqtt5PubCompDecoder_Factory.newInstance()
                        : Mqtt3PubCompDecoder_Factory.newInstance();
                decoders[9] = v5 ? Mqtt5SubAckDecoder_Factory.newInstance()
                        : Mqtt3SubAckDecoder_Factory.newInstance();
                decoders[11] = v5 ? Mqtt5UnsubAckDecoder_Factory.newInstance()
                        : Mqtt3UnsubAckDecoder_Factory.newInstance();
                decoders[13] = MqttPingRespDecoder_Factory.newInstance();
                if (v5) {
                    decoders[14] = Mqtt5DisconnectDecoder_Factory.newInstance();
                    decoders[15] = Mqtt5AuthDecoder_Factory.newInstance();
                }
            }
        }, config, connect);
    }

    /** "refused", or of a PUBLISH its fields, or "accepted". */
    public String decode(byte[] packet) {
        ChannelHandlerContext context =
                new EmbeddedChannel(new ChannelInboundHandlerAdapter()).pipeline().firstContext();
        List<Object> out = new ArrayList<>();
        try {
            decoder.decode(context, Unpooled.wrappedBuffer(packet), out);
        } catch (RuntimeException e) {
            return "refused";
        }
        if (out.isEmpty()) {
            return "refused";
        }
        if (out.get(0) instanceof MqttStatefulPublish publish) {
            String topic = publish.stateless().getTopic().toString();
            return "qos " + publish.stateless().getQos().getCode() + " topic "
                    + HexFormat.of().formatHex(topic.getBytes(StandardCharsets.UTF_8)) + " payload "
                    + HexFormat.of().formatHex(publish.stateless().getPayloadAsBytes());
        }
        return "accepted";
    }
}
