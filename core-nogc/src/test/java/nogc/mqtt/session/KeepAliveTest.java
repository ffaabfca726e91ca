package nogc.mqtt.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nogc.mqtt.Clause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At every start, also where the clock wraps. */
@Clause({"5.0:MQTT-3.1.2-20", "3.1.1:MQTT-3.1.2-23"})
class KeepAliveTest {
    private final KeepAlive keepAlive = new KeepAlive(1000, null);

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE, Integer.MAX_VALUE - 7500, Integer.MIN_VALUE, 123456})
    void aPingIsDueAQuarterAheadOfTheKeepAlive(int start) {
        keepAlive.start(10, start);
        assertEquals(7500, remaining(keepAlive, start));
        assertFalse(keepAlive.due(start + 7499));
        assertEquals(1, remaining(keepAlive, start + 7499));
        assertTrue(keepAlive.due(start + 7500));
        keepAlive.sent(2, start + 7000);
        keepAlive.received(start + 7000);
        assertFalse(keepAlive.due(start + 14499));
        assertTrue(keepAlive.due(start + 14500));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void theMarginIsAtMostFiveSeconds(int start) {
        keepAlive.start(65535, start);
        assertEquals(65530000, remaining(keepAlive, start));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void zeroIsNever(int start) {
        keepAlive.start(0, start);
        keepAlive.sent(1, start + 1);
        assertFalse(keepAlive.due(start + Integer.MAX_VALUE));
        assertEquals(KeepAlive.NEVER, remaining(keepAlive, start));
        assertEquals(1000, keepAlive.patience(start));
    }

    /** Whatever keep alive and time-out, with traffic of our own: dead at 0, found by one and a half of it. */
    @Test
    void aLinkThatSwallowsWhatWeSendIsFoundWithinOneAndAHalfKeepAlives() {
        for (int seconds = 1; seconds < 200; seconds++) {
            for (int pingTimeout : new int[] {1, 500, 1000, 10000, 60000}) {
                for (int period = 100; period <= 500 * seconds; period = period * 2 + 7) {
                    int found = found(new KeepAlive(pingTimeout, null), seconds, period);
                    assertTrue(found <= 1500 * seconds, seconds + " s, " + pingTimeout + " ms, a message each " + period
                            + " ms: found after " + found);
                }
            }
        }
    }

    private static int found(KeepAlive dead, int seconds, int period) {
        dead.start(seconds, 0);
        int now = 0;
        int next = period;
        while (dead.untilExpired(now) > 0) {
            now = Math.min(next, now + remaining(dead, now));
            if (now == next) {
                dead.sent(10, now);
                next += period;
            }
            if (dead.due(now)) {
                dead.pinged(2, now);
                dead.sent(2, now);
            }
        }
        return now;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE, Integer.MAX_VALUE - 999, Integer.MIN_VALUE})
    @Clause({"5.0:MQTT-3.12.4-1", "3.1.1:MQTT-3.12.4-1"})
    void theAnswerHasItsTimeFromTheLastByteOfThePingOn(int start) {
        keepAlive.start(10, start - 7500);
        keepAlive.pinged(100, start);
        assertFalse(keepAlive.due(start + 100000)); // one at a time
        assertFalse(keepAlive.untilExpired(start + 100000) <= 0, "it stands in our own queue");
        keepAlive.sent(99, start + 5000);
        assertFalse(keepAlive.untilExpired(start + 100000) <= 0);
        keepAlive.sent(3, start + 6000);
        assertEquals(1000, remaining(keepAlive, start + 6000));
        assertFalse(keepAlive.untilExpired(start + 6999) <= 0);
        assertTrue(keepAlive.untilExpired(start + 7000) <= 0);
        keepAlive.received(start + 6600);
        assertFalse(keepAlive.untilExpired(start + 7599) <= 0);
        assertTrue(keepAlive.untilExpired(start + 7600) <= 0);
        keepAlive.answered();
        assertFalse(keepAlive.untilExpired(start + 7600) <= 0);
        assertEquals(6900, remaining(keepAlive, start + 6600));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void theTimeOutIsAtMostTheKeepAlive(int start) {
        KeepAlive patient = new KeepAlive(10000, null);
        patient.start(2, start);
        assertEquals(2000, patient.patience(start));
        patient.pinged(2, start);
        patient.sent(2, start);
        assertFalse(patient.untilExpired(start + 1999) <= 0);
        assertTrue(patient.untilExpired(start + 2000) <= 0);
    }

    /** The server counts what we send, however long the answer to a ping takes behind a large packet. */
    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void whileBytesComeTheNextPingIsDueAlthoughTheLastIsNotAnswered(int start) {
        keepAlive.start(10, start - 7500);
        keepAlive.pinged(2, start);
        keepAlive.sent(2, start);
        for (int at = 500; at < 7500; at += 500) {
            keepAlive.received(start + at);
            assertFalse(keepAlive.due(start + at));
        }
        assertTrue(keepAlive.due(start + 7500));
        keepAlive.pinged(2, start + 7500);
        keepAlive.sent(2, start + 7500);
        assertFalse(keepAlive.due(start + 14999), "once for each interval");
        assertTrue(keepAlive.untilExpired(start + 8000) <= 0, "which gives the silent server no more time");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void whoDoesNotReadWaitsForNoAnswerButPingsOn(int start) {
        keepAlive.start(10, start);
        keepAlive.pinged(2, start + 7500);
        keepAlive.sent(2, start + 7500);
        keepAlive.excuse(start + 8000);
        assertFalse(keepAlive.untilExpired(start + 100000) <= 0);
        assertEquals(1000, keepAlive.patience(start + 8000));
        assertFalse(keepAlive.due(start + 14999));
        assertTrue(keepAlive.due(start + 15000));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE})
    void aNewConnectionOwesNoAnswer(int start) {
        keepAlive.start(10, start);
        keepAlive.pinged(2, start);
        keepAlive.start(10, start + 500);
        assertFalse(keepAlive.untilExpired(start + 5000) <= 0);
    }

    private static int remaining(KeepAlive of, int now) {
        return Math.min(of.untilExpired(now), of.untilLook(now));
    }
}
