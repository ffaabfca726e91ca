package nogc.bench.contender;

import nogc.bench.Packets;
import nogc.mqtt.sn.SnEncoder;
import nogc.mqtt.sn.SnFlags;
import nogc.mqtt.sn.SnMessage;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** This project's encoder and view of MQTT-SN, called as its client calls them. */
@State(Scope.Thread)
public class OursSn {
    private final byte[] out = new byte[256];
    private final byte[] payload = Packets.payload();
    private final byte[] received = Packets.publishSn();
    private final SnMessage message = new SnMessage();

    /** @return the datagram is here, from index 0 */
    public byte[] out() {
        return out;
    }

    /** @return number of bytes of PUBLISH */
    public int encodePublish() {
        return SnEncoder.publish(out, 0, SnFlags.of(1, false, SnFlags.NORMAL), Packets.TOPIC_ID,
                Packets.PACKET_IDENTIFIER, payload, 0, payload.length);
    }

    /** @return all that a client reads of a PUBLISH, added up */
    public int decodePublish() {
        int type = message.parse(received, 0, received.length);
        return type + message.flags() + message.topicId() + message.msgId() + message.dataOffset()
                + message.dataLength();
    }
}
