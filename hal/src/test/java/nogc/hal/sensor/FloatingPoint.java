package nogc.hal.sensor;

/** The arithmetic of a BME280 as its data sheet has it in floating point (appendix 8.1), from its registers. */
final class FloatingPoint {
    private FloatingPoint() {
    }

    private static int unsigned(int[] r, int at) {
        return r[at] | r[at + 1] << 8;
    }

    private static int signed(int[] r, int at) {
        return (short) unsigned(r, at);
    }

    /** Number 1 to 9. */
    private static double p(int[] r, int number) {
        return number == 1 ? unsigned(r, 0x8E) : signed(r, 0x8E + 2 * (number - 1));
    }

    private static double fine(int[] r, int raw) {
        double t1 = unsigned(r, 0x88);
        double away = raw / 131_072.0 - t1 / 8192.0;
        return (raw / 16_384.0 - t1 / 1024.0) * signed(r, 0x8A) + away * away * signed(r, 0x8C);
    }

    static double celsius(int[] r, int raw) {
        return fine(r, raw) / 5120.0;
    }

    static double pascals(int[] r, int raw, int rawTemperature) {
        double x = fine(r, rawTemperature) / 2 - 64_000;
        double offset = (x * x * p(r, 6) / 32_768 + x * p(r, 5) * 2) / 4 + p(r, 4) * 65_536;
        double slope = (1 + (p(r, 3) * x * x / 524_288 + p(r, 2) * x) / 524_288 / 32_768) * p(r, 1);
        if (slope == 0) {
            return 0;
        }
        double pressure = (1_048_576.0 - raw - offset / 4096) * 6250 / slope;
        double bend = p(r, 9) * pressure * pressure / 2_147_483_648.0;
        return pressure + (bend + pressure * p(r, 8) / 32_768 + p(r, 7)) / 16;
    }

    static double humidity(int[] r, int raw, int rawTemperature) {
        double h4 = (byte) r[0xE4] * 16 + (r[0xE5] & 15);
        double h5 = (byte) r[0xE6] * 16 + (r[0xE5] >> 4);
        double x = fine(r, rawTemperature) - 76_800;
        double value = (raw - (h4 * 64 + h5 / 16_384 * x)) * (signed(r, 0xE1) / 65_536.0
                * (1 + (byte) r[0xE7] / 67_108_864.0 * x * (1 + r[0xE3] / 67_108_864.0 * x)));
        value *= 1 - r[0xA1] * value / 524_288;
        return Math.max(0, Math.min(100, value));
    }
}
