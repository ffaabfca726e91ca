package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a thread naps until several packets have come. Packets are counted, and time passes, in numbers alone. */
class CoalescingTest {
    private static final int WINDOW = 80;
    private static final int MICROSECOND = 1000;

    private int packets;
    private long now = Long.MAX_VALUE - 100 * MICROSECOND; // time wraps
    private final Coalescing coalescing = new Coalescing(now, 2);
    private int naps;

    /** So many packets came in 10 microseconds, and this is in flight by now: whether a nap pays. */
    private boolean pays(int came, int inFlight) {
        return pays(came, inFlight, 10);
    }

    private boolean pays(int came, int inFlight, int micros) {
        packets += came;
        now += (long) micros * MICROSECOND;
        boolean nap = coalescing.nap(inFlight, WINDOW - inFlight, packets, now) > 0;
        naps += nap ? 1 : 0;
        return nap;
    }

    @Test
    void acknowledgementsThatComeOneByOneAreTakenInBatches() {
        pays(0, WINDOW);
        assertTrue(pays(1, WINDOW));
        for (int i = 0; i < 100; i++) {
            assertTrue(pays(10, WINDOW), "a nap that brought ten is followed by the next");
        }
    }

    @Test
    void countersThatWrapChangeNothing() {
        packets = Integer.MAX_VALUE;
        coalescing.nap(WINDOW, 0, packets, now);
        assertTrue(pays(1, WINDOW));
        assertTrue(pays(10, WINDOW));
    }

    @Test
    void aMessageThatIsAloneNeverWaits() {
        for (int i = 0; i < 10_000; i++) {
            assertFalse(pays(1, 1), "a round of one in flight");
        }
        for (int i = 0; i < 10_000; i++) {
            assertFalse(pays(0, 0, 1_000_000) || pays(1, 0, 100), "a message each second");
        }
        for (int i = 0; i < 10_000; i++) {
            assertFalse(pays(1, 0, 1_000_000), "a message each second");
        }
    }

    @Test
    void fewInFlightAreWaitedForNever() {
        for (int inFlight = 1; inFlight <= WINDOW / 2; inFlight++) {
            for (int i = 0; i < 100; i++) {
                assertFalse(pays(1, inFlight), inFlight + " in flight");
            }
        }
    }

    @Test
    void sevenInFlightAreTooFew() {
        coalescing.nap(8, 0, 0, now);
        assertTrue(coalescing.nap(8, 0, 1, now) > 0);
        Coalescing small = new Coalescing(now, 2);
        small.nap(7, 0, 0, now);
        assertEquals(0, small.nap(7, 0, 1, now));
    }

    @ParameterizedTest
    @CsvSource({"40, 10, 0, 200000", "40, 10, 15000, 185000", "40, 1, 15000, 5000", "40, 1, 30000, 1", "40, 1, 40000, 1",
            "40, 1, 40002, 0", "0, 10, 15000, 65000", "0, 1, 15000, 1", "0, 1, 16002, 0", "0, 50, 15000, 385000"})
    void aNapIsToEndWhenHalfOfThemAreAnsweredOrEightHaveCome(int inFlight, int micros, int overhead, int nanos) {
        coalescing.overhead(overhead);
        for (int time = 0; time < 1000; time += 20 * micros) {
            now += (long) 20 * micros * MICROSECOND;
            packets += 20;
            coalescing.nap(inFlight, 0, packets, now);
        }
        int nap = coalescing.nap(inFlight, 0, packets + 1, now);
        assertEquals(nanos, nap, "one comes each " + micros + " microseconds");
    }

    @Test
    void answersThatComeInBatchesByThemselvesAreWaitedForNever() {
        pays(0, WINDOW);
        for (int came = WINDOW / 4 + 1; came <= WINDOW; came++) {
            assertFalse(pays(came, WINDOW), came + " at once");
        }
    }

    @Test
    void aServerThatRanOutOfWorkIsLetWaitEverMoreRarely() {
        pays(0, WINDOW);
        for (int came = WINDOW * 3 / 4 + 1; came <= WINDOW; came++) {
            assertTrue(napsAtLast(), "answers come one by one again");
            assertFalse(pays(came, WINDOW), came + " of eighty came during the nap");
        }
        assertTrue(napsAtLast());
        assertTrue(pays(WINDOW * 3 / 4, WINDOW), "a server that still had some was not let wait");
        naps = 0;
        for (int i = 0; i < 100_000; i++) {
            pays(WINDOW, WINDOW);
            pays(1, WINDOW);
        }
        assertEquals(781 * 31 / 32, naps, 40, "naps in 100,000 windows: ever rarer, down to one of 128");
    }

