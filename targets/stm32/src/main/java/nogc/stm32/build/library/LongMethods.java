package nogc.stm32.build.library;

/** In the place of those of {@code Long}, which has no cache in TeaVM 0.15. */
public final class LongMethods {
    /** Made one by one, since a heap is small. */
    private static final Long[] CACHE = new Long[256];

    private LongMethods() {
    }

    @SuppressWarnings("removal") // nothing else makes a new one
    static Long valueOf(long value) {
        if (value < -128 || value > 127) {
            return new Long(value);
        }
        int at = (int) value + 128;
        if (CACHE[at] == null) {
            CACHE[at] = new Long(value);
        }
        return CACHE[at];
    }
}
