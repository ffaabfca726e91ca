package nogc.hal.sensor;

import nogc.hal.Adc;
import nogc.hal.Thermometer;

/**
 * A temperature sensor whose voltage is a curve of straight lines: two points for a linear one, a dozen or so for a
 * thermistor in a divider, computed from its data sheet. For example:
 * <pre>
 *   LM35      {0, 1500000}          {0, 150000}           10 mV a degree
 *   TMP36     {100000, 1750000}     {-40000, 125000}      10 mV a degree, 500 mV at 0
 *   10 kOhm thermistor, B 3950, to ground, 10 kOhm to 3.3 V; within 1 degree between 0 and 60:
 *             {657075, 1000050, 1401185, 1650000, 1910584, 2242210, 2543477}
 *             {60000, 45000, 32000, 25000, 18000, 9000, 0}
 * </pre>
 * A voltage outside of the curve, as of a wire that broke, is no reading. Allocates nothing after its construction.
 */
public final class AnalogueThermometer implements Thermometer {
    /** So that their sum is an {@code int} up to 8 V. */
    private static final int MOST_SAMPLES = 256;
    /** Parts of a thousandth of a degree, for the error of halving. */
    private static final int PARTS = 256;

    private final Adc adc;
    private final int[] microvolts;
    private final int[] milliCelsius;
    private final int samples;

    /**
     * A sensor that is not asked yet.
     *
     * @param adc where its voltage is
     * @param microvolts of the points of the curve, ascending, at least 2; kept, not copied
     * @param milliCelsius the temperatures there, thousandths of a degree from -1,000,000 to 1,000,000; kept, not
     *     copied
     * @param samples conversions of which a reading is the mean, 1 to 256
     * @throws IllegalArgumentException if one of these is not so
     */
    public AnalogueThermometer(Adc adc, int[] microvolts, int[] milliCelsius, int samples) {
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw new IllegalArgumentException("samples must be 1 to 256");
        }
        if (microvolts.length < 2 || microvolts.length != milliCelsius.length) {
            throw new IllegalArgumentException("microvolts and milliCelsius must be as many, at least 2");
        }
        for (int i = 0; i < microvolts.length; i++) {
            if (microvolts[i] < 0 || i > 0 && microvolts[i] <= microvolts[i - 1]) {
                throw new IllegalArgumentException("microvolts must ascend, from 0 on");
            }
            if (milliCelsius[i] < -1000000 || milliCelsius[i] > 1000000) {
                throw new IllegalArgumentException("milliCelsius must be -1000000 to 1000000");
            }
        }
        this.adc = adc;
        this.microvolts = microvolts;
        this.milliCelsius = milliCelsius;
        this.samples = samples;
    }

    /** Blocks for its conversions; see {@link Adc#microvolts}. */
    @Override
    public int milliCelsius() {
        int sum = 0;
        for (int i = 0; i < samples; i++) {
            int sample = adc.microvolts();
            if (sample < 0 || sample > Integer.MAX_VALUE / MOST_SAMPLES) {
                return NO_READING;
            }
            sum += sample;
        }
        int voltage = sum / samples;
        int last = microvolts.length - 1;
        if (voltage < microvolts[0] || voltage > microvolts[last]) {
            return NO_READING;
        }
        int above = 1;
        while (voltage > microvolts[above]) {
            above++;
        }
        return between(above, voltage);
    }

    /** On the line that ends at a point, by halving: a product of the differences would need a long division. */
    private int between(int above, int voltage) {
        int low = microvolts[above - 1];
        int high = microvolts[above];
        int atLow = milliCelsius[above - 1] * PARTS;
        int atHigh = milliCelsius[above] * PARTS;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            int atMiddle = atLow + (atHigh - atLow) / 2;
            // The halves of an odd difference are not alike: in the end it is off by less than a microvolt makes.
            if (voltage < middle) {
                high = middle;
                atHigh = atMiddle;
            } else {
                low = middle;
                atLow = atMiddle;
            }
        }
        int parts = voltage >= high ? atHigh : atLow;
        return (parts + (parts < 0 ? -PARTS : PARTS) / 2) / PARTS;
    }
}
