package nogc.mqtt.sn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import nogc.mqtt.Result;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What no client takes, at a sleeping client: no answer, no end of the request, counted; the connection stands. */
@Clause({"SN-5.2.1-5", "SN-5.2.1-6", "SN-5.2.2-1", "SN-5.2.2-2", "SN-5.3.4-6", "SN-5.5-4"})
class SnSleepingMalformedTest {
    private enum State {
        CONNECTING, ACTIVE, REGISTERING, PUBLISHING, SUBSCRIBING, ASLEEP, AWAKE
    }

    @TestFactory
    Stream<DynamicTest> everyRowIsDroppedInEveryState() {
        return SnMalformedTest.table().stream().map(row -> DynamicTest.dynamicTest(row, () -> {
            String[] cells = row.split("\\|");
            for (State state : State.values()) {
                assertDropped(state, SnMalformedTest.bytes(cells[0]), cells[1].strip());
            }
        }));
    }

    private static void assertDropped(State state, byte[] datagram, String counter) {
        SnSleepingStage stage = reach(state);
        SnMetrics metrics = stage.sleeper.metrics();
        int malformed = metrics.malformed;
        int unexpected = metrics.unexpected;
        stage.receive(datagram);
        assertEquals(List.of(), stage.take(), state + ": it did something");
        assertEquals(counter.equals("malformed") ? 1 : 0, metrics.malformed - malformed, state + ": malformed");
        assertEquals(counter.equals("unexpected") ? 1 : 0, metrics.unexpected - unexpected, state + ": unexpected");
        assertGoesOn(state, stage);
    }

    private static SnSleepingStage reach(State state) {
        SnSleepingStage stage = new SnSleepingStage(0);
        stage.settings.keepAlive = 0;
        SnSleepingClient client = stage.startSleeper();
        assertEquals(Result.OK, client.connect());
        stage.settle();
        if (state != State.CONNECTING) {
            stage.receive(Bytes.of("03 05 00"));
        }
        int result = switch (state) {
            case REGISTERING -> client.publish(stage.topic("t"), new byte[1], 0, 1, 1, false);
            case PUBLISHING -> client.publish(stage.topic("#5"), new byte[1], 0, 1, 1, false);
            case SUBSCRIBING -> client.subscribe(stage.topic("#5"), 0);
            case ASLEEP, AWAKE -> client.sleep(1000);
            default -> Result.OK;
        };
        assertEquals(Result.OK, result);
        stage.settle();
        if (state == State.ASLEEP || state == State.AWAKE) {
            stage.receive(Bytes.of("02 18"));
            if (state == State.AWAKE) {
                assertEquals(Result.OK, client.wake());
                stage.settle();
            }
        }
        stage.take();
        return stage;
    }

    private static void assertGoesOn(State state, SnSleepingStage stage) {
        String answer = switch (state) {
            case CONNECTING -> "03 05 00";
            case REGISTERING -> "07 0b 0007 0001 00";
            case PUBLISHING -> "07 0d 0005 0001 00";
            case SUBSCRIBING -> "08 13 00 0005 0001 00";
            case AWAKE -> "02 17";
            default -> "";
        };
        if (!answer.isEmpty()) {
            stage.receive(Bytes.of(answer));
            assertEquals(state == State.REGISTERING ? "[> 080c200007000200]" : "[* OK]", stage.take().toString(),
                    state + ": afterwards");
        }
        stage.receive(Bytes.of("02 16"));
        assertEquals("[> 0217]", stage.take().toString(), state + ": no answer any more");
    }

    /** Whatever two octets or three are: no exception, no endless loop, and at most one answer. */
    @Test
    void everyShortDatagramIsSurvivedInEveryState() {
        for (State state : State.values()) {
            AtomicReference<SnSleepingStage> stage = new AtomicReference<>(reach(state));
            SnNoise.shortOnes(datagram -> stage.set(survive(state, stage.get(), datagram)));
        }
    }

    private static SnSleepingStage survive(State state, SnSleepingStage stage, byte[] datagram) {
        stage.receive(datagram);
        List<String> log = stage.take();
        assertTrue(log.size() <= 2, () -> Bytes.hex(datagram) + " in " + state + ": " + log);
        return log.isEmpty() ? stage : reach(state);
    }

    /** Every type with every body of zeros, ones and noise up to 12 octets, at every state; a fixed seed. */
    @Test
    void everyTypeAtEveryLengthIsSurvived() {
        Random random = new Random(7);
        for (State state : State.values()) {
            AtomicReference<SnSleepingStage> stage = new AtomicReference<>(reach(state));
            SnNoise.everyType(random, datagram -> stage.set(survive(state, stage.get(), datagram)));
        }
    }

    @Test
    void aDatagramThatIsTooLongIsLostAndCounted() {
        SnSleepingStage stage = reach(State.PUBLISHING);
        stage.receive(new byte[65]);
        assertEquals(1, stage.sleeper.metrics().malformed);
        assertGoesOn(State.PUBLISHING, stage);
    }

    /** A SearchGW, ADVERTISE or envelope of whomever is none of its business. */
    @Test
    void anEnvelopeOfAForwarderIsNoMessage() {
        SnSleepingStage stage = reach(State.ACTIVE);
        stage.receive(Bytes.of("04 fe 00 01 02 16"));
        assertEquals(List.of(), stage.take());
        assertEquals(1, stage.sleeper.metrics().malformed);
    }
}
