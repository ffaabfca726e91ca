package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import nogc.hal.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list in virtual time, over brokers that answer, refuse or say nothing. */
class EndpointListTest {
    private static final int NOTHING = 0;

    private final FakeClock clock = new FakeClock();
    private final Random random = new Random(1);
    private final List<String> tried = new ArrayList<>();
    /** What opening answers at a, b and c, which is also the first letter of a redirection. */
    private final int[] answers = {1, 1, 1, 1};
    private final Brokers brokers = new Brokers();
    private final byte[] buffer = new byte[4];
    private EndpointList list = list(EndpointList.IN_ORDER);

    /** The transport below. */
    private final class Brokers implements Transport {
        private int own;
        private int at;
        private boolean fresh;
        private boolean noting = true;

        @Override
        public int endpoint(byte[] host, int offset, int length, int port) {
            at = host == null ? own : host[offset] - 'a';
            return port == 13 ? UNSUPPORTED : 0;
        }

        @Override
        public int open() {
            if (fresh && noting) {
                tried.add(String.valueOf((char) ('a' + at)));
            }
            fresh = false;
            return answers[at];
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return 3;
        }

        @Override
        public int write(byte[] from, int offset, int length) {
            return 2;
        }

        @Override
        public void close() {
            fresh = true;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private EndpointList list(int order) {
        EndpointList made = new EndpointList(brokers, clock, random::nextInt, order, 3);
        for (String host : List.of("a", "b", "c")) {
            assertEquals(0, made.add(ascii(host), 1883));
        }
        made.close();
        return made;
    }

    /** Opens to the end, a second a call; the addresses tried, and the result. */
    private String open() {
        tried.clear();
        int result = list.open();
        for (int i = 0; i < 100 && result == 0; i++) {
            clock.now += 1000;
            result = list.open();
        }
        return String.join("", tried) + " " + result;
    }

    /** Opens, stands for so long, and is closed. */
    private String stands(int millis) {
        String way = open();
        clock.now += millis;
        list.close();
        return way;
    }

    @Test
    void theFirstThatAnswersIsIt() {
        assertEquals("a 1", open());
        assertEquals(0, list.current());
        assertEquals(3, list.read(buffer, 0, 4));
        assertEquals(2, list.write(buffer, 0, 4));
        clock.now += 20_000;
        list.close();
        assertEquals(Transport.BROKEN, list.read(buffer, 0, 4));
        assertEquals(Transport.BROKEN, list.write(buffer, 0, 4));
        answers[0] = Transport.REFUSED;
        answers[1] = NOTHING;
        assertEquals("abc 1", open());
        assertEquals(2, list.current());
    }

    @Test
    void oneThatSaysNothingCostsTheTimeOfOneAttempt() {
        answers[0] = NOTHING;
        assertEquals(0, list.patience());
        int before = clock.now;
        assertEquals("ab 1", open());
        assertEquals(10_000, clock.now - before);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void eachTimeIsUnderstoodAtTheEdgesOfAnInt(int edge) {
        boolean never = edge == Integer.MAX_VALUE;
        answers[0] = NOTHING;
        list.attemptTimeout = edge;
        assertEquals("a 0", open(), "no limit");
        assertTrue(list.patience() >= 0 && list.patience() > 0 == never, "patience " + list.patience());
        list = list(EndpointList.IN_ORDER);
        list.attemptTimeout = 1000;
        list.stableAfter = edge;
        assertEquals("ab 1", stands(20_000));
        assertEquals(never ? "c 1" : "b 1", stands(20_000));
        list = list(EndpointList.IN_ORDER);
        list.attemptTimeout = 1000;
        list.returnAfter = edge;
        assertEquals("ab 1", stands(20_000));
        assertEquals(never ? "b 1" : "ab 1", stands(20_000));
    }

    @Test
    void whenAllWereTriedTheClientIsTold() {
        answers[0] = Transport.UNREACHABLE;
        answers[1] = Transport.UNRESOLVED;
        answers[2] = Transport.REFUSED;
        assertEquals("abc " + Transport.REFUSED, open());
        assertEquals(Transport.REFUSED, list.open(), "it says so again");
        list.close();
        answers[1] = 1;
        assertEquals("ab 1", open());
    }

    @Test
    void theOneThatStoodIsTriedFirstUntilItIsTimeForTheFirstAgain() {
        answers[0] = Transport.REFUSED;
        assertEquals("ab 1", stands(20_000));
        answers[0] = 1;
        assertEquals("b 1", stands(20_000));
        assertEquals("b 1", stands(200_000));
        clock.now += 100_000;
        assertEquals("a 1", stands(20_000));
        assertEquals("a 1", open());
    }

    /** It is the time since the first was left that counts, not that since the spare one ended. */
    @Test
    void aSpareOneThatStoodForLongIsNotComeBackTo() {
        answers[0] = Transport.REFUSED;
        assertEquals("ab 1", stands(299_999));
        assertEquals("b 1", stands(1));
        answers[0] = 1;
        assertEquals("a 1", stands(500));
        assertEquals("b 1", stands(300_000));
        assertEquals("a 1", open());
    }

    @Test
    void oneThatTakesConnectionsAndSendsThemAwayIsLeft() {
        assertEquals("a 1", stands(500));
        assertEquals("b 1", stands(500));
        assertEquals("c 1", stands(500));
        assertEquals("a 1", stands(10_000));
        assertEquals("a 1", stands(500));
    }

    @Test
    void anAttemptThatTheClientGaveUpIsNotMadeFirstAgain() {
        answers[0] = NOTHING;
        assertEquals(0, list.open());
        clock.now += 100;
        assertEquals(9900, list.patience());
        list.close();
        assertEquals("b 1", open());
    }

    @Test
    void inRandomOrderEachIsFirstSometimesAndAllAreTried() {
        list = list(EndpointList.RANDOM);
        Set<String> firsts = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            firsts.add(stands(20_000));
        }
        assertEquals(Set.of("a 1", "b 1", "c 1"), firsts);
        answers[0] = Transport.REFUSED;
        answers[1] = Transport.REFUSED;
        answers[2] = Transport.REFUSED;
        for (int i = 0; i < 20; i++) {
            assertEquals(3 + 4, stands(0).length());
        }
    }

    @Test
    void aRedirectionIsTriedAloneAndTheListIsBackWhenItFails() {
        assertEquals(0, list.endpoint(ascii("-dd"), 1, 1, 99));
        assertEquals("d 1", stands(20_000));
        assertEquals("d 1", stands(20_000), "until the client takes it back");
        answers[3] = Transport.REFUSED;
        assertEquals("d " + Transport.REFUSED, open());
        list.close();
        assertEquals("a 1", stands(20_000));
        answers[3] = 1;
        list.endpoint(ascii("d"), 0, 1, 99);
        assertEquals(0, list.endpoint(null, 0, 0, 0));
        assertEquals("a 1", open());
        assertEquals(Transport.UNSUPPORTED, list.endpoint(ascii("d"), 0, 1, 13));
    }

    @Test
    void anAddressMayHaveATransportOfItsOwn() {
        Brokers other = new Brokers();
        other.own = 2;
        list = new EndpointList(null, clock, random::nextInt, EndpointList.IN_ORDER, 3);
        assertNull(list.way());
        assertEquals(Transport.UNSUPPORTED, list.endpoint(ascii("d"), 0, 1, 99), "there is nothing to lead");
        assertEquals(Transport.UNSUPPORTED, list.add(ascii("a"), 1883));
        assertEquals(Transport.UNSUPPORTED, list.add(null));
        assertEquals(0, list.add(brokers));
        assertEquals(0, list.add(other));
        assertEquals(0, list.add(brokers));
        assertEquals(Transport.UNSUPPORTED, list.add(other));
        list.close();
        brokers.close();
        other.close();
        answers[0] = Transport.REFUSED;
        assertEquals("ac 1", stands(20_000));
        assertSame(other, list.way());
        assertEquals(0, list.endpoint(ascii("d"), 0, 1, 99));
        assertEquals("d 1", stands(20_000), "a redirection goes by the transport in use");
        assertSame(other, list.way());
        assertEquals(0, list.endpoint(null, 0, 0, 0));
        assertEquals("c 1", open());
    }

    @Test
    void anAddressThatTheTransportCannotBeLedToIsPassedOver() {
        list = new EndpointList(brokers, clock, random::nextInt, EndpointList.IN_ORDER, 2);
        assertEquals(0, list.add(ascii("a"), 13));
        assertEquals(0, list.add(ascii("b"), 1883));
        list.close();
        assertEquals("b 1", stands(20_000));
        assertEquals(1, list.current());
    }

    @Test
    void theOneThatFailedLastIsWhatIsToldOf() {
        answers[0] = Transport.UNREACHABLE;
        answers[1] = Transport.UNREACHABLE;
        answers[2] = Transport.REFUSED;
        assertEquals("abc " + Transport.REFUSED, open());
        assertEquals(2, list.current());
    }

    @Test
    void whatIsNoAddressIsNotAdded() {
        EndpointList two = new EndpointList(brokers, clock, random::nextInt, EndpointList.IN_ORDER, 1);
        assertEquals(Transport.UNSUPPORTED, two.open(), "an empty list");
        two.close();
        assertEquals(Transport.UNSUPPORTED, two.add(ascii("a b"), 1));
        assertEquals(Transport.UNSUPPORTED, two.add(ascii("a"), 0));
        assertEquals(0, two.add(ascii("a"), 1));
        assertEquals(Transport.UNSUPPORTED, two.add(ascii("b"), 1));
        assertThrows(IllegalArgumentException.class,
                () -> new EndpointList(brokers, clock, random::nextInt, 2, 1));
        assertThrows(IllegalArgumentException.class,
                () -> new EndpointList(brokers, clock, random::nextInt, EndpointList.RANDOM, 0));
    }

    @Test
    void itAllocatesNothing() {
        brokers.noting = false;
        answers[0] = Transport.REFUSED;
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long last = -1;
        for (int attempt = 0; attempt < 10 && last != 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                while (list.open() == 0) {
                    clock.now += 100;
                }
                list.read(buffer, 0, 4);
                clock.now += 1000;
                list.close();
            }
            last = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, last);
        assertTrue(clock.now != 0);
    }
}
