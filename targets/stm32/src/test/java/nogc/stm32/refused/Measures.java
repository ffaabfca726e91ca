package nogc.stm32.refused;

import nogc.hal.I2c;
import nogc.hal.sensor.Bme280;
import nogc.stm32.Chip;
import nogc.stm32.ChipI2c;
import nogc.stm32.Literal;
import org.teavm.interop.Import;

/**
 * Asks the bus of the chip, and then a BME280 at a bus that is none, with the registers of the example in Bosch's data
 * sheet; prints what came. Refused for a board without such a bus.
 */
public final class Measures {
    private Measures() {
    }

    /** A device with 256 registers that have their values already; a measurement is over at once. */
    private static final class Registers implements I2c {
        /** T1 to T3 and P1 to P9 at 0x88, each its lower byte first. */
        private final byte[] calibration = Literal.bytes("\u0070\u006b\u0043\u0067\u0018\u00fc\u007d\u008e\u0043\u00d6"
                + "\u00d0\u000b\u0027\u000b\u008c\u0000\u00f9\u00ff\u008c\u003c\u00f8\u00c6\u0070\u0017\u0000\u004b");
        /** H2 to H6 at 0xE1. */
        private final byte[] humidity = Literal.bytes("\u0072\u0001\u0000\u0013\u0029\u0003\u001e");
        /** Control, status and the data at 0xF2. */
        private final byte[] data =
                Literal.bytes("\u0001\u0000\u0024\u0000\u0000\u0065\u005a\u00c0\u007e\u00ed\u0000\u0069\u0078");

        @Override
        public int transfer(int address, byte[] buffer, int offset, int written, int read) {
            int register = buffer[offset] & 0xFF;
            for (int i = 0; i < read; i++) {
                buffer[offset + i] = of(register + i);
            }
            return 0;
        }

        private byte of(int register) {
            return register == 0xD0 ? Bme280.CHIP : register >= 0xF2 ? data[register - 0xF2]
                    : register >= 0xE1 ? humidity[register - 0xE1] : calibration[register - 0x88];
        }
    }

    @Import(name = "console_decimal")
    private static native void decimal(int number);

    /** @param arguments none */
    public static void main(String[] arguments) {
        Chip chip = new Chip();
        decimal(new ChipI2c().transfer(Bme280.ADDRESS, new byte[1], 0, 0, 1));
        Bme280 sensor = new Bme280(new Registers(), Bme280.ADDRESS, chip);
        decimal(sensor.poll());
        decimal(sensor.poll());
        decimal(sensor.centiCelsius());
        decimal(sensor.pascals());
        decimal(sensor.humidity());
    }
}
