package nogc.stm32.program;

import nogc.stm32.Chip;
import nogc.stm32.InternalFlash;

/**
 * For InternalFlashTest: reads, erases and programs the store, waits for a first byte on the serial line, writes the
 * results there as bytes (0, or the cause; last what the first byte of the store was), then sends back what it
 * receives.
 */
public final class StoreProbe {
    private StoreProbe() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Chip chip = new Chip();
        InternalFlash flash = new InternalFlash();
        byte[] buffer = new byte[16];
        byte[] results = new byte[6];
        results[0] = (byte) (flash.read(0, buffer, 0, 16) == 0 ? 0 : flash.cause());
        results[5] = buffer[0];
        buffer[0] = 42;
        results[1] = (byte) (flash.erase(0) == 0 ? 0 : flash.cause());
        results[2] = (byte) (flash.program(0, buffer, 0, 16) == 0 ? 0 : flash.cause());
        results[3] = (byte) (flash.erase(flash.sectors()) == 0 ? 0 : flash.cause());
        results[4] = (byte) flash.read(0, buffer, 8, 16);
        while (chip.read(buffer, 0, 1) == 0) {
            chip.idle(20);
        }
        chip.write(results, 0, 6);
        for (;;) {
            int count = chip.read(buffer, 0, 16);
            chip.write(buffer, 0, count);
            chip.idle(20);
        }
    }
}
