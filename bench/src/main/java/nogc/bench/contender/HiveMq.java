package nogc.bench.contender;

import com.hivemq.client.internal.mqtt.MqttClientConfig;
import com.hivemq.client.internal.mqtt.codec.decoder.HiveMqDecoderAccess;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt3.Mqtt3PublishDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.decoder.mqtt5.Mqtt5PublishDecoder_Factory;
import com.hivemq.client.internal.mqtt.codec.encoder.HiveMqEncoderAccess;
import com.hivemq.client.internal.mqtt.codec.encoder.MqttMessageEncoder;
import com.hivemq.client.internal.mqtt.codec.encoder.mqtt3.Mqtt3ConnectEncoder_Factory;
import com.hivemq.client.internal.mqtt.codec.encoder.mqtt3.Mqtt3PublishEncoder_Factory;
import com.hivemq.client.internal.mqtt.codec.encoder.mqtt5.Mqtt5PublishEncoder_Factory;
import com.hivemq.client.internal.mqtt.datatypes.MqttClientIdentifierImpl;
import com.hivemq.client.internal.mqtt.datatypes.MqttTopicFilterImpl;
import com.hivemq.client.internal.mqtt.datatypes.MqttTopicImpl;
import com.hivemq.client.internal.mqtt.message.MqttMessage;
import com.hivemq.client.internal.mqtt.message.connect.MqttConnect;
import com.hivemq.client.internal.mqtt.message.connect.MqttStatefulConnect;
import com.hivemq.client.internal.mqtt.message.connect.mqtt3.Mqtt3ConnectView;
import com.hivemq.client.internal.mqtt.message.publish.MqttPublish;
import com.hivemq.client.internal.mqtt.message.publish.MqttStatefulPublish;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishBuilder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nogc.bench.Packets;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The HiveMQ MQTT client, its internal encoders and decoder called directly: no pipeline, no channel write. The
 * messages to encode are built and their strings checked beforehand; a buffer comes from Netty's pool and goes back to
 * it. Bytes to decode stand in a direct buffer, as from a socket.
 */
@State(Scope.Thread)
public class HiveMq {
    private final HiveMqEncoderAccess encoder = new HiveMqEncoderAccess();
    private final MqttMessageEncoder<?> publishEncoder311 = Mqtt3PublishEncoder_Factory.newInstance();
    private final MqttMessageEncoder<?> publishEncoder5 = Mqtt5PublishEncoder_Factory.newInstance();
    private final MqttMessageEncoder<?> connectEncoder311 = Mqtt3ConnectEncoder_Factory.newInstance();
    private final MqttMessage publish311 = publish311();
    private final MqttMessage publish5 = publish5();
    private final MqttMessage connect311 = connect311();

    private final HiveMqDecoderAccess decoder311;
    private final HiveMqDecoderAccess decoder5;
    private final ByteBuf bytes311 = direct(Packets.sixteenPublish311());
    private final ByteBuf bytes5 = direct(Packets.publish5());
    private final List<Object> out = new ArrayList<>();

    private final MqttTopicFilterImpl filter = MqttTopicFilterImpl.of(Packets.FILTER);
    private final MqttTopicImpl topic = MqttTopicImpl.of(Packets.TOPIC);

    /** Builds everything beforehand. */
    public HiveMq() {
        MqttClientConfig config = (MqttClientConfig) MqttClient.builder().useMqttVersion5().build().getConfig();
        MqttConnect connect = (MqttConnect) Mqtt5Connect.builder()
                .restrictions().topicAliasMaximum(Packets.TOPIC_ALIAS).applyRestrictions()
                .build();
        decoder311 = new HiveMqDecoderAccess(Mqtt3PublishDecoder_Factory.newInstance(), config, connect);
        decoder5 = new HiveMqDecoderAccess(Mqtt5PublishDecoder_Factory.newInstance(), config, connect);
    }

    /** @return PUBLISH of MQTT 3.1.1, to be released */
    public ByteBuf encodePublish311() {
        return encoder.encode(publishEncoder311, publish311);
    }

    /** @return PUBLISH of MQTT 5.0, to be released */
    public ByteBuf encodePublish5() {
        return encoder.encode(publishEncoder5, publish5);
    }

    /** @return CONNECT of MQTT 3.1.1, to be released */
    public ByteBuf encodeConnect311() {
        return encoder.encode(connectEncoder311, connect311);
    }

    /** Goes back to the first of the sixteen packets. */
    public void rewind() {
        bytes311.readerIndex(0);
    }

    /** @return the next of the sixteen PUBLISH of MQTT 3.1.1 */
    public MqttStatefulPublish decodeNextPublish311() {
        return decode(decoder311, bytes311);
    }

    /** @return PUBLISH of MQTT 5.0 */
    public MqttStatefulPublish decodePublish5() {
        bytes5.readerIndex(0);
        return decode(decoder5, bytes5);
    }

    /** @return whether the filter matches the topic */
    public boolean matches() {
        return filter.matches(topic);
    }

    private MqttStatefulPublish decode(HiveMqDecoderAccess decoder, ByteBuf bytes) {
        decoder.decode(bytes, out);
        MqttStatefulPublish publish = (MqttStatefulPublish) out.get(0);
        out.clear();
        return publish;
    }

    private static ByteBuf direct(byte[] bytes) {
        return ByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
    }

    private static Mqtt5PublishBuilder.Complete publish() {
        return Mqtt5Publish.builder()
                .topic(Packets.TOPIC)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(Packets.payload());
    }

    private static MqttStatefulPublish publish311() {
        return ((MqttPublish) publish().build()).createStateful(Packets.PACKET_IDENTIFIER, false, null);
    }

    private static MqttStatefulPublish publish5() {
        Mqtt5Publish publish = publish()
                .userProperties().add(Packets.PROPERTY_NAME, Packets.PROPERTY_VALUE).applyUserProperties()
                .build();
        return ((MqttPublish) publish).createStateful(Packets.PACKET_IDENTIFIER, false,
                Packets.TOPIC_ALIAS | MqttStatefulPublish.TOPIC_ALIAS_FLAG_NEW,
                MqttStatefulPublish.DEFAULT_NO_SUBSCRIPTION_IDENTIFIERS);
    }

    private static MqttStatefulConnect connect311() {
        Mqtt3Connect connect = Mqtt3Connect.builder()
                .cleanSession(true)
                .keepAlive(Packets.KEEP_ALIVE)
                .simpleAuth()
                .username(Packets.USER_NAME)
                .password(Packets.PASSWORD.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .willPublish()
                .topic(Packets.WILL_TOPIC)
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                .payload(Packets.WILL_MESSAGE.getBytes(StandardCharsets.UTF_8))
                .applyWillPublish()
                .build();
        return ((Mqtt3ConnectView) connect).getDelegate()
                .createStateful(MqttClientIdentifierImpl.of(Packets.CLIENT_IDENTIFIER), null);
    }
}
