package nogc.bench.contender;

import java.nio.charset.StandardCharsets;
import java.util.List;
import nogc.bench.Packets;
import nogc.bench.Publish;
import nogc.bench.Version;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttConnect;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttPublish;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttWireMessage;

/** Eclipse Paho for MQTT 3.1.1, its wire messages. */
final class Paho3 extends Contender {
    private final PahoBytes bytes;
    private final MqttWireMessage[] outgoing;
    private final MqttWireMessage connect = connectMessage();

    Paho3(List<Publish> packets, Memory memory) {
        super(Version.MQTT_311, packets);
        bytes = new PahoBytes(received, starts, memory);
        outgoing = packets.stream().map(Paho3::message).toArray(MqttWireMessage[]::new);
    }

    @Override
    public int encode(int packet) throws MqttException {
        return encode(outgoing[packet]);
    }

    @Override
    public int encodeConnect() throws MqttException {
        return encode(connect);
    }

    private int encode(MqttWireMessage message) throws MqttException {
        return bytes.write(message.getHeader(), message.getPayload());
    }

    @Override
    public Object decode(int packet) throws MqttException {
        return decoded(packet);
    }

    private MqttPublish decoded(int packet) throws MqttException {
        return (MqttPublish) MqttWireMessage.createWireMessage(bytes.read(packet));
    }

    @Override
    public int read(int packet) throws MqttException {
        MqttPublish publish = decoded(packet);
        boolean topic = publish.getTopicName().equals(packets.get(packet).topic());
        return seen(topic, publish.getMessage().getPayload().length, false);
    }

    @Override
    public byte[] encoded(int packet) throws MqttException {
        return bytes.written(packet < 0 ? encodeConnect() : encode(packet));
    }

    private static MqttWireMessage message(Publish publish) {
        MqttMessage message = new MqttMessage(publish.payload());
        message.setQos(publish.qos());
        MqttPublish packet = new MqttPublish(publish.topic(), message);
        packet.setMessageId(publish.packetId());
        return packet;
    }

    private static MqttWireMessage connectMessage() {
        MqttMessage will = new MqttMessage(Packets.WILL_MESSAGE.getBytes(StandardCharsets.UTF_8));
        will.setQos(1);
        will.setRetained(true);
        return new MqttConnect(Packets.CLIENT_IDENTIFIER, 4, true, Packets.KEEP_ALIVE, Packets.USER_NAME,
                Packets.PASSWORD.toCharArray(), will, Packets.WILL_TOPIC);
    }
}
