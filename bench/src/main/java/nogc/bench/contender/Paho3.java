package nogc.bench.contender;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nogc.bench.Packets;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.MqttTopic;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttConnect;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttPublish;
import org.eclipse.paho.client.mqttv3.internal.wire.MqttWireMessage;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Eclipse Paho for MQTT 3.1.1, its wire messages called directly: no client, no stream. The messages to encode are
 * built beforehand; header and payload are copied into one buffer, as its output stream does. Paho decodes one array a
 * packet, which its input stream cuts; here they are cut beforehand.
 */
@State(Scope.Thread)
public class Paho3 {
    private final byte[] out = new byte[256];
    private final MqttWireMessage publish311 = publish311();
    private final MqttWireMessage connect311 = connect311();
    private final byte[][] bytes311 = new byte[Packets.SIXTEEN][];
    private int next;

    /** Builds everything beforehand. */
    public Paho3() {
        Arrays.setAll(bytes311, i -> Packets.publish311());
    }

    /** @return what the packets are encoded to, from index 0 */
    public byte[] out() {
        return out;
    }

    /**
     * @return number of bytes of PUBLISH of MQTT 3.1.1
     * @throws MqttException never
     */
    public int encodePublish311() throws MqttException {
        return encode(publish311);
    }

    /**
     * @return number of bytes of CONNECT of MQTT 3.1.1
     * @throws MqttException never
     */
    public int encodeConnect311() throws MqttException {
        return encode(connect311);
    }

    /** Goes back to the first of the sixteen packets. */
    public void rewind() {
        next = 0;
    }

    /**
     * @return the next of the sixteen PUBLISH of MQTT 3.1.1
     * @throws MqttException never
     */
    public MqttPublish decodeNextPublish311() throws MqttException {
        return (MqttPublish) MqttWireMessage.createWireMessage(bytes311[next++]);
    }

    /** @return whether the filter matches the topic; Paho checks both every time */
    public boolean matches() {
        return MqttTopic.isMatched(Packets.FILTER, Packets.TOPIC);
    }

    private int encode(MqttWireMessage message) throws MqttException {
        byte[] header = message.getHeader();
        byte[] payload = message.getPayload();
        System.arraycopy(header, 0, out, 0, header.length);
        System.arraycopy(payload, 0, out, header.length, payload.length);
        return header.length + payload.length;
    }

    private static MqttWireMessage publish311() {
        MqttMessage message = new MqttMessage(Packets.payload());
        message.setQos(1);
        MqttPublish publish = new MqttPublish(Packets.TOPIC, message);
        publish.setMessageId(Packets.PACKET_IDENTIFIER);
        return publish;
    }

    private static MqttWireMessage connect311() {
        MqttMessage will = new MqttMessage(Packets.WILL_MESSAGE.getBytes(StandardCharsets.UTF_8));
        will.setQos(1);
        will.setRetained(true);
        return new MqttConnect(Packets.CLIENT_IDENTIFIER, 4, true, Packets.KEEP_ALIVE, Packets.USER_NAME,
                Packets.PASSWORD.toCharArray(), will, Packets.WILL_TOPIC);
    }
}
