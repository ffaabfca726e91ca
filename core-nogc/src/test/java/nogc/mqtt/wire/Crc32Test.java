package nogc.mqtt.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same CRC as everybody else's. */
class Crc32Test {
    @Test
    void theCheckValueOfTheCatalogueComesOut() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertEquals(0xCBF43926, ~Crc32.add(Crc32.START, digits, 0, digits.length));
    }

    @Test
    void anyBytesGiveWhatTheJdkGives() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            java.util.zip.CRC32 theirs = new java.util.zip.CRC32();
            theirs.update(bytes, 0, bytes.length);
            int cut = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
            int ours = Crc32.add(Crc32.add(Crc32.START, bytes, 0, cut), bytes, cut, bytes.length - cut);
            assertEquals((int) theirs.getValue(), ~ours);
        }
    }

    @Test
    void byteByByteGivesTheSame() {
        byte[] bytes = {(byte) 0x81, 2};
        assertEquals(Crc32.add(Crc32.START, bytes, 0, 2), Crc32.addByte(Crc32.addByte(Crc32.START, 0xFFFFFF81), 2));
    }
}
