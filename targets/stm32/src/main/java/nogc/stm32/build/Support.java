package nogc.stm32.build;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The scripts and the C of this target, which its jar carries: an image can be built without this repository. */
public final class Support {
    /** In the jar: see {@code pom.xml}. */
    private static final String FOLDER = "nogc/stm32/support";

    private Support() {
    }

    /**
     * Copies them into a folder. Files that are there with the same bytes stay as they are, so that what was built of
     * them is still newer.
     *
     * @param folder where to; made if need be
     * @return the folder, in which {@code build-firmware} now is
     * @throws IOException if a file cannot be written
     */
    public static Path unpack(Path folder) throws IOException {
        Path from = Translator.compiler();
        if (Files.isDirectory(from)) {
            copy(from.resolve(FOLDER), folder);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(from)) {
                copy(jar.getPath(FOLDER), folder);
            }
        }
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            byte[] bytes = Files.readAllBytes(file);
            if (!Files.exists(target) || !Arrays.equals(bytes, Files.readAllBytes(target))) {
                Files.createDirectories(target.getParent());
                Files.write(target, bytes);
            }
            if (target.getParent().equals(to) && !target.toFile().setExecutable(true)) {
                throw new IOException("cannot make executable: " + target);
            }
        }
    }
}
