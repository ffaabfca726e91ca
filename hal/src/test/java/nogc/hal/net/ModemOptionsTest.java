package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each time of a modem at the edges of an int: refused by a sentence that names it, or understood. */
class ModemOptionsTest {
    private static Stream<String> times() {
        return Arrays.stream(ModemOptions.class.getFields()).filter(field -> field.getType() == int.class)
                .map(Field::getName).filter(name -> name.endsWith("Timeout") || name.endsWith("Interval"));
    }

    @Test
    void thereAreFiveTimes() {
        assertEquals(5, times().count());
    }

    @ParameterizedTest
    @MethodSource("times")
    void aTimeBelowOneIsRefusedByItsName(String time) throws Exception {
        for (int edge : new int[] {0, -1, Integer.MIN_VALUE}) {
            Board board = with(time, edge);
            assertEquals(time + " must be at least 1 ms",
                    assertThrows(IllegalArgumentException.class, () -> board.build(null)).getMessage());
        }
    }

    @ParameterizedTest
    @MethodSource("times")
    void theLongestTimeIsUnderstoodAndTheShortestHangsNothing(String time) throws Exception {
        Board patient = with(time, Integer.MAX_VALUE).build(null);
        patient.opens();
        patient.works();
        assertTrue(with(time, 1).build(null).tryOpen() != 0);
    }

    private static Board with(String time, int millis) throws Exception {
        Board board = new Board();
        ModemOptions.class.getField(time).setInt(board.options, millis);
        return board;
    }
}
