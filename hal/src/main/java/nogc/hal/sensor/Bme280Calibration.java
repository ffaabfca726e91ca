package nogc.hal.sensor;

/**
 * What a BME280 was calibrated with, and the arithmetic that makes its readings of it: the formulas of 32 bits of its
 * data sheet (4.2.3 and appendix 8.2), whose pressure is good to 10 Pa or so. Works on the bytes as they were read.
 */
final class Bme280Calibration {
    /** The registers 0x88 to 0xA1: T1 to T3, P1 to P9 and, behind a gap, H1. */
    static final int FIRST = 0x88;
    static final int FIRST_LENGTH = 26;
    /** The registers 0xE1 to 0xE7: H2 to H6. */
    static final int SECOND = 0xE1;
    static final int SECOND_LENGTH = 7;
    static final int LONGEST = 26;

    /** Stand in the place of what was not measured (4.2.3). */
    static final int SKIPPED = 0x80000;
    static final int SKIPPED_HUMIDITY = 0x8000;

    private static final int T1 = 0;
    private static final int P1 = 6;
    private static final int H1 = 25;
    private static final int H2 = 26;
    private static final int H3 = 28;
    private static final int H4 = 29;
    private static final int H6 = 32;

    private final byte[] registers = new byte[FIRST_LENGTH + SECOND_LENGTH];
    /** The temperature of the last call, which the others need. */
    private int fine;

    /** Takes the first block. */
    void first(byte[] bytes) {
        System.arraycopy(bytes, 0, registers, 0, FIRST_LENGTH);
    }

    /** Takes the second one. */
    void second(byte[] bytes) {
        System.arraycopy(bytes, 0, registers, FIRST_LENGTH, SECOND_LENGTH);
    }

    /** Whether it was calibrated: an empty memory, or a bus that is held, gives nothing but zeros or ones. */
    boolean isGood() {
        return unsigned(T1) != 0 && unsigned(T1) != 0xFFFF && unsigned(P1) != 0 && unsigned(P1) != 0xFFFF;
    }

    private int unsigned(int at) {
        return registers[at] & 0xFF | (registers[at + 1] & 0xFF) << 8;
    }

    private int signed(int at) {
        return (short) unsigned(at);
    }

    /** P2 to P9. */
    private int p(int number) {
        return signed(P1 + 2 * (number - 1));
    }

    /** Takes the temperature: 20 bits. */
    void temperature(int raw) {
        int t1 = unsigned(T1);
        int line = ((raw >> 3) - (t1 << 1)) * signed(T1 + 2) >> 11;
        int away = (raw >> 4) - t1;
        fine = line + ((away * away >> 12) * signed(T1 + 4) >> 14);
    }

    int centiCelsius() {
        return fine * 5 + 128 >> 8;
    }

    /** Pascals of 20 bits; 0 if the calibration has no pressure for them. */
    int pascals(int raw) {
        int x = (fine >> 1) - 64000;
        int square = (x >> 2) * (x >> 2);
        int offset = (square >> 11) * p(6) + (x * p(5) << 1);
        offset = (offset >> 2) + (p(4) << 16);
        int slope = (p(3) * (square >> 13) >> 3) + (p(2) * x >> 1) >> 18;
        slope = (32768 + slope) * unsigned(P1) >> 15;
        if (slope <= 0) {
            return 0;
        }
        int pressure = (1048576 - raw - (offset >> 12)) * 3125; // without a sign
        pressure = pressure >= 0 ? divided(pressure << 1, slope) : divided(pressure, slope) << 1;
        int eighth = pressure >>> 3;
        int bend = p(9) * (eighth * eighth >>> 13) >> 12;
        int tilt = (pressure >>> 2) * p(8) >> 13;
        return pressure + (bend + tilt + p(7) >> 4);
    }

    /** The quotient of a dividend without a sign and a divisor from 1, by half of the dividend. */
    private static int divided(int dividend, int divisor) {
        int quotient = (dividend >>> 1) / divisor << 1;
        int rest = dividend - quotient * divisor;
        return rest >= divisor ? quotient + 1 : quotient;
    }

    /** Parts of 1,024 of a per cent, 0 to 102,400, of 16 bits. */
    int humidity(int raw) {
        int h4 = registers[H4] << 4 | registers[H4 + 1] & 15;
        int h5 = registers[H4 + 2] << 4 | (registers[H4 + 1] & 0xFF) >> 4;
        int x = fine - 76800;
        int value = (raw << 14) - (h4 << 20) - h5 * x + 16384 >> 15;
        int slope = (x * registers[H6] >> 10) * ((x * (registers[H3] & 0xFF) >> 11) + 32768) >> 10;
        value *= (slope + 2097152) * signed(H2) + 8192 >> 14;
        value -= ((value >> 15) * (value >> 15) >> 7) * (registers[H1] & 0xFF) >> 4;
        return Math.min(Math.max(value, 0), 419430400) >> 12;
    }
}
