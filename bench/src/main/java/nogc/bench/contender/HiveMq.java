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
import com.hivemq.client.internal.mqtt.datatypes.MqttTopicImpl;
import com.hivemq.client.internal.mqtt.message.MqttMessage;
import com.hivemq.client.internal.mqtt.message.connect.MqttConnect;
import com.hivemq.client.internal.mqtt.message.connect.MqttStatefulConnect;
import com.hivemq.client.internal.mqtt.message.connect.mqtt3.Mqtt3ConnectView;
import com.hivemq.client.internal.mqtt.message.publish.MqttPublish;
import com.hivemq.client.internal.mqtt.message.publish.MqttStatefulPublish;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttUtf8String;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishBuilder;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nogc.bench.Packets;
import nogc.bench.Publish;
import nogc.bench.Version;

/** The internal encoders and decoder of the HiveMQ MQTT client. Buffers come from Netty's pool and go back to it. */
final class HiveMq extends Contender {
    private final HiveMqEncoderAccess encoder;
    private final MqttMessageEncoder<?> publishEncoder;
    private final MqttMessageEncoder<?> connectEncoder = Mqtt3ConnectEncoder_Factory.newInstance();
    private final HiveMqDecoderAccess decoder;
    private final MqttMessage[] outgoing;
    private final MqttMessage connect = connectMessage();
    private final ByteBuf in;
    private final List<Object> out = new ArrayList<>();
    private final byte[] application = new byte[CAPACITY];
    private final MqttTopicImpl[] expectedTopics;
    private final MqttUtf8String[] expectedValues;

    HiveMq(Version version, List<Publish> packets, Memory memory) {
        super(version, packets);
        boolean five = version == Version.MQTT_5;
        encoder = new HiveMqEncoderAccess(Buffers.pool(memory));
        publishEncoder = five ? Mqtt5PublishEncoder_Factory.newInstance() : Mqtt3PublishEncoder_Factory.newInstance();
        MqttClientConfig config = (MqttClientConfig) MqttClient.builder().useMqttVersion5().build().getConfig();
        MqttConnect limits = (MqttConnect) Mqtt5Connect.builder()
                .restrictions().topicAliasMaximum(Packets.TOPIC_ALIAS_MAXIMUM).applyRestrictions()
                .build();
        decoder = new HiveMqDecoderAccess(five ? Mqtt5PublishDecoder_Factory.newInstance()
                : Mqtt3PublishDecoder_Factory.newInstance(), config, limits);
        outgoing = packets.stream().map(packet -> message(packet, five)).toArray(MqttMessage[]::new);
        in = Buffers.received(received, memory);
        expectedTopics = packets.stream().map(packet -> MqttTopicImpl.of(packet.topic())).toArray(MqttTopicImpl[]::new);
        expectedValues = packets.stream()
                .map(packet -> packet.hasProperty(version) ? MqttUtf8String.of(packet.propertyValue()) : null)
                .toArray(MqttUtf8String[]::new);
    }

    @Override
    public int encode(int packet) {
        return Buffers.released(encoder.encode(publishEncoder, outgoing[packet]));
    }

    @Override
    public int encodeConnect() {
        return Buffers.released(encoder.encode(connectEncoder, connect));
    }

    @Override
    public Object decode(int packet) {
        return decoded(packet);
    }

    private MqttStatefulPublish decoded(int packet) {
        in.readerIndex(starts[packet]);
        decoder.decode(in, out);
        MqttStatefulPublish publish = (MqttStatefulPublish) out.get(0);
        out.clear();
        return publish;
    }

    @Override
    public int read(int packet) {
        MqttPublish publish = decoded(packet).stateless();
        boolean topic = publish.getTopic().equals(expectedTopics[packet]);
        int length = 0;
        if (publish.getPayload().isPresent()) { // an empty one is none
            ByteBuffer payload = publish.getPayload().get();
            length = payload.remaining();
            payload.get(application, 0, length);
        }
        MqttUtf8String value = expectedValues[packet];
        boolean property = value != null
                && publish.getUserProperties().asList().get(0).getValue().equals(value);
        return seen(topic, length, property);
    }

    @Override
    public byte[] encoded(int packet) {
        return Buffers.bytes(packet < 0 ? encoder.encode(connectEncoder, connect)
                : encoder.encode(publishEncoder, outgoing[packet]));
    }

    private static MqttStatefulPublish message(Publish publish, boolean five) {
        Mqtt5PublishBuilder.Complete message = Mqtt5Publish.builder()
                .topic(publish.topic())
                .qos(MqttQos.fromCode(publish.qos()))
                .payload(publish.payload());
        if (five && publish.propertyValue() != null) {
            message = message.userProperties()
                    .add(Publish.PROPERTY_NAME, publish.propertyValue()).applyUserProperties();
        }
        int packetId = publish.qos() == 0 ? MqttStatefulPublish.NO_PACKET_IDENTIFIER_QOS_0 : publish.packetId();
        int alias = five && publish.alias() > 0 ? publish.alias() | MqttStatefulPublish.TOPIC_ALIAS_FLAG_NEW
                : MqttStatefulPublish.DEFAULT_NO_TOPIC_ALIAS;
        return ((MqttPublish) message.build()).createStateful(packetId, false, alias,
                MqttStatefulPublish.DEFAULT_NO_SUBSCRIPTION_IDENTIFIERS);
    }

    private static MqttStatefulConnect connectMessage() {
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
