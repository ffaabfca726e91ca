package nogc.raspberrypi;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What diozero needs of its surroundings. */
final class Diozero {
    private Diozero() {
    }

    /**
     * Has tinylog, by which diozero logs, load nothing and say nothing, unless the application chose otherwise: our
     * results say what failed. Ahead of the first class of diozero.
     */
    static void silence() {
        if (System.getProperty("tinylog.provider") == null) {
            System.setProperty("tinylog.provider", "nop");
        }
    }

    /**
     * Looks whether a device of the kernel can be had, ahead of diozero, which would say it on the standard error.
     *
     * @param file the device
     * @param absent what to change where it is not there
     * @param group whose users may open it
     */
    static void check(Path file, String absent, String group) throws IOException {
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString(), null, absent);
            }
            throw new AccessDeniedException(file.toString(), null, "add the user to the group " + group);
        }
        silence();
    }

    /** What to say where diozero's native library does not link. */
    static IOException notLoaded(LinkageError cause) {
        return new IOException("diozero's native library cannot be loaded, on this processor or from "
                + System.getProperty("java.io.tmpdir") + ": " + cause.getMessage(), cause);
    }
}
