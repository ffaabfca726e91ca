package nogc.stm32.worlds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A shorter {@link WorldsTest} for {@code make mutants}, which runs it once for each deliberate bug in a plugin: first
 * what is built faster.
 */
class MutantWorlds {
    private static final int WORLDS = 6;

    @ParameterizedTest
    @ValueSource(strings = {"bare", "gc"})
    void noWorldDiffers(String profile) {
        Batch batch = new Batch("Mutant" + profile);
        boolean catches = profile.equals("gc");
        WorldsTest.known(catches).forEach(file -> batch.add(Sources.name(file),
                Sources.read(file)));
        for (int i = 0; i < WORLDS; i++) {
            batch.add("World" + i, new World(1000 + i, "World" + i, catches).text());
        }
        List<String> expected = batch.onJvm();
        batch.toC(true);
        assertEquals("", batch.difference(expected, batch.onBoard(profile, WorldsTest.STACK)));
    }
}
