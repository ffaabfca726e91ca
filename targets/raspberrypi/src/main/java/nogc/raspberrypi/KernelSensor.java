package nogc.raspberrypi;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeMap;

/**
 * One quantity that a driver of the kernel measures, read from a file that is opened once and kept. A reading that
 * succeeds allocates nothing and takes as long as the driver does, which each kind of sensor states. One that fails
 * costs the exception that Java makes of it, closes the file, and the next one looks for the device anew: a sensor may
 * be plugged out and in, and come back under another number. For one thread.
 *
 * <p>The root of the file system that Linux mounts at {@code /sys} is handed in, so that a test has a tree of its own.
 */
public abstract class KernelSensor implements Sensor {
    private final byte[] text = new byte[256];
    private final int least;
    private final int most;
    private RandomAccessFile file;
    private Fault fault = Fault.ABSENT;

    /**
     * Makes a sensor whose file is not open yet.
     *
     * @param least smallest value that it can measure, in thousandths of its unit
     * @param most largest one
     */
    KernelSensor(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** @return where its file is now, or null if there is no such device; may allocate */
    abstract Path locate() throws IOException;

    /** @return the value in the text, in thousandths, or {@link #NO_READING}; allocates nothing */
    abstract int interpret(byte[] content, int length);

    @Override
    public final int milli() {
        if (file == null && !open()) {
            return NO_READING;
        }
        int length;
        try {
            file.seek(0);
            length = file.read(text, 0, text.length);
        } catch (IOException e) {
            close();
            fault = Fault.FAILED;
            return NO_READING;
        }
        int value = interpret(text, Math.max(0, length));
        if (value == NO_READING) {
            fault = Fault.GARBAGE;
        } else if (value < least || value > most) {
            fault = Fault.OUT_OF_RANGE;
        } else {
            fault = Fault.NONE;
            return value;
        }
        return NO_READING;
    }

    @Override
    public final Fault fault() {
        return fault;
    }

    private boolean open() {
        try {
            Path path = locate();
            if (path == null || !Files.exists(path)) {
                fault = Fault.ABSENT;
                return false;
            }
            if (!Files.isReadable(path)) {
                fault = Fault.DENIED;
                return false;
            }
            file = new RandomAccessFile(path.toFile(), "r");
            return true;
        } catch (IOException e) {
            fault = Fault.FAILED;
            return false;
        }
    }

    @Override
    public final void close() {
        RandomAccessFile held = file;
        file = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException nothingWasWritten) {
                fault = Fault.FAILED;
            }
        }
    }

    /**
     * Finds a device of a class by what its name file says, the lowest number first.
     *
     * @param devices folder of the class
     * @param prefix of the folders of its devices, ahead of their number
     * @param nameFile the file in them that names the driver
     * @param name which is wanted
     * @return the device's folder, or null
     */
    static Path find(Path devices, String prefix, String nameFile, String name) throws IOException {
        for (Path entry : numbered(devices, prefix)) {
            Path file = entry.resolve(nameFile);
            if (Files.isReadable(file) && Files.readString(file).strip().equals(name)) {
                return entry;
            }
        }
        return null;
    }

    /** The devices of a class: the folders whose name is a prefix and a number, the lowest number first. */
    static Collection<Path> numbered(Path devices, String prefix) throws IOException {
        TreeMap<Integer, Path> found = new TreeMap<>();
        for (Path entry : DeviceFolder.list(devices, prefix)) {
            int number = DecimalText.number(entry.getFileName().toString(), prefix.length());
            if (number >= 0) {
                found.put(number, entry);
            }
        }
        return found.values();
    }
}
