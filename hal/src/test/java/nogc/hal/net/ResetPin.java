package nogc.hal.net;

import java.util.ArrayList;
import java.util.List;
import nogc.hal.Pin;

/** The wire to the modem's reset: an output that reboots it when it is released, and knows nothing else. */
class ResetPin implements Pin {
    /** Each level that was set. */
    final List<Boolean> levels = new ArrayList<>();
    /** So many of the next calls fail. */
    int failures;

    private final Runnable released;

    ResetPin(Runnable released) {
        this.released = released;
    }

    @Override
    public int write(boolean high) {
        if (failures > 0) {
            failures--;
            return FAILED;
        }
        levels.add(high);
        if (high) {
            released.run();
        }
        return 0;
    }

    @Override
    public int input(int pull) {
        throw new AssertionError("the modem drives this pin");
    }

    @Override
    public int output(int drive, boolean high) {
        throw new AssertionError("it was made an output by who made it");
    }

    @Override
    public int read() {
        throw new AssertionError("nobody asked it");
    }

    @Override
    public int watch(int edges) {
        throw new AssertionError("it is an output");
    }

    @Override
    public int edges() {
        throw new AssertionError("it is an output");
    }
}
