package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every order of the steps of a thread that serves and of threads that ask, over the real class: each of its methods is
 * one atomic step, so these orders are all that can happen.
 */
class HandOverTest {
    /** A selector: a wake-up that comes while nobody sleeps ends the next sleep. */
    private static final class Model {
        final HandOver handOver = new HandOver();
        final int[] kinds;
        final int[] steps;
        final boolean[] put;
        final boolean[] seen;
        boolean blocked;
        int serverStep;
        boolean wakeUp;
        int wakeUps;
        boolean asleep;

        Model(int[] kinds, boolean blocked) {
            this.kinds = kinds;
            this.blocked = blocked;
            steps = new int[kinds.length];
            put = new boolean[kinds.length];
            seen = new boolean[kinds.length];
        }

        /** Whether thread 0, which serves, or one of those that ask can go on. */
        boolean canStep(int thread) {
            return thread == 0 ? !asleep || wakeUp : steps[thread - 1] < 3;
        }

        void step(int thread) {
            if (thread == 0) {
                serve();
            } else {
                ask(thread - 1);
            }
        }

        private void serve() {
            if (asleep) {
                asleep = false;
                wakeUp = false;
                serverStep = 0;
            }
            switch (serverStep) {
                case 0 -> handOver.begin();
                case 1 -> look();
                default -> asleep = handOver.sleeps(blocked);
            }
            serverStep = (serverStep + 1) % 3;
            if (asleep && wakeUp) {
                asleep = false;
                wakeUp = false;
            }
        }

        private void look() {
            for (int i = 0; i < kinds.length; i++) {
                if (kinds[i] == HandOver.CALL || !blocked) {
                    seen[i] |= put[i];
                }
            }
        }

        private void ask(int i) {
            switch (steps[i]++) {
                case 0 -> put[i] = true;
                case 1 -> {
                    if (!handOver.request(kinds[i])) {
                        steps[i]++;
                    }
                }
                default -> {
                    wakeUp = true;
                    wakeUps++;
                }
            }
        }

        /** Nobody can go on: the thread sleeps, and nobody asks any more. */
        void check(List<Integer> order) {
            for (int i = 0; i < kinds.length; i++) {
                boolean mayWait = blocked && kinds[i] == HandOver.MESSAGE;
                assertTrue(seen[i] || mayWait, () -> "slept over a request: " + order);
            }
            assertTrue(wakeUps <= kinds.length);
        }
    }

    private long orders;

    /** Goes through all orders, each from the start, and answers their number. */
    private void explore(int[] kinds, boolean blocked, List<Integer> order, int turnsLeft) {
        Model model = new Model(kinds, blocked);
        order.forEach(model::step);
        boolean over = true;
        for (int thread = 0; thread <= kinds.length; thread++) {
            if (model.canStep(thread) && (thread > 0 || turnsLeft > 0)) {
                over = false;
                order.add(thread);
                explore(kinds, blocked, order, thread == 0 ? turnsLeft - 1 : turnsLeft);
                order.remove(order.size() - 1);
            }
        }
        if (over && !model.canStep(0)) {
            orders++;
            model.check(order);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,false", "2,false", "1,true", "2,true", "11,false", "12,false", "22,false", "11,true", "12,true",
        "22,true"})
    void noRequestIsSleptOverInAnyOrderOfSteps(String kinds, boolean blocked) {
        int[] each = kinds.chars().map(digit -> digit - '0').toArray();
        explore(each, blocked, new ArrayList<>(), 15);
        assertTrue(orders >= (each.length == 1 ? 5 : 100), orders + " orders of " + Arrays.toString(each));
    }

    @Test
    void aThreadThatIsAwakeCostsNoCallOfTheSystem() {
        HandOver handOver = new HandOver();
        handOver.begin();
        assertFalse(handOver.request(HandOver.MESSAGE));
        assertFalse(handOver.request(HandOver.CALL));
        assertFalse(handOver.sleeps(false));
    }

    @Test
    void ofManyRequestsTheFirstWakesASleepingThread() {
        HandOver handOver = new HandOver();
        assertTrue(handOver.sleeps(false));
        assertTrue(handOver.request(HandOver.MESSAGE));
        assertFalse(handOver.request(HandOver.CALL));
        assertFalse(handOver.request(HandOver.MESSAGE));
    }

    @Test
    void aMessageBehindOneThatFindsNoRoomWakesNobodyAndKeepsNobodyAwake() {
        HandOver handOver = new HandOver();
        assertFalse(handOver.request(HandOver.MESSAGE));
        assertTrue(handOver.sleeps(true));
        assertFalse(handOver.request(HandOver.MESSAGE));
        assertTrue(handOver.request(HandOver.CALL));
        handOver.begin();
        assertEquals(true, handOver.sleeps(true));
    }
}
