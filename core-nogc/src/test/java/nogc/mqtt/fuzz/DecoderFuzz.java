package nogc.mqtt.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import nogc.mqtt.codec.Decoding;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.codec.Protocol;

/** Any bytes: no exception, no hang, no byte read outside of what was received, and the same however they are cut. */
public final class DecoderFuzz {
    /** Byte 0: version; 1: size of the receive buffer; 2: Maximum Packet Size, 0 for none; 3: size of the reads. */
    private static final int SETTINGS = 4;

    private DecoderFuzz() {
    }

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < SETTINGS) {
            return;
        }
        Protocol protocol = (data[0] & 1) == 0 ? new Mqtt311() : new Mqtt5();
        int capacity = PacketDecoder.MINIMUM_CAPACITY + (data[1] & 0xff);
        int maximum = data[2] & 0xff;
        int chunk = 1 + (data[3] & 0x1f);
        byte[] input = Arrays.copyOfRange(data, SETTINGS, data.length);
        List<String> atOnce = Decoding.decode(protocol, capacity, maximum, input, () -> capacity);
        assertEquals(atOnce, Decoding.decode(protocol, capacity, maximum, input, () -> 1));
        assertEquals(atOnce, Decoding.decode(protocol, capacity, maximum, input, () -> chunk));
    }
}
