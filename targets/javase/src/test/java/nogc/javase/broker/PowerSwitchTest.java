package nogc.javase.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The power switch itself: what was synced stays, what was not may go. */
class PowerSwitchTest {
    @TempDir
    Path folder;
    @TempDir
    Path tools;

    @ParameterizedTest
    @CsvSource({
        "create a one, {}",
        "create a one; folder, {a=}",
        "create a one; sync a, {}",
        "create a one; sync a; folder, {a=one}",
        "create a one; sync a; folder; write a 2, {a=one}",
        "create a one; sync a; folder; write a 2; sync a; write a 3, {a=2ne}",
        "create a one; sync a; folder; rename a b, {a=one}",
        "create a one; sync a; create b two; sync b; folder; rename a b, '{a=one, b=two}'",
        "create a one; sync a; create b two; sync b; folder; rename a b; write b 1; folder, {b=one}",
        "create a one; rename a b; write b 1; sync b; folder, {b=1ne}",
        "create a one; sync a; folder; remove a, {a=one}",
        "create a one; sync a; folder; remove a; folder, {}"
    })
    void whatWasNotSyncedIsGone(String steps, String left) throws IOException {
        assertEquals(left, cut(steps, false));
    }

    @ParameterizedTest
    @CsvSource({
        "create a one; folder, {a=one}",
        "create a one; sync a; folder; write a 2; write a 3, {a=3ne}"
    })
    void writesThatWereNotSyncedMayHaveBeenMadeAllTheSame(String steps, String left) throws IOException {
        assertEquals(left, cut(steps, true));
    }

    private String cut(String steps, boolean made) throws IOException {
        PowerSwitch power = new PowerSwitch(folder, tools, new Random() {
            private static final long serialVersionUID = 1L;

            @Override
            public boolean nextBoolean() {
                return made;
            }
        });
        try (Program program = power.start(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Steps.class.getName(), folder.toString(), steps))) {
            program.awaitLine("done");
            power.cut(program);
        }
        TreeMap<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                found.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return found.toString();
    }

    /** Changes files, and waits for its end. */
    static final class Steps {
        private Steps() {
        }

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            for (String step : arguments[1].split("; ")) {
                String[] words = step.split(" ");
                Path file = words.length == 1 ? folder : folder.resolve(words[1]);
                switch (words[0]) {
                    case "create" -> Files.writeString(file, words[2]);
                    case "write" -> Files.writeString(file, words[2], StandardOpenOption.WRITE);
                    case "rename" -> Files.move(file, folder.resolve(words[2]), StandardCopyOption.ATOMIC_MOVE);
                    case "remove" -> Files.delete(file);
                    default -> { // sync, folder
                        try (FileChannel channel = FileChannel.open(file)) {
                            channel.force(true);
                        }
                    }
                }
            }
            System.out.println("done");
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
