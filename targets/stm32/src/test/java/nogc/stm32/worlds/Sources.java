package nogc.stm32.worlds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The programs that are compiled by tests alone, in the folders of {@code src/test}. */
final class Sources {
    private static final Path FOLDER = Path.of("src", "test");

    private Sources() {
    }

    /** Those of a folder, by name. */
    static List<Path> of(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name of a program's class. */
    static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a program is for the profile gc alone. */
    static boolean catches(Path file) {
        return read(file).contains(" catch (");
    }
}
