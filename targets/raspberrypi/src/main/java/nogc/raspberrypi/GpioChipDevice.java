package nogc.raspberrypi;

import com.diozero.internal.provider.builtin.gpio.GpioChip;
import com.diozero.internal.provider.builtin.gpio.GpioLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The GPIO chip of the Pi's header as a character device ({@code /dev/gpiochipN}), over diozero: the kernel's interface
 * since 4.8, which is all that there is where {@code /sys/class/gpio} is gone. It knows resistors and tells edges by
 * interrupts. The user must be in the group {@code gpio}; nothing is needed in {@code config.txt}.
 *
 * <p>An application that names this class adds {@code com.diozero:diozero-core} to its dependencies; nobody else has
 * it. Diozero unpacks its native library into {@code java.io.tmpdir} at the first {@link #open}.
 */
public final class GpioChipDevice {
    private final GpioChip chip;
    private final Path file;

    private GpioChipDevice(GpioChip chip, Path file) {
        this.chip = chip;
        this.file = file;
    }

    /**
     * Finds the chip and opens it, for the life of the process; others do not stay open. Blocks for as long as the
     * kernel does; allocates.
     *
     * @param dev the folder of devices, {@code /dev}
     * @return the chip whose label begins with {@code pinctrl}: that of the processor, which has the header
     * @throws IOException if there is none, or it may not be used; its message is a sentence for a person
     */
    public static GpioChipDevice open(Path dev) throws IOException {
        List<Path> files = DeviceFolder.list(dev, "gpiochip");
        files.sort(null);
        boolean isDenied = false;
        for (Path file : files) {
            if (!Files.isReadable(file) || !Files.isWritable(file)) {
                isDenied = true;
                continue;
            }
            GpioChip chip = open(file.toString());
            if (chip != null && chip.getLabel().startsWith("pinctrl")) {
                return new GpioChipDevice(chip, file);
            }
            if (chip != null) {
                close(chip);
            }
        }
        throw new IOException(isDenied ? "this user may not use " + dev + "/gpiochip*: add the user to the group gpio"
                : "there is no chip of the header among " + dev + "/gpiochip*: ls -l " + dev + "/gpiochip* shows what"
                + " there is");
    }

    private static GpioChip open(String file) throws IOException {
        Diozero.silence();
        try {
            return GpioChip.openChip(file);
        } catch (LinkageError e) {
            throw Diozero.notLoaded(e);
        }
    }

    /** Diozero closes the lines with their chip, taken or not: descriptor 0 for each of these. */
    private static void close(GpioChip chip) {
        Arrays.fill(chip.getLines(), new GpioLine(0, 0, "", "") {
            @Override
            public void close() {
            }
        });
        chip.close();
    }

    /**
     * Names a line; {@link GpioChipPin#input} or {@link GpioChipPin#output} takes it.
     *
     * @param line number of the header's maps (BCM), from 0
     * @param bounceMillis edges that follow another one within this time are not counted, 0 to 10,000
     * @return the line
     * @throws IllegalArgumentException if the time is out of its range
     */
    public GpioChipPin pin(int line, int bounceMillis) {
        if (bounceMillis < 0 || bounceMillis > 10_000) {
            throw new IllegalArgumentException("contacts bounce for 0 to 10,000 ms, not " + bounceMillis);
        }
        return new GpioChipPin(chip, file, line, bounceMillis);
    }
}
