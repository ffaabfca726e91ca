package nogc.raspberrypi;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import nogc.hal.Pin;

/**
 * A line of the Pi's header over {@code /sys/class/gpio}, whose value file is opened once and kept: {@link #read} and
 * {@link #write} allocate nothing and take some 5 µs. The user must be in the group {@code gpio}. The kernel's number
 * of a line differs from the one that the header's maps give it (512 more since Linux 6.6); the chip's own {@code base}
 * is added here.
 *
 * <p>This old interface of the kernel knows no resistors: {@link #input} takes {@link #NO_PULL} alone; set others by
 * {@code gpio=17=ip,pu} in {@code config.txt}. Nor can Java wait for its edges: {@link #watch} compares the level at
 * each {@link #edges}, so that what is shorter than the time between two calls is not seen. For one thread.
 */
public final class SysfsPin implements Pin, AutoCloseable {
    private static final long LONGEST_EXPORT_NANOS = 3_000_000_000L;

    private final Path gpio;
    private final int line;
    private final byte[] level = new byte[1];
    private RandomAccessFile value;
    private String failure = "not used yet";
    private boolean isInput;
    private int watched;
    private int last;

    /**
     * Names a line; {@link #input} or {@link #output} takes it.
     *
     * @param sys the root of {@code /sys}
     * @param line number of the header's maps (BCM), from 0
     */
    public SysfsPin(Path sys, int line) {
        gpio = sys.resolve("class/gpio");
        this.line = line;
    }

    @Override
    public int input(int pull) {
        return pull == NO_PULL ? take("in") : UNSUPPORTED;
    }

    @Override
    public int output(int drive, boolean high) {
        return drive == PUSH_PULL ? take(high ? "high" : "low") : UNSUPPORTED;
    }

    /** @return why the last call failed, for the log */
    public String failure() {
        return failure;
    }

    private int take(String direction) {
        close();
        watched = 0;
        try {
            Path chip = chip();
            if (chip == null) {
                failure = "there is no such line below " + gpio;
                return UNSUPPORTED;
            }
            int number = Integer.parseInt(Files.readString(chip.resolve("base")).strip()) + line;
            Path folder = gpio.resolve("gpio" + number);
            if (!Files.exists(folder)) {
                Files.writeString(gpio.resolve("export"), Integer.toString(number));
            }
            awaitWritable(folder.resolve("direction"));
            Files.writeString(folder.resolve("direction"), direction);
            isInput = direction.equals("in");
            value = new RandomAccessFile(folder.resolve("value").toFile(), isInput ? "r" : "rw");
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "interrupted while the device manager made the line ours";
            return FAILED;
        } catch (IOException | NumberFormatException e) {
            failure = e.toString();
            return FAILED;
        }
    }

    /** The device manager gives a new line to the group some milliseconds after it was exported; at a start, later. */
    private static void awaitWritable(Path file) throws InterruptedException {
        long start = System.nanoTime();
        while (!Files.isWritable(file) && System.nanoTime() - start < LONGEST_EXPORT_NANOS) {
            Thread.sleep(5);
        }
    }

    /** The header's chip is the one of the processor: its label begins with pinctrl. */
    private Path chip() throws IOException {
        for (Path chip : DeviceFolder.list(gpio, "gpiochip")) {
            if (Files.readString(chip.resolve("label")).startsWith("pinctrl")
                    && line < Integer.parseInt(Files.readString(chip.resolve("ngpio")).strip())) {
                return chip;
            }
        }
        return null;
    }

    @Override
    public int write(boolean high) {
        if (value == null) {
            return FAILED;
        }
        level[0] = (byte) (high ? '1' : '0');
        try {
            value.seek(0);
            value.write(level, 0, 1);
            return 0;
        } catch (IOException e) {
            failure = e.getMessage();
            return FAILED;
        }
    }

    @Override
    public int read() {
        if (value == null) {
            return FAILED;
        }
        try {
            value.seek(0);
            if (value.read(level, 0, 1) == 1 && (level[0] == '0' || level[0] == '1')) {
                return level[0] - '0';
            }
            failure = "its value is neither 0 nor 1";
        } catch (IOException e) {
            failure = e.getMessage();
        }
        return FAILED;
    }

    @Override
    public int watch(int edges) {
        if (value == null || !isInput) {
            return FAILED;
        }
        if (edges < 0 || edges > (RISING | FALLING)) {
            return UNSUPPORTED;
        }
        int now = read();
        if (now < 0) {
            return now;
        }
        watched = edges;
        last = now;
        return 0;
    }

    @Override
    public int edges() {
        int now = read();
        if (now < 0 || now == last) {
            return Math.min(now, 0);
        }
        last = now;
        return (watched & (now == 1 ? RISING : FALLING)) != 0 ? 1 : 0;
    }

    /** Closes the file; the line keeps its level. Idempotent. */
    @Override
    public void close() {
        if (value != null) {
            try {
                value.close();
            } catch (IOException e) {
                failure = e.getMessage();
            }
            value = null;
        }
    }
}
