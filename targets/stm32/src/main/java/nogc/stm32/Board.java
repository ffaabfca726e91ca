package nogc.stm32;

import org.teavm.interop.Import;

/**
 * The functions of the board support in C ({@code src/main/c/board.h}); an array arrives there as its first element.
 */
final class Board {
    private Board() {
    }

    @Import(name = "systick_millis")
    static native int millis();

    @Import(name = "systick_idle")
    static native void idle(int millis);

    @Import(name = "fault_require")
    static native void require(int result);

    @Import(name = "usart_read")
    static native int read(byte[] buffer, int offset, int length);

    @Import(name = "usart_write")
    static native int write(byte[] buffer, int offset, int length);

    @Import(name = "usart_lost")
    static native int lost();

    @Import(name = "identity_copy")
    static native int identity(byte[] buffer, int offset);

    @Import(name = "identity_seed")
    static native int seed();

    @Import(name = "random_word")
    static native int randomWord();

    @Import(name = "random_fault")
    static native int randomFault();

    @Import(name = "thermometer_read")
    static native int milliCelsius();

    @Import(name = "pins_led")
    static native void led(boolean on);

    @Import(name = "pins_button")
    static native boolean button();

    @Import(name = "gpio_modem_reset")
    static native int modemReset();

    @Import(name = "gpio_input")
    static native int pinInput(int pin, int pull);

    @Import(name = "gpio_output")
    static native int pinOutput(int pin, int drive, boolean high);

    @Import(name = "gpio_write")
    static native void pinWrite(int pin, boolean high);

    @Import(name = "gpio_read")
    static native int pinRead(int pin);

    @Import(name = "gpio_watch")
    static native int pinWatch(int pin, int edges);

    @Import(name = "gpio_edges")
    static native int pinEdges(int pin);

    @Import(name = "adc_microvolts")
    static native int adcMicrovolts(int pin);

    @Import(name = "i2c_transfer")
    static native int i2cTransfer(int address, byte[] buffer, int offset, int written, int read);

    @Import(name = "store_sectors")
    static native int storeSectors();

    @Import(name = "store_sector_size")
    static native int storeSectorSize();

    @Import(name = "store_unit")
    static native int storeUnit();

    @Import(name = "store_program_micros")
    static native int storeProgramMicros();

    @Import(name = "store_erase_millis")
    static native int storeEraseMillis();

    @Import(name = "store_read")
    static native int storeRead(int address, byte[] buffer, int offset, int length);

    @Import(name = "store_program")
    static native int storeProgram(int address, byte[] buffer, int offset, int length);

    @Import(name = "store_erase")
    static native int storeErase(int sector);

    @Import(name = "store_fault")
    static native int storeFault();
}
