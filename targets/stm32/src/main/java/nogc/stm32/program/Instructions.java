package nogc.stm32.program;

import nogc.mqtt.PropertyWriter;
import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;
import nogc.stm32.Chip;
import nogc.stm32.Literal;
import org.teavm.interop.Import;

/**
 * Measures the codec on the chip and prints, on the console, tenths of milliseconds for {@value #TURNS} turns of each
 * job. An emulator that lets a virtual 32 ns pass with each instruction ({@code -icount shift=5}) makes 31,250
 * instructions a millisecond, so that there the numbers are tenths of instructions a turn.
 * <pre>
 * encode      PUBLISH, QoS 1, topic of 25 bytes, 64 bytes of payload; 5.0: a user property and a topic alias
 * decode      the same
 * longer      the same with a topic of 33 bytes: the difference is what checking 8 bytes of a topic takes
 * </pre>
 */
final class Instructions {
    private static final int TURNS = 312500;
    private static final int CAPACITY = 256;

    private final Chip chip = new Chip();
    private final byte[] payload = new byte[64];
    private final PropertyWriter properties = new PropertyWriter(32);
    private final PacketEncoder encoder;
    private final PacketDecoder decoder;

    // Fields, which the compiler cannot take for constants.
    private int qos = 1;
    private int packetId = 10;
    private int alias;

    private Instructions(Protocol protocol) {
        encoder = new PacketEncoder(protocol, CAPACITY);
        decoder = new PacketDecoder(protocol, CAPACITY, 0);
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) i;
        }
        if (protocol.hasProperties()) {
            alias = 5;
            chip.require(properties.putUserProperty(Literal.bytes("site"), 0, 4, Literal.bytes("north-2"), 0, 7));
        }
    }

    @Import(name = "console_text")
    private static native void text(byte[] nulTerminated);

    @Import(name = "console_decimal")
    private static native void decimal(int value);

    static void run(Protocol protocol) {
        Instructions job = new Instructions(protocol);
        byte[] topic = Literal.bytes("sensors/building-7/temp-1");
        job.print("encode \0", job.encode(topic, TURNS));
        job.print("decode \0", job.decode());
        job.encode(Literal.bytes("sensors/building-7/cellar/temp-1x"), 1);
        job.print("longer \0", job.decode());
        job.print("end \0", 0);
    }

    private int encode(byte[] topic, int turns) {
        int start = chip.millis();
        for (int turn = 0; turn < turns; turn++) {
            encoder.clear();
            encoder.publish(qos, false, false, packetId, topic, 0, topic.length,
                    properties.bytes(), 0, properties.length(), alias, payload.length);
            encoder.payload(payload, 0, payload.length);
        }
        return chip.millis() - start;
    }

    /** Decodes what was encoded last. */
    private int decode() {
        byte[] packet = encoder.buffer();
        int length = encoder.length();
        int start = chip.millis();
        for (int turn = 0; turn < TURNS; turn++) {
            decoder.decode(packet, 0, length);
            decoder.consume();
        }
        return chip.millis() - start;
    }

    private void print(String name, int value) {
        text(Literal.bytes(name));
        decimal(value);
        text(Literal.bytes("\r\n\0"));
        chip.idle(0); // the watchdog
    }
}