    /** Whether a nap pays at one of the next chances. */
    private boolean napsAtLast() {
        for (int i = 0; i < 256; i++) {
            if (pays(1, WINDOW)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void napsThatBringLittleBecomeRare() {
        for (int came = 1; came <= 2; came++) {
            pays(0, WINDOW);
            naps = 0;
            for (int i = 0; i < 100_000; i++) {
                pays(came, WINDOW);
            }
            assertEquals(200_000 / 129 * 31 / 32, naps, 30, "naps in 100,000 wake-ups: ever rarer, down to two of 129");
            assertTrue(napsAtLast());
            assertTrue(pays(10, WINDOW), "and they are back at the first that pays");
        }
    }

    @Test
    void whatTheServersSystemHeldBackCountsForTheNap() {
        pays(0, WINDOW);
        assertTrue(pays(1, WINDOW));
        assertTrue(pays(1, WINDOW), "the first is not confirmed ahead of what we write");
        for (int i = 0; i < 100; i++) {
            assertTrue(pays(9, WINDOW), "and the others come behind that");
            assertTrue(pays(1, WINDOW));
        }
    }

    @Test
    void wakingUpForSomethingElseIsNoReason() {
        pays(0, WINDOW);
        assertFalse(pays(0, WINDOW));
    }

    @Test
    void whoOnlyReceivesTakesManyMessagesInBatches() {
        for (int i = 1; i < 40; i++) {
            assertFalse(pays(1, 0, 25), "not before a millisecond has told how many there are: " + i);
        }
        assertTrue(pays(1, 0, 25));
        for (int i = 0; i < 100; i++) {
            assertTrue(pays(3, 0, 75));
        }
        assertFalse(pays(1, 0, 1_000_000), "and a message behind a silence is alone again");
    }

    @Test
    void aSenderThatWaitsForOurAcknowledgementsIsNotHeldUp() {
        int naps = 0;
        for (int i = 0; i < 100_000; i++) {
            // Its window of twenty is over early in a nap; without one it sends on as we answer.
            boolean nap = coalescing.nap(0, WINDOW, packets, now) > 0;
            packets += nap ? 20 : 2;
            now += nap ? 60 * MICROSECOND : 3 * MICROSECOND;
            naps += i >= 20_000 && nap ? 1 : 0;
        }
        assertTrue(naps < 800, naps + " naps in 80,000 wake-ups");
        for (int i = 0; i < 100_000; i++) {
            // Now it has more, and sends them at its own pace.
            boolean nap = coalescing.nap(0, WINDOW, packets, now) > 0;
            packets += nap ? 20 : 1;
            now += nap ? 60 * MICROSECOND : 3 * MICROSECOND;
            naps += i >= 50_000 && nap ? 1 : 0;
        }
        assertTrue(naps > 25_000, naps + " naps in 50,000 wake-ups, of which one millisecond in 32 has 333");
    }

    @Test
    void whoReceivesFewerMessagesGetsEachAtOnce() {
        for (int i = 0; i < 1000; i++) {
            assertFalse(pays(1, 0, 70));
        }
    }

    @Test
    void aDialogueInWhichEachWaitsForTheOtherIsHeldUpRarely() {
        for (int i = 0; i < 100_000; i++) {
            pays(1, 0, 40);
        }
        assertTrue(naps < 1600, naps + " naps in 100,000 messages");
        naps = 0;
        for (int i = 0; i < 10_000; i++) {
            pays(1, 0, 40);
        }
        assertEquals(20_000 / 129 * 31 / 32, naps, 4);
    }

    /** One that answers its window of twenty in so many microseconds; how often of 1,000 it was polled on for. */
    private int spins(Coalescing coalescing, int spinning, int sleeping) {
        int spins = 0;
        for (int i = 0; i < 50_000; i++) {
            now += (long) (coalescing.spins() ? spinning : sleeping) * MICROSECOND;
            packets += 20;
            coalescing.nap(20, 0, packets, now);
            spins += i >= 49_000 && coalescing.spins() ? 1 : 0;
        }
        return spins;
    }

    @Test
    void whoeverAnswersSoonerToOneThatPollsOnIsPolledOnFor() {
        assertTrue(spins(coalescing, 25, 50) > 800, "twice as many packets");
        assertTrue(spins(coalescing, 45, 50) < 100, "a ninth more are not worth it");
        assertTrue(spins(coalescing, 30, 50) > 800);
    }

    @Test
    void nobodyPollsOnForFewPackets() {
        spins(coalescing, 25, 50);
        for (int i = 0; i < 1000; i++) {
            now += 1_000L * MICROSECOND;
            packets += 15;
            coalescing.nap(15, 0, packets, now);
            assertFalse(i > 0 && coalescing.spins()); // the first millisecond still has some of before
        }
    }

    @Test
    void onOneProcessorNobodyPollsOn() {
        Coalescing alone = new Coalescing(now, 1);
        for (int i = 0; i < 100; i++) {
            assertEquals(0, spins(alone, 5, 50));
        }
    }
}
