package nogc.raspberrypi;

import com.diozero.api.I2CConstants;
import com.diozero.api.I2CDeviceInterface.I2CMessage;
import com.diozero.api.I2CException;
import com.diozero.internal.provider.builtin.i2c.NativeI2CDeviceSMBus;
import com.diozero.util.LibraryLoader;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import nogc.hal.I2c;

/**
 * One device at an I2C bus of the Pi ({@code /dev/i2c-1}: pins 3 and 5 of the header), over diozero: the kernel shares
 * the bus among all. Needs {@code dtparam=i2c_arm=on} in {@code config.txt}, the module {@code i2c-dev} (raspi-config
 * loads it) and a user in the group {@code i2c}. A device that the kernel has a driver for, as by
 * {@code dtoverlay=i2c-sensor}, is the driver's and cannot be opened.
 *
 * <p>An application that names this class adds {@code com.diozero:diozero-core} to its dependencies; nobody else has
 * it. A transfer takes at most the kernel's time-out of 1 s. The first one of each length allocates what holds it, no
 * other one does; one that fails costs diozero's exception. For one thread.
 */
public final class I2cDevice implements I2c, AutoCloseable {
    /** Of the kernel's calls for a register and what follows it; longer ones go another way. */
    private static final int BLOCK = 32;
    private static final int MOST = 8192;
    private static final int ADDRESS_NOT_ACKNOWLEDGED = -6;
    private static final int REMOTE_IO = -121;

    private final NativeI2CDeviceSMBus device;
    private final int address;
    private final byte[][] blocks = new byte[BLOCK + 1][];
    private I2CMessage[] messages = {};
    private byte[] content = {};
    private boolean isOpen = true;

    private I2cDevice(NativeI2CDeviceSMBus device, int address) {
        this.device = device;
        this.address = address;
    }

    /**
     * Opens a bus for one device, which need not be there yet.
     *
     * @param bus number of the bus, from 0
     * @param address of the device, 0x08 to 0x77
     * @return the device
     * @throws NoSuchFileException if there is no such bus; its message is a sentence for a person, as those of the next
     * @throws AccessDeniedException if this user may not use it
     * @throws IOException if the kernel has a driver for the device, or diozero cannot be loaded
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static I2cDevice open(int bus, int address) throws IOException {
        if (bus < 0 || address < 0x08 || address > 0x77) {
            throw new IllegalArgumentException("an I2C bus has a number from 0, and a device an address from 0x08 to"
                    + " 0x77");
        }
        Path file = Path.of("/dev/i2c-" + bus);
        Diozero.check(file, "there is no such bus: is dtparam=i2c_arm=on in /boot/firmware/config.txt, and i2c-dev in"
                + " /etc/modules?", "i2c");
        try {
            LibraryLoader.loadSystemUtils();
            return new I2cDevice(new NativeI2CDeviceSMBus(null, file.toString(), bus, address,
                    I2CConstants.AddressSize.SIZE_7, false), address);
        } catch (LinkageError e) {
            throw Diozero.notLoaded(e);
        } catch (RuntimeException e) {
            throw new IOException(file + " does not give the device: has the kernel a driver for it"
                    + " (dtoverlay=i2c-sensor)? " + e.getMessage(), e);
        }
    }

    @Override
    public int transfer(int to, byte[] buffer, int offset, int written, int read) {
        if (to != address || written < 0 || read < 0 || written + read == 0 || written > MOST || read > MOST) {
            return UNSUPPORTED;
        }
        if (!isOpen) {
            return FAILED;
        }
        try {
            if (written == 1 && read > 0 && read <= BLOCK) {
                byte[] block = block(read);
                int got = device.readI2CBlockData(buffer[offset] & 0xFF, block);
                System.arraycopy(block, 0, buffer, offset, read);
                return got == read ? 0 : FAILED;
            }
            if (read == 0 && written > 1 && written <= BLOCK) {
                byte[] block = block(written - 1);
                System.arraycopy(buffer, offset + 1, block, 0, written - 1);
                device.writeI2CBlockData(buffer[offset] & 0xFF, block);
                return 0;
            }
            exchange(buffer, offset, written, read);
            return 0;
        } catch (I2CException e) {
            return e.getError() == REMOTE_IO || e.getError() == ADDRESS_NOT_ACKNOWLEDGED ? NO_ANSWER : FAILED;
        } catch (UnsupportedOperationException e) {
            return UNSUPPORTED;
        }
    }

    /** Of this length to the byte, since that is how diozero is told it. */
    private byte[] block(int length) {
        if (blocks[length] == null) {
            blocks[length] = new byte[length];
        }
        return blocks[length];
    }

    /** Any other form, for which diozero prints a line to the standard error if it fails. */
    private void exchange(byte[] buffer, int offset, int written, int read) {
        if (content.length != written + read || messages[0].getLength() != (written > 0 ? written : read)) {
            content = new byte[written + read];
            I2CMessage[] both = {new I2CMessage(I2CMessage.I2C_M_WR, written),
                new I2CMessage(I2CMessage.I2C_M_RD, read)};
            messages = Arrays.copyOfRange(both, written > 0 ? 0 : 1, read > 0 ? 2 : 1);
        }
        System.arraycopy(buffer, offset, content, 0, written);
        device.readWrite(messages, content);
        System.arraycopy(content, written, buffer, offset, read);
    }

    /** Closes the bus. Idempotent. */
    @Override
    public void close() {
        if (isOpen) {
            isOpen = false;
            device.closeDevice();
        }
    }
}
