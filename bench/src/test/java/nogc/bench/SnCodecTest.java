package nogc.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import nogc.bench.contender.OursSn;
import org.junit.jupiter.api.Test;

/** What is measured of MQTT-SN is right: the datagram is the one written by hand, and so are the fields. */
class SnCodecTest {
    @Test
    void theDatagramIsTheOneWrittenByHand() {
        OursSn ours = new OursSn();
        int length = ours.encodePublish();
        assertArrayEquals(Packets.publishSn(), Arrays.copyOf(ours.out(), length));
    }

    @Test
    void theFieldsAreThoseOfTheDatagram() {
        assertEquals(0x0C + 0x20 + Packets.TOPIC_ID + Packets.PACKET_IDENTIFIER + 7 + 64, new OursSn().decodePublish());
    }
}
