package nogc.samples.cli;

import java.io.IOException;
import java.nio.file.Path;
import nogc.javase.FileFlashRegion;
import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;
import nogc.mqtt.store.FlashLog;

/** The file of {@code --store}: what is open at the end of a run, or at its sudden end, goes on with the next one. */
final class StoreFile implements AutoCloseable {
    /** Twice what the ring of a command holds lives in one half of them; 2 MB in all. */
    private static final int SECTORS = 4;
    private static final int SECTOR_SIZE = 524_288;
    /** Topic and properties of the longest message that is copied, and its payload. */
    private static final int LARGEST_RECORD = 2 * 65_536 + 16_384;

    private final Path path;
    private final FileFlashRegion region;
    private final FlashLog log;

    /**
     * Opens the file, or makes it.
     *
     * @throws IOException if it is in use, no such file, or not to be written; its message is one line for a person
     */
    StoreFile(Path path) throws IOException {
        this.path = path;
        region = FileFlashRegion.open(path, SECTORS, SECTOR_SIZE);
        log = new FlashLog(region, LARGEST_RECORD);
    }

    SessionStore log() {
        return log;
    }

    /** What to change where the client could not take the session out of it, or null if it is not to blame. */
    String problem(int result) {
        return switch (result) {
            case Result.STORE_OTHER_SESSION -> path + " keeps the session of another -i or -V: give those, or name"
                    + " another file";
            case Result.STORE_DAMAGED -> path + " is damaged, or no file of --store: name another one, or delete it,"
                    + " and what it kept is lost";
            case Result.STORE_FAILED -> path + " cannot be read or written: " + cause();
            case Result.FULL, Result.BUFFER_TOO_SMALL -> path + " keeps more messages than this command takes at"
                    + " once: finish them with mqtt pub and a larger -M";
            default -> null;
        };
    }

    private String cause() {
        return region.lastFailure() == null ? "an unknown error" : region.lastFailure().getMessage();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    @Override
    public void close() {
        region.close();
    }
}
