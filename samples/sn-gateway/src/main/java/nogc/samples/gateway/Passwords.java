package nogc.samples.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A password, from a file, since everybody can read the command line. */
final class Passwords {
    private Passwords() {
    }

    /**
     * The first line of a file.
     *
     * @throws SettingsException if there is none
     */
    static String read(Path file) throws SettingsException {
        try {
            String line = Files.readString(file).lines().findFirst().orElse("");
            if (line.isEmpty()) {
                throw new SettingsException("the first line of " + file + " must be the password");
            }
            return line;
        } catch (IOException e) {
            throw new SettingsException("cannot read the password in " + file);
        }
    }
}
