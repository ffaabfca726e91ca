package nogc.samples.pi;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import nogc.javase.FileFlashRegion;
import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;
import nogc.mqtt.store.FlashLog;

/** What is not acknowledged yet, kept over the end of the process and a power cut: 256 KB on the disk. */
final class SessionFile {
    private static final int SECTORS = 4;
    private static final int SECTOR_SIZE = 65_536;
    private static final int LARGEST_RECORD = 4096;

    private final Path path;
    private final FileFlashRegion region;

    SessionFile(Path path) throws IOException {
        this.path = path;
        region = FileFlashRegion.open(path, SECTORS, SECTOR_SIZE);
    }

    /** Whether the disk lacks the room for it, which is no mistake of the configuration. */
    static boolean isDiskFull(Path path) {
        File folder = path.toAbsolutePath().getParent().toFile();
        return folder.isDirectory() && folder.getUsableSpace() + path.toFile().length() < SECTORS * SECTOR_SIZE;
    }

    SessionStore log() {
        return new FlashLog(region, LARGEST_RECORD);
    }

    /** What to change where the session could not be taken out of it, or null if it is not to blame. */
    String problem(int result) {
        return switch (result) {
            case Result.STORE_OTHER_SESSION -> path + " keeps the session of another name or version: name another"
                    + " file, or delete it, and what it kept is lost";
            case Result.STORE_DAMAGED -> path + " is damaged, or no store: name another one, or delete it";
            case Result.STORE_FAILED, Result.STORE_FULL -> path + " cannot be read or written: "
                    + (region.lastFailure() == null ? "an unknown error" : region.lastFailure().getMessage());
            default -> null;
        };
    }
}
