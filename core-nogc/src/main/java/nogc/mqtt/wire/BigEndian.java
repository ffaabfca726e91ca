package nogc.mqtt.wire;

/**
 * Two Byte Integer and Four Byte Integer (5.0 sections 1.5.2 and 1.5.3): most significant byte first. Allocates
 * nothing.
 */
public final class BigEndian {
    private BigEndian() {
    }

    /**
     * Reads a Two Byte Integer.
     *
     * @param b where from
     * @param offset of the first byte
     * @return 0 to 65,535
     */
    public static int u16(byte[] b, int offset) {
        return (b[offset] & 0xFF) << 8 | b[offset + 1] & 0xFF;
    }

    /**
     * Writes a Two Byte Integer.
     *
     * @param b where to
     * @param offset of the first byte
     * @param value 0 to 65,535; higher bits are dropped
     * @return the offset after it
     */
    public static int putU16(byte[] b, int offset, int value) {
        b[offset] = (byte) (value >> 8);
        b[offset + 1] = (byte) value;
        return offset + 2;
    }

    /**
     * Reads a Four Byte Integer.
     *
     * @param b where from
     * @param offset of the first byte
     * @return its 32 bits; a value above 2,147,483,647 reads as negative
     */
    public static int i32(byte[] b, int offset) {
        return b[offset] << 24 | (b[offset + 1] & 0xFF) << 16 | (b[offset + 2] & 0xFF) << 8 | b[offset + 3] & 0xFF;
    }

    /**
     * Writes a Four Byte Integer.
     *
     * @param b where to
     * @param offset of the first byte
     * @param value all 32 bits
     * @return the offset after it
     */
    public static int putI32(byte[] b, int offset, int value) {
        b[offset] = (byte) (value >> 24);
        b[offset + 1] = (byte) (value >> 16);
        b[offset + 2] = (byte) (value >> 8);
        b[offset + 3] = (byte) value;
        return offset + 4;
    }
}
