package nogc.raspberrypi;

import com.diozero.api.GpioEventTrigger;
import com.diozero.api.GpioPullUpDown;
import com.diozero.api.RuntimeIOException;
import com.diozero.internal.provider.builtin.gpio.GpioChip;
import com.diozero.internal.provider.builtin.gpio.GpioLine;
import com.diozero.internal.provider.builtin.gpio.GpioLineEventListener;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import nogc.hal.Pin;

/**
 * A line of a {@link GpioChipDevice}, ours from {@link #input} or {@link #output} to {@link #close}; the kernel gives
 * it to one process at a time. {@link #read}, {@link #write} and {@link #edges} allocate nothing and take a system
 * call. The chip has pull-up and pull-down; {@link #OPEN_DRAIN} is {@link #UNSUPPORTED}.
 *
 * <p>Edges are those that the kernel saw by interrupt, with its own times, each of them: diozero has two threads for
 * that from the first {@link #watch} on to the end of the process, which they keep alive: end it by
 * {@link System#exit}. It allocates for each edge. For one thread.
 */
public final class GpioChipPin implements Pin, AutoCloseable {
    private static final int OUTPUT = -1;
    private static final GpioPullUpDown[] PULLS =
            {GpioPullUpDown.NONE, GpioPullUpDown.PULL_UP, GpioPullUpDown.PULL_DOWN};
    private static final GpioEventTrigger[] TRIGGERS =
            {GpioEventTrigger.NONE, GpioEventTrigger.RISING, GpioEventTrigger.FALLING, GpioEventTrigger.BOTH};

    /** Called by diozero's thread. */
    private final class Counter implements GpioLineEventListener {
        final AtomicInteger count = new AtomicInteger();
        private long last;
        private boolean any;

        @Override
        public void event(int descriptor, int edge, long epochMillis, long nanos) {
            if (!any || nanos - last >= bounceNanos) {
                count.incrementAndGet();
            }
            any = true;
            last = nanos;
        }
    }

    private final GpioChip chip;
    private final Path file;
    private final int number;
    private final long bounceNanos;
    private GpioLine line;
    /** Of an input; {@link #OUTPUT} for none. */
    private int pull = OUTPUT;
    /** Of a line that is watched, or null. */
    private Counter counter;
    private String failure = "not used yet";

    GpioChipPin(GpioChip chip, Path file, int number, int bounceMillis) {
        this.chip = chip;
        this.file = file;
        this.number = number;
        bounceNanos = bounceMillis * 1_000_000L;
    }

    @Override
    public int input(int resistor) {
        return resistor < NO_PULL || resistor > PULL_DOWN ? UNSUPPORTED : takeInput(resistor, 0);
    }

    private int takeInput(int resistor, int edges) {
        close();
        pull = resistor;
        if (!exists()) {
            return UNSUPPORTED;
        }
        try {
            line = chip.provisionGpioInputDevice(number, PULLS[resistor], TRIGGERS[edges]);
            return 0;
        } catch (RuntimeIOException e) {
            return refused(e);
        }
    }

    @Override
    public int output(int drive, boolean high) {
        close();
        pull = OUTPUT;
        if (drive != PUSH_PULL || !exists()) {
            return UNSUPPORTED;
        }
        try {
            line = chip.provisionGpioOutputDevice(number, high ? 1 : 0);
            return 0;
        } catch (RuntimeIOException e) {
            return refused(e);
        }
    }

    private boolean exists() {
        failure = "there is no such line at " + file;
        return number >= 0 && number < chip.getNumLines();
    }

    private int refused(RuntimeIOException e) {
        String user = chip.getLineByOffset(number).getConsumer();
        failure = file + " does not give it: "
                + (user == null ? e.getMessage() : "\"" + user + "\" had it at our start");
        return FAILED;
    }

    /** @return why the last call failed, for the log */
    public String failure() {
        return failure;
    }

    @Override
    public int write(boolean high) {
        if (line == null || pull != OUTPUT) {
            return FAILED;
        }
        try {
            line.setValue(high ? 1 : 0);
            return 0;
        } catch (RuntimeIOException e) {
            failure = e.getMessage();
            return FAILED;
        }
    }

    @Override
    public int read() {
        if (line == null) {
            return FAILED;
        }
        try {
            return line.getValue();
        } catch (RuntimeIOException e) {
            failure = e.getMessage();
            return FAILED;
        }
    }

    @Override
    public int watch(int edges) {
        if (line == null || pull == OUTPUT) {
            return FAILED;
        }
        if (edges < 0 || edges > (RISING | FALLING)) {
            return UNSUPPORTED;
        }
        int result = takeInput(pull, edges);
        if (result < 0 || edges == 0) {
            return result;
        }
        try {
            Counter fresh = new Counter();
            chip.register(line.getFd(), fresh);
            counter = fresh;
            return 0;
        } catch (RuntimeIOException e) {
            failure = e.getMessage();
            return FAILED;
        }
    }

    @Override
    public int edges() {
        return line == null ? FAILED : counter == null ? 0 : counter.count.getAndSet(0);
    }

    /**
     * Gives the line back to the kernel, which may let its level go. Idempotent.
     *
     * <p>Diozero is not told: it would end its threads with the last line that is watched, and one that ends late ends
     * those of the next line, whose edges nobody counts then. The kernel forgets a descriptor that is closed.
     */
    @Override
    public void close() {
        GpioLine held = line;
        line = null; // diozero would close its descriptor again, which is another one's by then
        counter = null;
        if (held != null) {
            held.close();
        }
    }
}
