package nogc.bench.contender;

import java.util.List;
import nogc.bench.Publish;
import nogc.bench.Version;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;

/** Eclipse Paho for MQTT 5.0, its wire messages. The CONNECT of 3.1.1 is {@link Paho3}'s. */
final class Paho5 extends Contender {
    private final PahoBytes bytes;
    private final MqttPublish[] outgoing;
    private final String[] expectedValues;

    Paho5(List<Publish> packets, Memory memory) {
        super(Version.MQTT_5, packets);
        bytes = new PahoBytes(received, starts, memory);
        outgoing = packets.stream().map(Paho5::message).toArray(MqttPublish[]::new);
        expectedValues = packets.stream().map(Publish::propertyValue).toArray(String[]::new);
    }

    @Override
    public int encode(int packet) throws MqttException {
        return bytes.write(outgoing[packet].getHeader(), outgoing[packet].getPayload());
    }

    @Override
    public int encodeConnect() {
        throw new UnsupportedOperationException("a CONNECT of MQTT 3.1.1");
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
        String value = expectedValues[packet];
        boolean property = value != null
                && publish.getProperties().getUserProperties().get(0).getValue().equals(value);
        return seen(topic, publish.getPayload().length, property);
    }

    @Override
    public byte[] encoded(int packet) throws MqttException {
        return bytes.written(encode(packet));
    }

    private static MqttPublish message(Publish publish) {
        MqttProperties properties = new MqttProperties();
        if (publish.alias() > 0) {
            properties.setTopicAlias(publish.alias());
        }
        if (publish.propertyValue() != null) {
            properties.setUserProperties(List.of(new UserProperty(Publish.PROPERTY_NAME, publish.propertyValue())));
        }
        MqttMessage message = new MqttMessage(publish.payload(), publish.qos(), false, properties);
        MqttPublish packet = new MqttPublish(publish.topic(), message, properties);
        packet.setMessageId(publish.packetId());
        return packet;
    }
}
