package nogc.stm32.worlds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs print on the emulated board what they print on a JVM: those of {@code src/test/worlds}, each of which was
 * wrong once, and random ones, in both profiles, with what {@code ClosedWorld} does to them and without.
 */
class WorldsTest {
    private static final boolean SOAK = Boolean.getBoolean("nogc.soak");
    /** Of the first random world; the others follow. */
    private static final long SEED = Long.getLong("nogc.seed", SOAK ? System.nanoTime() % 1_000_000_000 * 1000 : 1000);
    private static final int WORLDS = Integer.getInteger("nogc.worlds", 20);
    private static final int BATCHES = SOAK ? 60 : 1;
    /** Bytes: random methods call one another as deep as their fuel allows. */
    static final String STACK = "16384";

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({"gc", "bare"})
    void aProgramPrintsOnTheBoardWhatItPrintsOnAJvm(String profile) {
        for (int number = 0; number < BATCHES; number++) {
            long seed = SEED + number * 1000L;
            System.out.println("worlds of the profile " + profile + ": -Dnogc.seed=" + seed);
            Batch batch = new Batch("Worlds" + (profile.equals("gc") ? "WithCollector" : "Bare"));
            boolean catches = profile.equals("gc");
            known(catches).forEach(file -> batch.add(Sources.name(file), Sources.read(file)));
            for (int i = 0; i < WORLDS; i++) {
                batch.add("World" + i, new World(seed + i, "World" + i, catches).text());
            }
            List<String> expected = batch.onJvm();
            for (boolean closedWorld : new boolean[] {true, false}) {
                batch.toC(closedWorld);
                assertEquals("", batch.difference(expected, batch.onBoard(profile, STACK)),
                        "-Dnogc.seed=" + seed + ", profile " + profile + ", ClosedWorld " + closedWorld);
            }
        }
    }

    /** What applications ask of the class library: the RAM of a board takes a part of it. */
    @Execution(ExecutionMode.SAME_THREAD)
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void theClassLibraryAnswersOnTheBoardWhatItAnswersOnAJvm(int part) {
        Batch batch = new Batch("ClassLibrary" + part);
        List<Path> files = Sources.of("library");
        files.subList(files.size() * part / 3, files.size() * (part + 1) / 3)
                .forEach(file -> batch.add(Sources.name(file), Sources.read(file)));
        List<String> expected = batch.onJvm();
        batch.toC(true);
        assertEquals("", batch.difference(expected, batch.onBoard("gc", "8192")));
    }

    /** Those that catch are for the profile gc alone. */
    static List<Path> known(boolean catches) {
        return Sources.of("worlds").stream().filter(file -> catches || !Sources.catches(file)).toList();
    }
}
