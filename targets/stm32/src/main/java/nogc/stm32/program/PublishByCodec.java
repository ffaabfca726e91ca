package nogc.stm32.program;

import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;
import nogc.stm32.Chip;
import nogc.stm32.Literal;

/**
 * Program A of the size table on the codec alone, as far as a C client without session state goes: connect, publish one
 * message at QoS 0 to {@code nogc/a}, disconnect; one attempt. {@link PublishOnce} is the same with the client.
 */
final class PublishByCodec {
    private PublishByCodec() {
    }

    static void run(Protocol protocol) {
        Chip chip = new Chip();
        CodecConnection connection = new CodecConnection(chip, protocol, false);
        byte[] topic = Literal.bytes("nogc/a");
        byte[] payload = Literal.bytes("hello");
        if (connection.open()) {
            PacketEncoder encoder = connection.encoder;
            chip.require(encoder.publish(0, false, false, 0, topic, 0, topic.length, topic, 0, 0, 0, payload.length));
            chip.require(encoder.payload(payload, 0, payload.length));
            chip.require(encoder.disconnect(0, payload, 0, 0));
            connection.flush();
        }
    }
}
