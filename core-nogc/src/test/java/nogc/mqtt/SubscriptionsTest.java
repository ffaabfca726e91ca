package nogc.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import nogc.mqtt.hostile.Target;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private final Subscriptions list = new Subscriptions(20);

    @Test
    @Clause({"5.0:MQTT-3.8.3-3", "5.0:MQTT-3.8.3-5"})
    void filtersStandOneBehindTheOtherEachWithItsOptions() {
        assertEquals(Result.OK, list.add(new TopicFilter("a/#"), 1, 0));
        assertEquals(Result.OK, list.add(new TopicFilter("b"), 2,
            Subscriptions.NO_LOCAL | Subscriptions.RETAIN_AS_PUBLISHED | Subscriptions.NO_RETAINED));
        assertArrayEquals(Bytes.of("0003 61 2f 23 01   0001 62 2e"), Arrays.copyOf(list.bytes(), list.length()));
        assertEquals(2, list.count());
        assertEquals(0x2c, list.options());
        assertTrue(list.hasWildcard());
        assertFalse(list.hasShared());
    }

    @Test
    @Clause({"5.0:MQTT-3.8.3-4", "5.0:MQTT-3.8.3-5", "5.0:TRAP-3.8.3-1"})
    void optionsThatTheStandardForbidsAreRefusedAndNothingIsAdded() {
        assertEquals(Result.NO_LOCAL_ON_SHARED, list.add(new TopicFilter("$share/g/a"), 1, Subscriptions.NO_LOCAL));
        assertEquals(Result.INVALID_QOS, list.add(new TopicFilter("a"), 3, 0));
        assertEquals(Result.INVALID_QOS, list.add(new TopicFilter("a"), -1, 0));
        assertEquals(Result.INVALID_ARGUMENT,
            list.add(new TopicFilter("a"), 0, Subscriptions.RETAINED_IF_NEW | Subscriptions.NO_RETAINED));
        for (int bits = 0; bits < 0x200; bits++) {
            boolean legal = (bits & ~0x3c) == 0 && (bits & 0x30) != 0x30;
            list.clear();
            assertEquals(legal ? Result.OK : Result.INVALID_ARGUMENT, list.add(new TopicFilter("a"), 0, bits));
            assertEquals(legal ? 1 : 0, list.count());
        }
        list.clear();
        assertEquals(Result.INVALID_TOPIC_FILTER, list.add(new TopicFilter(4), 0, 0));
        assertEquals(0, list.length());
    }

    @Test
    void whatDoesNotFitIsRefusedAndClearForgetsAll() {
        assertEquals(Result.OK, list.add(new TopicFilter("$share/g/12345678"), 0, 0));
        assertTrue(list.hasShared());
        assertEquals(Result.BUFFER_TOO_SMALL, list.add(new TopicFilter("a"), 0, 0));
        assertEquals(1, list.count());
        assertEquals(20, list.length());
        list.clear();
        assertFalse(list.hasShared());
        assertEquals(0, list.options());
        assertEquals(Result.OK, list.add(new TopicFilter("a"), 0, 0));
    }

    @Test
    void aListRemembersTheFirstFilterThatItDidNotTake() {
        assertEquals(Result.OK, list.problem());
        list.add(new TopicFilter("a"), 3, 0);
        list.add(new TopicFilter("123456789012345678901"), 0, 0);
        list.add(new TopicFilter("a"), 0, 0);
        assertEquals(Result.INVALID_QOS, list.problem());
        list.clear();
        assertEquals(Result.OK, list.problem());
    }

    /** Each call that takes a list: one that did not take everything is not what the application meant. */
    @Test
    void aListThatDidNotTakeEverythingIsRefusedWithTheReason() {
        list.add(new TopicFilter("a"), 0, 0);
        list.add(new TopicFilter("123456789012345678901"), 0, 0);
        ConnectOptions options = new ConnectOptions();
        options.subscriptions = list;
        Target target = new Target(true, new Config(), options);
        assertEquals(Result.BUFFER_TOO_SMALL, target.session().connection().connect(options));
        assertTrue(target.engine().link().isIdle());
        options.subscriptions = null;
        target.connect();
        target.accept(false);
        assertEquals(Result.BUFFER_TOO_SMALL, target.session().subscribe(list, null));
        assertEquals(Result.BUFFER_TOO_SMALL, target.session().unsubscribe(list, null));
        options.subscriptions = list;
        target.cut();
        assertEquals(Result.BUFFER_TOO_SMALL, target.lastCause(), "in onConnecting");
        assertTrue(target.engine().link().isIdle());
    }
}
