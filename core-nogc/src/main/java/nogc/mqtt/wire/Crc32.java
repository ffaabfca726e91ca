package nogc.mqtt.wire;

/**
 * The CRC-32 of IEEE 802.3, bit by bit: a table would cost 1 KB of flash. Bounded by the length, allocates nothing.
 */
public final class Crc32 {
    /** What a computation starts from. */
    public static final int START = -1;

    private static final int REFLECTED_POLYNOMIAL = 0xEDB88320;

    private Crc32() {
    }

    /**
     * Goes on with bytes.
     *
     * @param crc {@link #START}, or what an earlier call gave
     * @param b where from
     * @param offset of the first byte
     * @param length number of bytes
     * @return the register; its complement is the checksum as others print it
     */
    public static int add(int crc, byte[] b, int offset, int length) {
        int register = crc;
        for (int i = 0; i < length; i++) {
            register = addByte(register, b[offset + i]);
        }
        return register;
    }

    /**
     * Goes on with one byte.
     *
     * @param crc {@link #START}, or what an earlier call gave
     * @param value the byte; higher bits do not count
     * @return the register
     */
    public static int addByte(int crc, int value) {
        int register = crc ^ value & 0xFF;
        for (int bit = 0; bit < 8; bit++) {
            register = register >>> 1 ^ REFLECTED_POLYNOMIAL & -(register & 1);
        }
        return register;
    }
}
