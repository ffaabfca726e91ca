package nogc.bench.contender;

import java.util.List;
import nogc.bench.Packets;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttPublish;
import org.eclipse.paho.mqttv5.common.packet.MqttWireMessage;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Eclipse Paho for MQTT 5.0, its wire messages called directly: no client, no stream. The message to encode is built
 * beforehand; header and payload are copied into one buffer, as its output stream does.
 */
@State(Scope.Thread)
public class Paho5 {
    private final byte[] out = new byte[256];
    private final MqttPublish publish5 = publish5();
    private final byte[] bytes5 = Packets.publish5();

    /** @return what the packet is encoded to, from index 0 */
    public byte[] out() {
        return out;
    }

    /**
     * @return number of bytes of PUBLISH of MQTT 5.0
     * @throws MqttException never
     */
    public int encodePublish5() throws MqttException {
        byte[] header = publish5.getHeader();
        byte[] payload = publish5.getPayload();
        System.arraycopy(header, 0, out, 0, header.length);
        System.arraycopy(payload, 0, out, header.length, payload.length);
        return header.length + payload.length;
    }

    /**
     * @return PUBLISH of MQTT 5.0
     * @throws MqttException never
     */
    public MqttPublish decodePublish5() throws MqttException {
        return (MqttPublish) MqttWireMessage.createWireMessage(bytes5);
    }

    private static MqttPublish publish5() {
        MqttProperties properties = new MqttProperties();
        properties.setTopicAlias(Packets.TOPIC_ALIAS);
        properties.setUserProperties(List.of(new UserProperty(Packets.PROPERTY_NAME, Packets.PROPERTY_VALUE)));
        MqttPublish publish =
                new MqttPublish(Packets.TOPIC, new MqttMessage(Packets.payload(), 1, false, properties), properties);
        publish.setMessageId(Packets.PACKET_IDENTIFIER);
        return publish;
    }
}
