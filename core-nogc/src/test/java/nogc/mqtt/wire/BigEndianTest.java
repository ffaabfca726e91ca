package nogc.mqtt.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import nogc.mqtt.Bytes;
import org.junit.jupiter.api.Test;

class BigEndianTest {
    @Test
    void twoBytesStandMostSignificantFirst() {
        byte[] b = new byte[4];
        assertEquals(3, BigEndian.putU16(b, 1, 0xFE01));
        assertArrayEquals(Bytes.of("00 FE 01 00"), b);
        assertEquals(0xFE01, BigEndian.u16(b, 1));
    }

    @Test
    void everyTwoByteIntegerReadsBackUnsigned() {
        byte[] b = new byte[2];
        for (int value = 0; value <= 0xFFFF; value++) {
            BigEndian.putU16(b, 0, value);
            assertEquals(value, BigEndian.u16(b, 0));
        }
    }

    @Test
    void fourBytesStandMostSignificantFirst() {
        byte[] b = new byte[6];
        assertEquals(5, BigEndian.putI32(b, 1, 0xFEDC8081));
        assertArrayEquals(Bytes.of("00 FE DC 80 81 00"), b);
        assertEquals(0xFEDC8081, BigEndian.i32(b, 1));
        assertEquals(0x7F010203, BigEndian.i32(Bytes.of("7F 01 02 03"), 0));
    }
}
