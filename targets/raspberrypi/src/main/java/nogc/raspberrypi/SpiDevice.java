package nogc.raspberrypi;

import com.diozero.api.RuntimeIOException;
import com.diozero.api.SpiClockMode;
import com.diozero.internal.provider.builtin.spi.NativeSpiDevice;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * One device at an SPI bus of the Pi ({@code /dev/spidev0.0}: pins 19, 21 and 23 of the header, select at 24), bytes
 * with their highest bit first, over diozero. Needs {@code dtparam=spi=on} in {@code config.txt} and a user in the
 * group {@code spi}.
 *
 * <p>An application that names this class adds {@code com.diozero:diozero-core} to its dependencies; nobody else has
 * it. A call blocks for its bytes, 8 bits each at the clock of the device. {@link #write} allocates nothing of ours;
 * {@link #transfer} has diozero allocate an array for what comes, and for what goes where the length is not that of the
 * last call. A call that fails costs diozero's exception. For one thread.
 */
public final class SpiDevice implements AutoCloseable {
    /** Not so many bytes in one transfer. */
    public static final int UNSUPPORTED = -70;
    /** The driver reported an error, or the device is closed. */
    public static final int FAILED = -71;
    /** The most bytes of a transfer: the kernel's {@code spidev.bufsiz} as it is. */
    public static final int MOST = 4096;

    private final NativeSpiDevice device;
    private byte[] outgoing = {};
    private boolean isOpen = true;

    private SpiDevice(NativeSpiDevice device) {
        this.device = device;
    }

    /**
     * Opens a bus for one device; nothing tells whether there is one.
     *
     * @param bus number of the bus, from 0
     * @param select number of the device's chip select, from 0
     * @param hertz the fastest clock that the device takes, from 1; the kernel takes the next slower one that it has
     * @param mode 0 to 3: twice the level of an idle clock (CPOL), and the edge of the clock that samples (CPHA)
     * @return the device
     * @throws NoSuchFileException if there is no such bus; its message is a sentence for a person, as those of the next
     * @throws AccessDeniedException if this user may not use it
     * @throws IOException if the kernel refuses clock or mode, or diozero cannot be loaded
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static SpiDevice open(int bus, int select, int hertz, int mode) throws IOException {
        if (bus < 0 || select < 0 || hertz < 1 || mode < 0 || mode > 3) {
            throw new IllegalArgumentException("an SPI bus and a chip select have a number from 0, the clock has 1 Hz"
                    + " or more, and its mode is 0 to 3");
        }
        Path file = Path.of("/dev/spidev" + bus + "." + select);
        Diozero.check(file, "there is no such bus: is dtparam=spi=on in /boot/firmware/config.txt?", "spi");
        NativeSpiDevice device;
        try {
            device = new NativeSpiDevice(bus, select, hertz, SpiClockMode.getByMode(mode), false);
        } catch (LinkageError e) {
            throw Diozero.notLoaded(e);
        }
        if (isRefused(device)) {
            throw new IOException(file + " does not take a clock of " + hertz + " Hz in mode " + mode);
        }
        return new SpiDevice(device);
    }

    /** Diozero throws nothing where the kernel refuses: its descriptor, which is below 0 then, is all that tells. */
    private static boolean isRefused(NativeSpiDevice device) {
        try {
            Field descriptor = NativeSpiDevice.class.getDeclaredField("fd");
            descriptor.setAccessible(true);
            return descriptor.getInt(device) < 0;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false; // another diozero: the first transfer tells
        }
    }

    /**
     * Selects the device, sends bytes and takes as many into their place.
     *
     * @param buffer what goes, and then what came
     * @param offset first byte of it
     * @param length 1 to {@link #MOST} bytes
     * @return 0, {@link #UNSUPPORTED} or {@link #FAILED}, which leaves the buffer as it was
     */
    public int transfer(byte[] buffer, int offset, int length) {
        int problem = problem(length);
        if (problem < 0) {
            return problem;
        }
        if (outgoing.length != length) {
            outgoing = new byte[length]; // diozero sends the whole of an array
        }
        System.arraycopy(buffer, offset, outgoing, 0, length);
        try {
            System.arraycopy(device.writeAndRead(outgoing, 0), 0, buffer, offset, length);
            return 0;
        } catch (RuntimeIOException e) {
            return FAILED;
        }
    }

    /**
     * Selects the device and sends bytes; what comes meanwhile is dropped.
     *
     * @param buffer of them
     * @param offset first byte of them
     * @param length 1 to {@link #MOST} bytes
     * @return 0, {@link #UNSUPPORTED} or {@link #FAILED}
     */
    public int write(byte[] buffer, int offset, int length) {
        int problem = problem(length);
        if (problem < 0) {
            return problem;
        }
        try {
            device.write(buffer, offset, length, 0);
            return 0;
        } catch (RuntimeIOException e) {
            return FAILED;
        }
    }

    private int problem(int length) {
        return length < 1 || length > MOST ? UNSUPPORTED : isOpen ? 0 : FAILED;
    }

    /** Closes the bus. Idempotent. */
    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            device.close();
        }
    }
}
