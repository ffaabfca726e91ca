package nogc.hal.sensor;

import nogc.hal.Clock;
import nogc.hal.I2c;

/**
 * A bus with a BME280 on it, as its data sheet (BST-BME280-DS002) has the registers: sleep, one measurement at a time
 * with its duration, what writes count, what is skipped; and a clock, in microseconds, that the transfers let pass. A
 * test sets the faults.
 */
final class FakeBme280 implements I2c, Clock {
    /** Of a sensor whose readings two others computed: see {@link Bme280Test}. */
    static final int[] CALIBRATION = {27504, 26435, -1000, 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000};

    final int[] registers = new int[256];
    int address = Bme280.ADDRESS;
    /** The raw values of the next measurement. */
    int temperature = 519_888;
    int pressure = 415_148;
    int humidity = 27_000;

    boolean isPlugged = true;
    boolean isHeld;
    /** Each read takes 80 ms, as where another program holds the processor: the device saw it before. */
    boolean isSlow;
    /** A measurement that was begun does not end. */
    boolean isFrozen;
    /** The calibration is never there to be read. */
    boolean isCopying;
    int transfers;
    int bytes;
    /** Starts shortly before it wraps. */
    int millis = Integer.MAX_VALUE - 5;
    private int micros;
    private int microsToMeasure;

    FakeBme280() {
        power();
        for (int i = 0; i < CALIBRATION.length; i++) {
            word(0x88 + 2 * i, CALIBRATION[i]);
        }
        registers[0xA1] = 75;
        word(0xE1, 370);
        registers[0xE3] = 0;
        fourAndFive(313, 50);
        registers[0xE7] = 30;
    }

    /** As after its power came: asleep, nothing to be measured, the data in the place of none. */
    void power() {
        registers[0xD0] = 0x60;
        registers[0xF2] = registers[0xF3] = registers[0xF4] = registers[0xF5] = 0;
        microsToMeasure = 0;
        data(0x80000, 0x80000, 0x8000);
    }

    void word(int register, int value) {
        registers[register] = value & 0xFF;
        registers[register + 1] = value >> 8 & 0xFF;
    }

    void fourAndFive(int four, int five) {
        registers[0xE4] = four >> 4 & 0xFF;
        registers[0xE5] = four & 15 | (five & 15) << 4;
        registers[0xE6] = five >> 4 & 0xFF;
    }

    private void data(int ofPressure, int ofTemperature, int ofHumidity) {
        twenty(0xF7, ofPressure);
        twenty(0xFA, ofTemperature);
        registers[0xFD] = ofHumidity >> 8;
        registers[0xFE] = ofHumidity & 0xFF;
    }

    private void twenty(int register, int value) {
        registers[register] = value >> 12;
        registers[register + 1] = value >> 4 & 0xFF;
        registers[register + 2] = value << 4 & 0xF0;
    }

    @Override
    public int millis() {
        return millis;
    }

    /** Lets time pass. */
    void pass(int of) {
        micros += of;
        millis += micros / 1000;
        micros %= 1000;
        if (microsToMeasure > 0 && !isFrozen) {
            microsToMeasure -= of;
            if (microsToMeasure <= 0) {
                measured();
            }
        }
    }

    private void measured() {
        int control = registers[0xF4];
        data((control >> 2 & 7) == 0 ? 0x80000 : pressure, control >> 5 == 0 ? 0x80000 : temperature,
                (registers[0xF2] & 7) == 0 ? 0x8000 : humidity);
        registers[0xF4] &= ~3;
    }

    @Override
    public int transfer(int to, byte[] buffer, int offset, int written, int read) {
        transfers++;
        int length = 1 + written + (read > 0 ? 1 + read : 0);
        bytes += length;
        pass(90 * length); // 100 kHz
        if (isHeld) {
            return FAILED;
        }
        if (!isPlugged || to != address) {
            return NO_ANSWER;
        }
        if (read > 0) {
            read(buffer, offset, buffer[offset] & 0xFF, read);
        } else {
            for (int i = 0; i + 1 < written; i += 2) {
                write(buffer[offset + i] & 0xFF, buffer[offset + i + 1] & 0xFF);
            }
        }
        pass(isSlow && read > 0 ? 80_000 : 0);
        return 0;
    }

    private void read(byte[] buffer, int offset, int first, int read) {
        registers[0xF3] = (microsToMeasure > 0 ? 8 : 0) | (isCopying ? 1 : 0);
        for (int i = 0; i < read; i++) {
            buffer[offset + i] = (byte) registers[first + i & 0xFF];
        }
    }

    private void write(int register, int value) {
        if (register < 0xF2 || register > 0xF5 || register == 0xF3) {
            throw new AssertionError("register " + Integer.toHexString(register) + " is not to be written");
        }
        registers[register] = value;
        if (register == 0xF4 && (value & 3) != 0) {
            microsToMeasure = 9300; // the longest that it may take (appendix 9.1)
        }
    }
}
