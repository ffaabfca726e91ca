package nogc.samples.pi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nogc.javase.broker.Program;

/** The package of this module's jar, as {@code make pi-package} builds it. */
final class DebianPackage {
    private static final Path JAR = Path.of("target", "pi-node.jar");

    private DebianPackage() {
    }

    /** Builds it into a folder; fails the test if the jar is not there. */
    static Path build(String version, Path folder) {
        if (!Files.exists(JAR)) {
            throw new AssertionError(JAR.toAbsolutePath() + " is missing: this test comes after Maven's phase package;"
                    + " run: mvn -pl samples/pi-node -am verify");
        }
        try (Program build = Program.start(List.of("env", "VERSION=" + version, "FOLDER=" + folder,
                "./build-package"))) {
            if (build.awaitExit(60) != 0) {
                throw new AssertionError("build-package: " + build.lines());
            }
        }
        return folder.resolve("nogc-mqtt-node_" + version + "_all.deb");
    }
}
