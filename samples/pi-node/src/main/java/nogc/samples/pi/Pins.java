package nogc.samples.pi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nogc.hal.Pin;
import nogc.raspberrypi.SysfsPin;

/**
 * Takes the lines of switches and contacts: over {@code /sys/class/gpio}, or over the chip's character device where the
 * configuration says so, a contact has a resistor, or the kernel has no such files any more. A line that cannot be had
 * is said, and the others go on.
 */
final class Pins {
    private final Settings settings;
    private final Path sys;
    private final Path dev;
    private final Journal journal;
    private ChipPins chip;

    Pins(Settings settings, Path sys, Path dev, Journal journal) {
        this.settings = settings;
        this.sys = sys;
        this.dev = dev;
        this.journal = journal;
    }

    /** @return the line of a switch or a contact; each call to it fails if it could not be had */
    Pin take(PartSettings part) {
        boolean isOutput = part.kind.equals("switch");
        if (part.pull == PartSettings.NOT_TOLD && !wantsChip()) {
            SysfsPin pin = new SysfsPin(sys, part.gpio);
            said(part, isOutput ? pin.output(Pin.PUSH_PULL, part.inverted) : pin.input(Pin.NO_PULL), pin.failure(),
                    "; is this user in the group gpio?");
            return pin;
        }
        if (!isOutput && part.pull == PartSettings.NOT_TOLD) {
            journal.warning("contact ", part.name, ": its line has no resistor now: add pull = up, down or none");
        }
        try {
            chip = chip == null ? new ChipPins(dev) : chip;
            ChipPins.Taken taken = isOutput ? chip.output(part.gpio, part.inverted)
                    : chip.input(part.gpio, Math.max(part.pull, Pin.NO_PULL));
            said(part, taken.result(), taken.failure(), "");
            return taken.pin();
        } catch (IOException e) {
            said(part, Pin.FAILED, e.getMessage(), "");
            return new SysfsPin(sys, part.gpio); // not taken: each call fails
        }
    }

    private boolean wantsChip() {
        return settings.gpio == null ? !Files.exists(sys.resolve("class/gpio")) : settings.gpio.equals("chip");
    }

    private void said(PartSettings part, int result, String failure, String hint) {
        if (result < 0) {
            journal.warning(part.kind, " ", part.name, ": line ", Integer.toString(part.gpio), " cannot be used: ",
                    failure, hint);
        }
    }
}
