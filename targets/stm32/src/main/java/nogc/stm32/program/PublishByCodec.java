package nogc.stm32.program;

import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.codec.ConnectEncoder;
import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.PacketType;
import nogc.stm32.Chip;
import nogc.stm32.Literal;

/**
 * Program A of the size table on the codec alone, as far as a C client without session state goes: connect, publish one
 * message at QoS 0 to {@code nogc/a}, disconnect; one attempt, straight over the serial line. {@link PublishOnce} is
 * the same with the client.
 */
final class PublishByCodec {
    private static final int TIMEOUT = 10000;
    private static final int BUFFER = 256;

    private PublishByCodec() {
    }

    static void run(Protocol protocol) {
        Chip chip = new Chip();
        PacketEncoder encoder = new PacketEncoder(protocol, BUFFER);
        PacketDecoder decoder = new PacketDecoder(protocol, BUFFER, 0, false);
        ConnectOptions options = new ConnectOptions();
        options.clientId = chip.name();
        byte[] topic = Literal.bytes("nogc/a");
        byte[] payload = Literal.bytes("hello");
        int size = new ConnectEncoder(new Config(), protocol, encoder).encode(options, options.clientId, true);
        if (size > 0 && isSent(chip, encoder) && isAccepted(chip, decoder)
                && encoder.publish(0, false, false, 0, topic, 0, topic.length, topic, 0, 0, 0, payload.length) > 0
                && encoder.payload(payload, 0, payload.length) == payload.length
                && encoder.disconnect(0, payload, 0, 0) > 0) {
            isSent(chip, encoder);
        }
    }

    /** Writes what the encoder holds; false if the line is stuck. */
    private static boolean isSent(Chip chip, PacketEncoder encoder) {
        boolean all = chip.write(encoder.buffer(), 0, encoder.length()) == encoder.length();
        encoder.clear();
        return all;
    }

    /** Waits for CONNACK; false if the server refused, or it did not come. */
    private static boolean isAccepted(Chip chip, PacketDecoder decoder) {
        byte[] input = new byte[BUFFER];
        int end = 0;
        int since = chip.millis();
        int event = PacketDecoder.NEED_MORE;
        while (event == PacketDecoder.NEED_MORE && chip.millis() - since < TIMEOUT) {
            chip.idle(Chip.LONGEST_IDLE);
            end += chip.read(input, end, BUFFER - end);
            event = decoder.decode(input, 0, end);
        }
        return event == PacketType.CONNACK && decoder.packet().reasonCode() == 0;
    }
}
