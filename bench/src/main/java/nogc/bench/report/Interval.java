package nogc.bench.report;

import java.util.Locale;

/**
 * A figure and where it would fall in 95 of 100 repetitions.
 *
 * @param middle the figure
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double middle, double low, double high) {
    /** @return as in "7.4 (7.1–7.9)"; the ends are left out where they print alike */
    public String text() {
        String plain = number(middle);
        return number(low).equals(plain) && number(high).equals(plain)
                ? plain : plain + " (" + number(low) + "–" + number(high) + ")";
    }

    /**
     * @param value a number
     * @return it with about three digits that count
     */
    public static String number(double value) {
        double size = Math.abs(value);
        String form = size == 0 ? "%.0f" : size < 0.1 ? "%.3f" : size < 1 ? "%.2f" : size < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, form, value);
    }
}
