package nogc.hal.sensor;

import nogc.hal.Clock;
import nogc.hal.I2c;

/**
 * Bosch's BME280: temperature, pressure and humidity over I2C, as its data sheet has it (BST-BME280-DS002). One
 * measurement at a time ("forced mode"), each quantity once ("weather monitoring", 3.5.1), some 9 ms; between two it
 * sleeps. Call {@link #poll} until it is not 0. Each call blocks for at most five transfers of the bus, together 52
 * bytes: 5 ms at 100 kHz. Nothing throws or allocates after the construction.
 *
 * <p>A device may be unplugged and another one plugged in at any time: whatever goes wrong, the next measurement begins
 * with looking who is there, and one that lost its power between two is told by its registers.
 */
public final class Bme280 {
    /** The address where the device's pin SDO is low, as on most boards. */
    public static final int ADDRESS = 0x76;
    /** The address where it is high. */
    public static final int OTHER_ADDRESS = 0x77;

    /** At the address is something else: {@link #chip} says what. */
    public static final int OTHER_CHIP = -91;
    /** It does not come to the end of a measurement, or of its start. */
    public static final int STUCK = -92;
    /** It measured nothing, or lost its power meanwhile. */
    public static final int NOTHING = -93;
    /** It answers values that it cannot have measured, or that its calibration makes no sense of. */
    public static final int OUT_OF_RANGE = -94;

    /** What {@link #chip} answers for a BME280. */
    public static final int CHIP = 0x60;

    private static final int ID = 0xD0;
    private static final int HUMIDITY_CONTROL = 0xF2;
    private static final int STATUS = 0xF3;
    private static final int CONTROL = 0xF4;
    private static final int ONCE = 1;
    /** Temperature and pressure once, and the measurement is begun. */
    private static final int BEGIN = ONCE << 5 | ONCE << 2 | 1;
    private static final int MODE = 3;
    /** In the burst from {@link #HUMIDITY_CONTROL} to the end of the data. */
    private static final int STATUS_AT = 1;
    private static final int CONTROL_AT = 2;
    private static final int DATA_AT = 5;
    private static final int BURST = 13;
    private static final int MEASURING = 1 << 3;
    private static final int COPYING = 1;
    /** A measurement takes 9.3 ms at most (appendix 9.1), a start 2 ms (1.1). */
    private static final int PATIENCE = 50;

    private static final int IDLE = 0;
    private static final int STARTING = 1;
    private static final int BUSY = 2;

    private final I2c bus;
    private final int address;
    private final Clock clock;
    private final Bme280Calibration calibration = new Bme280Calibration();
    private final byte[] bytes = new byte[Bme280Calibration.LONGEST];
    private boolean isKnown;
    private int state;
    private int since;
    private int chip;
    private int centiCelsius;
    private int pascals;
    private int humidity;

    /**
     * A sensor that is not asked yet.
     *
     * @param bus where it is
     * @param address {@link #ADDRESS} or {@link #OTHER_ADDRESS}
     * @param clock for what does not end
     * @throws IllegalArgumentException if the address is another one
     */
    public Bme280(I2c bus, int address, Clock clock) {
        if (address != ADDRESS && address != OTHER_ADDRESS) {
            throw new IllegalArgumentException("the address of a BME280 is 0x76 or 0x77");
        }
        this.bus = bus;
        this.address = address;
        this.clock = clock;
    }

    /**
     * Begins a measurement or, while that is under way, looks how far it is.
     *
     * @return 1 with new readings; 0 while it measures: call again, in a millisecond or so; a code of {@link I2c}, or
     *     {@link #OTHER_CHIP}, {@link #STUCK}, {@link #NOTHING} or {@link #OUT_OF_RANGE}: there are no readings, and
     *     the next call begins anew
     */
    public int poll() {
        int now = clock.millis(); // ahead of a look, which may take long itself: a slow bus is no stuck sensor
        int result = state == BUSY ? look() : begin();
        if (result != 0) {
            state = IDLE;
            isKnown = result > 0;
        } else if (now - since > PATIENCE) {
            state = IDLE;
            isKnown = false;
            return STUCK;
        }
        return result;
    }

