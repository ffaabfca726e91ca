package nogc.samples.pi;

import java.io.IOException;
import java.nio.file.Path;
import nogc.hal.Pin;
import nogc.raspberrypi.GpioChipDevice;
import nogc.raspberrypi.GpioChipPin;

/** Lines by character device. A class of its own, so that a node without them loads nothing of it. */
final class ChipPins {
    /** A line, and what came of taking it. */
    record Taken(Pin pin, int result, String failure) {
    }

    private final GpioChipDevice device;

    ChipPins(Path dev) throws IOException {
        device = GpioChipDevice.open(dev);
    }

    Taken output(int line, boolean high) {
        GpioChipPin pin = device.pin(line, 0);
        int result = pin.output(Pin.PUSH_PULL, high);
        return new Taken(pin, result, pin.failure());
    }

    /** Its bouncing is the contact's affair. */
    Taken input(int line, int pull) {
        GpioChipPin pin = device.pin(line, 0);
        int result = pin.input(pull);
        return new Taken(pin, result, pin.failure());
    }
}
