package nogc.stm32;

import nogc.hal.I2c;

/**
 * The bus I2C1 of an F1 or F4 at 100 kHz, at PB6 (SCL) and PB7 (SDA), which need resistors to the supply and are then
 * no pins of the program any more. A transfer of any length waits for its bytes without interrupts, 90 µs each, and
 * gives up a byte that takes longer than 3 ms at 168 MHz, 20 ms at 24 MHz; a bus that was held by a device in the
 * middle of a byte is freed by the next call. For a board of another family the build of a program that names this
 * class is refused. In QEMU there is no such device: every call fails.
 */
public final class ChipI2c implements I2c {
    /** There is one such bus in a chip; objects of this class are views of it. */
    public ChipI2c() {
    }

    @Override
    public int transfer(int address, byte[] buffer, int offset, int written, int read) {
        return Board.i2cTransfer(address, buffer, offset, written, read);
    }
}