    /** @return degrees Celsius in hundredths, -4,000 to 8,500, of the last {@link #poll} that was 1 */
    public int centiCelsius() {
        return centiCelsius;
    }

    /** @return pascals, 30,000 to 110,000, of the last {@link #poll} that was 1 */
    public int pascals() {
        return pascals;
    }

    /** @return relative humidity in parts of 1,024 of a per cent, 0 to 102,400, of the last {@link #poll} that was 1 */
    public int humidity() {
        return humidity;
    }

    /** @return the identification of what was found last: {@link #CHIP}; 0x58 is a BMP280, which has no humidity */
    public int chip() {
        return chip;
    }

    private int begin() {
        if (state == IDLE) {
            since = clock.millis();
            int result = isKnown ? checkPower() : 0;
            if (result < 0) {
                return result;
            }
        }
        if (!isKnown) {
            int result = know();
            if (result < 0 || state == STARTING) {
                return result;
            }
        }
        bytes[0] = (byte) HUMIDITY_CONTROL; // it counts with the write to the other one (5.4.3)
        bytes[1] = ONCE;
        bytes[2] = (byte) CONTROL;
        bytes[3] = BEGIN;
        int result = bus.transfer(address, bytes, 0, 4, 0);
        state = BUSY;
        since = clock.millis();
        return result;
    }

    /** What it was told is gone with its power; then it may be another one. */
    private int checkPower() {
        int result = read(HUMIDITY_CONTROL, 1);
        isKnown = bytes[0] == ONCE;
        return result;
    }

    private int know() {
        state = IDLE;
        int result = read(ID, 1);
        if (result < 0) {
            return result;
        }
        chip = bytes[0] & 0xFF;
        if (chip != CHIP) {
            return OTHER_CHIP;
        }
        result = read(STATUS, 1);
        if (result < 0) {
            return result;
        }
        if ((bytes[0] & COPYING) != 0) { // its calibration, to where it is read
            state = STARTING;
            return 0;
        }
        result = read(Bme280Calibration.FIRST, Bme280Calibration.FIRST_LENGTH);
        calibration.first(bytes);
        if (result == 0) {
            result = read(Bme280Calibration.SECOND, Bme280Calibration.SECOND_LENGTH);
            calibration.second(bytes);
        }
        isKnown = result == 0;
        return result == 0 && !calibration.isGood() ? OUT_OF_RANGE : result;
    }

    private int look() {
        int result = read(HUMIDITY_CONTROL, BURST);
        if (result < 0) {
            return result;
        }
        if ((bytes[STATUS_AT] & MEASURING) != 0 || (bytes[CONTROL_AT] & MODE) != 0) {
            return 0;
        }
        if (bytes[CONTROL_AT] != (BEGIN & ~MODE)) {
            return NOTHING;
        }
        int pressure = twenty(DATA_AT);
        int temperature = twenty(DATA_AT + 3);
        int moisture = (bytes[DATA_AT + 6] & 0xFF) << 8 | bytes[DATA_AT + 7] & 0xFF;
        if (pressure == Bme280Calibration.SKIPPED || temperature == Bme280Calibration.SKIPPED
                || moisture == Bme280Calibration.SKIPPED_HUMIDITY) {
            return NOTHING;
        }
        calibration.temperature(temperature);
        centiCelsius = calibration.centiCelsius();
        pascals = calibration.pascals(pressure);
        humidity = calibration.humidity(moisture);
        return centiCelsius < -4000 || centiCelsius > 8500 || pascals < 30000 || pascals > 110000 ? OUT_OF_RANGE : 1;
    }

    private int twenty(int at) {
        return (bytes[at] & 0xFF) << 12 | (bytes[at + 1] & 0xFF) << 4 | (bytes[at + 2] & 0xFF) >> 4;
    }

    private int read(int register, int length) {
        bytes[0] = (byte) register;
        return bus.transfer(address, bytes, 0, 1, length);
    }
}
