package com.acme.worlds;

/** What Math rounds, and its functions whose results are exact. */
final class Rounding {
    private static void put(double value) {
        Out.put(Math.round(value));
        Out.put(Math.round((float) value));
        Out.put(Math.rint(value));
        Out.put(Math.floor(value));
        Out.put(Math.ceil(value));
        Out.put(Math.ulp(value));
        Out.put(Math.ulp((float) value));
        Out.put(Math.IEEEremainder(value, 3));
        Out.put(Math.IEEEremainder(7.5, value));
        Out.put(Math.cbrt(value * value * value) == value);
        Out.put(Math.hypot(value * 3, value * 4) == 5 * Math.abs(value));
    }

    static void run() {
        double half = 0.5;
        for (int i = -5; i < 6; i++) {
            put(i * half);
            put(i * half - 1e-9);
            put(i * 1e17);
        }
        put(-0.0 * half);
        put(half - 6e-17);
        put(-half * (1 - 2e-16));
        put(4503599627370497.0 + half);
        put(9e18 + half);
        put(1e300 * half);
        put(Double.MIN_VALUE / half);
        put(1 / (half - half));
        put((half - half) / (half - half));
        put(Double.MAX_VALUE * half * 2);
        double power = 1;
        for (int i = 0; i < 20; i++) {
            Out.put(Math.log10(power));
            power *= 10;
        }
        Out.put(Math.cbrt(-0.0 * half));
        Out.put((float) Math.sinh(half * 1e-12));
        Out.put((float) Math.expm1(half * 1e-12));
        Out.put((float) Math.log1p(half * 1e-12));
    }
}
