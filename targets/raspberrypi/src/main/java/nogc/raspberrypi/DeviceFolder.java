package nogc.raspberrypi;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder of the kernel in which each device of a class has an entry. */
final class DeviceFolder {
    private DeviceFolder() {
    }

    /**
     * Lists it. A folder that fails while it is read is an {@link IOException} too, where Java's own iteration would
     * throw past whoever catches that. By a prefix, since a pattern would load the classes of regular expressions.
     *
     * @param folder which need not be there
     * @param prefix of the names of the entries
     * @return in no order
     */
    static List<Path> list(Path folder, String prefix) throws IOException {
        List<Path> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    if (entry.getFileName().toString().startsWith(prefix)) {
                        all.add(entry);
                    }
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return all;
    }
}
