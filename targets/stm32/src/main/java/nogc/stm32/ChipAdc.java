package nogc.stm32;

import nogc.hal.Adc;

/**
 * The voltage at a pin of the chip, by ADC1: PA0 to PA7, PB0, PB1, and PC0 to PC5; on a G0 PA0 to PA7, PB0 to PB2, PB10
 * to PB12, PC4 and PC5. Others, and those of the serial line and the console, are {@link #UNSUPPORTED}. 12 bits of the
 * supply, which is taken for 3.3 V: what it differs, the reading does too. Each reading makes the pin an analogue input
 * and takes some 20 µs to 60 µs, on a G0 once 200 µs more, as the sensor inside the chip asks for; the source may have
 * up to some ten kΩ. Not in an image that does not name this class.
 */
public final class ChipAdc implements Adc {
    private final int number;

    /**
     * A pin that stays what it is until the first reading.
     *
     * @param port {@code 'A'} and so on
     * @param number 0 to 15
     */
    public ChipAdc(char port, int number) {
        this.number = number < 0 || number > 15 ? -1 : (port - 'A') * 16 + number;
    }

    @Override
    public int microvolts() {
        return Board.adcMicrovolts(number);
    }
}
