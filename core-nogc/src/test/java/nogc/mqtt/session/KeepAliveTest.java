package nogc.mqtt.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nogc.mqtt.Clause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At every start, also where the clock wraps. */
@Clause({"5.0:MQTT-3.1.2-20", "3.1.1:MQTT-3.1.2-23"})
class KeepAliveTest {
    private final KeepAlive keepAlive = new KeepAlive(1000);

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE, Integer.MAX_VALUE - 7500, Integer.MIN_VALUE, 123456})
    void aPingIsDueAQuarterAheadOfTheKeepAlive(int start) {
        keepAlive.start(10, start);
        assertEquals(7500, keepAlive.remaining(start));
        assertFalse(keepAlive.due(start + 7499));
        assertEquals(1, keepAlive.remaining(start + 7499));
        assertTrue(keepAlive.due(start + 7500));
        keepAlive.sent(start + 7000);
        assertFalse(keepAlive.due(start + 14499));
        assertTrue(keepAlive.due(start + 14500));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void theMarginIsAtMostFiveSeconds(int start) {
        keepAlive.start(65535, start);
        assertEquals(65530000, keepAlive.remaining(start));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void zeroIsNever(int start) {
        keepAlive.start(0, start);
        assertFalse(keepAlive.due(start + Integer.MAX_VALUE));
        assertEquals(KeepAlive.NEVER, keepAlive.remaining(start));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE, Integer.MAX_VALUE - 999, Integer.MIN_VALUE})
    @Clause({"5.0:MQTT-3.12.4-1", "3.1.1:MQTT-3.12.4-1"})
    void theAnswerHasItsTimeFromThePingOn(int start) {
        keepAlive.start(10, start - 7500);
        keepAlive.pinged(start);
        assertFalse(keepAlive.due(start + 100000)); // one at a time
        assertEquals(1000, keepAlive.remaining(start));
        assertFalse(keepAlive.expired(start + 999));
        assertTrue(keepAlive.expired(start + 1000));
        keepAlive.hold(start + 600);
        assertFalse(keepAlive.expired(start + 1599));
        assertTrue(keepAlive.expired(start + 1600));
        keepAlive.answered();
        assertFalse(keepAlive.expired(start + 1600));
        assertEquals(7000, keepAlive.remaining(start + 500));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void whoDoesNotReadWaitsForNoAnswerButPingsOn(int start) {
        keepAlive.start(10, start);
        keepAlive.pinged(start + 7500);
        keepAlive.excuse();
        assertFalse(keepAlive.expired(start + 100000));
        assertTrue(keepAlive.due(start + 15000));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE})
    void aNewConnectionOwesNoAnswer(int start) {
        keepAlive.start(10, start);
        keepAlive.pinged(start);
        keepAlive.start(10, start + 500);
        assertFalse(keepAlive.expired(start + 5000));
    }
}
