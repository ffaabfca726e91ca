package nogc.javase;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import nogc.hal.Thermometer;

/**
 * The first thermal zone of a Linux machine, {@code /sys/class/thermal/thermal_zone0/temp} and so on: thousandths of a
 * degree in decimal digits. The file is opened once and read again from its start, so a reading allocates nothing. A
 * reading that fails answers {@link #NO_READING} and costs the exception that Java makes of it. A reading takes as long
 * as the kernel's driver does, commonly microseconds. For one thread.
 */
public final class SysfsThermometer implements Thermometer, AutoCloseable {
    private static final String ZONE = "thermal_zone";

    private final byte[] text = new byte[16];
    private final RandomAccessFile file;

    /** Looks for a zone under {@code /sys}. */
    public SysfsThermometer() {
        this(Path.of("/sys"));
    }

    /**
     * Looks for a zone, the lowest number first, and keeps the first that gives a reading.
     *
     * @param sys root of the file system that Linux mounts at {@code /sys}
     */
    public SysfsThermometer(Path sys) {
        file = firstWithReading(sys.resolve("class/thermal"), text);
    }

    /** @return whether a zone was found */
    public boolean isPresent() {
        return file != null;
    }

    @Override
    public int milliCelsius() {
        return file == null ? NO_READING : read(file, text);
    }

    /** Closes the file; readings are {@link #NO_READING} afterwards. */
    @Override
    public void close() {
        closeQuietly(file);
    }

    private static RandomAccessFile firstWithReading(Path thermal, byte[] text) {
        TreeMap<Integer, Path> zones = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(thermal, ZONE + "[0-9]*")) {
            for (Path entry : entries) {
                String number = entry.getFileName().toString().substring(ZONE.length());
                if (number.matches("[0-9]{1,9}")) {
                    zones.put(Integer.valueOf(number), entry.resolve("temp"));
                }
            }
        } catch (IOException noThermalClass) {
            return null;
        }
        for (Path zone : zones.values()) {
            RandomAccessFile candidate = open(zone);
            if (candidate != null && read(candidate, text) != NO_READING) {
                return candidate;
            }
            closeQuietly(candidate);
        }
        return null;
    }

    private static RandomAccessFile open(Path zone) {
        try {
            return new RandomAccessFile(zone.toFile(), "r");
        } catch (IOException notReadable) {
            return null;
        }
    }

    private static void closeQuietly(RandomAccessFile file) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException nothingWasWritten) {
                return;
            }
        }
    }

    private static int read(RandomAccessFile file, byte[] text) {
        try {
            file.seek(0);
            return parse(text, file.read(text, 0, text.length));
        } catch (IOException sensorIsGone) {
            return NO_READING;
        }
    }

    /** Reads {@code -?[0-9]{1,9}} up to the line's end. */
    private static int parse(byte[] text, int length) {
        int at = length > 0 && text[0] == '-' ? 1 : 0;
        int first = at;
        int value = 0;
        while (at < length && at - first < 9 && text[at] >= '0' && text[at] <= '9') {
            value = 10 * value + text[at++] - '0';
        }
        if (at == first || at < length && text[at] != '\n') {
            return NO_READING;
        }
        return first == 0 ? value : -value;
    }
}
