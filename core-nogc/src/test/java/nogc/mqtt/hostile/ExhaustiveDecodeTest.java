package nogc.mqtt.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import nogc.mqtt.Clause;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.codec.PacketView;
import nogc.mqtt.wire.PacketType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every packet with up to three bytes after its fixed header, against {@link ReferenceDecoder}. */
@Clause({"5.0:MQTT-2.1.3-1", "3.1.1:MQTT-2.2.2-2"})
class ExhaustiveDecodeTest {
    private final byte[] packet = new byte[5];
    private PacketDecoder decoder;
    private boolean v5;
    private long accepted;

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void everyShortPacketIsTakenOrRefusedAsTheStandardSays(int version) {
        v5 = version == 5;
        decoder = new PacketDecoder(v5 ? new Mqtt5() : new Mqtt311(), 64, 0);
        for (int first = 0; first < 256; first++) {
            int most = isLegal(first) ? 3 : 1;
            for (int n = 0; n <= most; n++) {
                everyBody(first, n);
            }
        }
        assertTrue(accepted > 100_000, "almost nothing was accepted: " + accepted);
    }

    /** Flags that a server may send, on a packet that it may send. */
    private static boolean isLegal(int first) {
        switch (first >> 4) {
            case 0: case PacketType.CONNECT: case PacketType.SUBSCRIBE: case PacketType.UNSUBSCRIBE:
            case PacketType.PINGREQ:
                return false;
            case PacketType.PUBLISH:
                return (first & 6) != 6 && (first & 14) != 8;
            default:
                return (first & 15) == (first >> 4 == PacketType.PUBREL ? 2 : 0);
        }
    }

    private void everyBody(int first, int n) {
        packet[0] = (byte) first;
        packet[1] = (byte) n;
        for (int body = 0; body < 1 << 8 * n; body++) {
            int b0 = body >> 16 & 0xff;
            int b1 = body >> 8 & 0xff;
            int b2 = body & 0xff;
            if (n == 1) {
                b0 = b2;
            } else if (n == 2) {
                b0 = b1;
                b1 = b2;
            }
            packet[2] = (byte) b0;
            packet[3] = (byte) b1;
            packet[4] = (byte) b2;
            int result = decoder.decode(packet, 0, 2 + n);
            long expected = ReferenceDecoder.decode(v5, first, n, b0, b1, b2);
            long actual = result < 0 ? result : told(result);
            if (expected != actual) {
                fail(String.format("%s, %02x with %d of %02x %02x %02x: %x instead of %x", v5 ? "5.0" : "3.1.1", first,
                        n, b0, b1, b2, actual, expected));
            }
            if (result > 0) {
                accepted++;
                assertEquals(2 + n, decoder.consume());
            }
            if (n < 3) {
                assertPrefixesWait(n, result);
            }
        }
    }

    /** What is not whole yet is waited for, unless the packet can be refused already. */
    private void assertPrefixesWait(int n, int whole) {
        for (int end = 0; end < 2 + n; end++) {
            int result = decoder.decode(packet, 0, end);
            if (result != PacketDecoder.NEED_MORE) {
                assertEquals(whole, result);
            }
        }
    }

    private long told(int event) {
        PacketView told = decoder.packet();
        int id = told.packetId();
        switch (event) {
            case PacketType.CONNACK:
                return ReferenceDecoder.accepted(event, 0, told.reasonCode(), told.sessionPresent() ? 1 : 0);
            case PacketType.PUBLISH:
                return told.topicLength() == 1 && told.payloadLength() == 0
                        ? ReferenceDecoder.accepted(event, id, 0, packet[told.topicOffset()]) : event;
            case PacketType.SUBACK:
                return told.codesCount() == 1
                        ? ReferenceDecoder.accepted(event, id, 0, packet[told.codesOffset()] & 0xff) : event;
            case PacketType.PINGRESP: case PacketType.UNSUBACK:
                return ReferenceDecoder.accepted(event, id, 0, 0);
            default:
                return ReferenceDecoder.accepted(event, id, told.reasonCode(), 0);
        }
    }
}
