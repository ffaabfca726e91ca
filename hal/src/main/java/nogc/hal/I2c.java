package nogc.hal;

/**
 * An I2C bus, of which we are the only master; addresses have 7 bits. A call is one transfer and blocks for it, 9 bits
 * a byte: 10 bytes take 1 ms at 100 kHz; and for as long as the implementation states where a device holds the clock.
 * No method throws or allocates.
 */
public interface I2c {
    /** The bus or its driver cannot do that: a transfer of this length, or such an address. */
    int UNSUPPORTED = -70;
    /** The bus is held, was lost, or its driver reported an error. */
    int FAILED = -71;
    /** No device acknowledged the address, or it refused a byte. */
    int NO_ANSWER = -72;

    /**
     * Writes bytes to a device and then, behind a repeated start, reads some from it into the same place.
     *
     * @param address of the device, 0x08 to 0x77
     * @param buffer of both
     * @param offset first byte of both
     * @param written number of bytes to write, at least 0; at least 32 are supported
     * @param read number of bytes to read, at least 0; at least 32 are supported, behind one written
     * @return 0, {@link #UNSUPPORTED}, {@link #FAILED} or {@link #NO_ANSWER}: then what is in the buffer is not defined
     */
    int transfer(int address, byte[] buffer, int offset, int written, int read);
}
