package nogc.hal.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import nogc.hal.Adc;
import nogc.hal.Thermometer;
import org.junit.jupiter.api.Test;

/** What a voltage means, along the whole curve, and what is none. */
class AnalogueThermometerTest {
    private static final int[] LM35_MICROVOLTS = {0, 1_500_000};
    private static final int[] LM35_DEGREES = {0, 150_000};
    private static final int[] THERMISTOR_MICROVOLTS =
            {657_075, 1_000_050, 1_401_185, 1_650_000, 1_910_584, 2_242_210, 2_543_477};
    private static final int[] THERMISTOR_DEGREES = {60_000, 45_000, 32_000, 25_000, 18_000, 9_000, 0};

    /** An input that gives one voltage after another, and the last for ever. */
    private static Adc giving(int... voltages) {
        return new Adc() {
            private int next;

            @Override
            public int microvolts() {
                return voltages[Math.min(next++, voltages.length - 1)];
            }
        };
    }

    private static int lm35(int... voltages) {
        return new AnalogueThermometer(giving(voltages), LM35_MICROVOLTS, LM35_DEGREES, voltages.length).milliCelsius();
    }

    @Test
    void aLineIsFollowedToAThousandth() {
        for (int voltage = 0; voltage <= 1_500_000; voltage += 37) {
            assertEquals(voltage / 10.0, lm35(voltage), 1, voltage + " uV");
        }
        assertEquals(150_000, lm35(1_500_000));
        assertEquals(0, lm35(0));
    }

    @Test
    void aLineMayBeginBelowZero() {
        Thermometer tmp36 = new AnalogueThermometer(giving(400_000), new int[] {100_000, 1_750_000},
                new int[] {-40_000, 125_000}, 1);
        assertEquals(-10_000, tmp36.milliCelsius(), 1);
    }

    /** Against the equation of the part: 10 kOhm at 25 degrees, B 3950, to ground, with 10 kOhm to 3.3 V. */
    @Test
    void aThermistorIsFollowedWithinADegree() {
        for (int degrees = 0; degrees <= 60; degrees++) {
            double ohms = 10_000 * Math.exp(3950 * (1 / (degrees + 273.15) - 1 / 298.15));
            int voltage = (int) Math.round(3.3e6 * ohms / (ohms + 10_000));
            int reading = new AnalogueThermometer(giving(Math.max(657_075, Math.min(2_543_477, voltage))),
                    THERMISTOR_MICROVOLTS, THERMISTOR_DEGREES, 1).milliCelsius();
            assertEquals(degrees * 1000, reading, 1000, degrees + " degrees");
        }
    }

    @Test
    void aReadingIsTheMeanOfItsSamples() {
        assertEquals(25_000, lm35(240_000, 260_000, 255_000, 245_000), 1);
    }

    @Test
    void aVoltageOutsideOfTheCurveIsNoReading() {
        assertEquals(Thermometer.NO_READING, lm35(1_500_001));
        Thermometer thermistor = new AnalogueThermometer(giving(0), THERMISTOR_MICROVOLTS, THERMISTOR_DEGREES, 1);
        assertEquals(Thermometer.NO_READING, thermistor.milliCelsius());
    }

    @Test
    void oneSampleThatFailsIsNoReading() {
        assertEquals(Thermometer.NO_READING, lm35(250_000, Adc.FAILED, 250_000));
        assertEquals(Thermometer.NO_READING, lm35(Adc.UNSUPPORTED));
        assertEquals(Thermometer.NO_READING, lm35(Integer.MAX_VALUE, Integer.MAX_VALUE)); // no device, but no wrong sum
    }

    @Test
    void aCurveThatIsNoneIsRefused() {
        assertRefused("samples must be 1 to 256", LM35_MICROVOLTS, LM35_DEGREES, 257);
        assertRefused("microvolts and milliCelsius must be as many, at least 2", new int[1], new int[1], 1);
        assertRefused("microvolts and milliCelsius must be as many, at least 2", new int[] {0, 1}, new int[3], 1);
        assertRefused("microvolts must ascend, from 0 on", new int[] {5, 5}, new int[2], 1);
        assertRefused("microvolts must ascend, from 0 on", new int[] {-1, 5}, new int[2], 1);
        assertRefused("milliCelsius must be -1000000 to 1000000", new int[] {0, 1}, new int[] {0, 1_000_001}, 1);
    }

    private static void assertRefused(String sentence, int[] microvolts, int[] milliCelsius, int samples) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class,
                () -> new AnalogueThermometer(giving(0), microvolts, milliCelsius, samples)).getMessage());
    }
}
