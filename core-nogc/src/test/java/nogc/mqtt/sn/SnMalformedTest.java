package nogc.mqtt.sn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import nogc.mqtt.Utf8String;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Datagrams that are no message, or not one for a client: no answer, no delivery, counted; the connection stands. */
@Clause({"SN-5.2.1-5", "SN-5.2.1-6", "SN-5.2.2-1", "SN-5.2.2-2", "SN-5.3.4-6", "SN-5.5-4"})
class SnMalformedTest {
    /** Each state is reached by what the client receives after connect(). */
    private enum State {
        CONNECTING, ACTIVE, REGISTERING, PUBLISHING, RELEASING, SUBSCRIBING, ASLEEP, AWAKE
    }

    static List<String> table() {
        try {
            return Files.readAllLines(Path.of(SnMalformedTest.class.getResource("/sn/malformed.txt").toURI())).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theTableIsLong() {
        assertTrue(table().size() >= 100, "rows: " + table().size());
    }

    @TestFactory
    Stream<DynamicTest> everyRowIsDroppedInEveryState() {
        return table().stream().map(row -> DynamicTest.dynamicTest(row, () -> {
            String[] cells = row.split("\\|");
            for (State state : State.values()) {
                assertDropped(state, bytes(cells[0]), cells[1].strip());
            }
        }));
    }

    /** {@code 30 05*3}: pairs of digits, repeated. */
    static byte[] bytes(String cell) {
        StringBuilder digits = new StringBuilder();
        for (String token : cell.strip().split("\\s+")) {
            String[] parts = token.split("\\*");
            digits.append(parts[0].repeat(parts.length > 1 ? Integer.parseInt(parts[1]) : 1));
        }
        return Bytes.of(digits.toString());
    }

    private static void assertDropped(State state, byte[] datagram, String counter) {
        SnStage stage = reach(state);
        SnMetrics metrics = stage.client.metrics();
        int malformed = metrics.malformed;
        int unexpected = metrics.unexpected;
        stage.receive(datagram);
        assertEquals(List.of(), stage.take(), state + ": it did something");
        assertEquals(counter.equals("malformed") ? 1 : 0, metrics.malformed - malformed, state + ": malformed");
        assertEquals(counter.equals("unexpected") ? 1 : 0, metrics.unexpected - unexpected, state + ": unexpected");
        assertGoesOn(state, stage);
    }

    private static SnStage reach(State state) {
        SnStage stage = new SnStage(0);
        stage.options.clientId = new Utf8String("node");
        stage.options.keepAlive = 0;
        SnSleep sleep = new SnSleep();
        stage.config.options = new SnOption[] {new SnQos2Subscriber(4, 16), new SnQos2Publisher(), new SnWill(), sleep};
        SnClient client = stage.start();
        client.connect(stage.options);
        stage.settle();
        if (state != State.CONNECTING) {
            stage.receive(Bytes.of("03 05 00"));
        }
        switch (state) {
            case REGISTERING -> client.publish(new nogc.mqtt.Topic("t"), new byte[1], 0, 1, 1, false);
            case PUBLISHING -> client.publishPredefined(5, new byte[1], 0, 1, 1, false, 0);
            case RELEASING -> client.publishPredefined(5, new byte[1], 0, 1, 2, false, 0);
            case SUBSCRIBING -> client.subscribePredefined(5, 0);
            case ASLEEP, AWAKE -> sleep.sleep(1000);
            default -> { }
        }
        stage.settle();
        if (state == State.RELEASING) {
            stage.receive(Bytes.of("04 0f 0001"));
        } else if (state == State.ASLEEP || state == State.AWAKE) {
            stage.receive(Bytes.of("02 18"));
            if (state == State.AWAKE) {
                sleep.wake();
                stage.settle();
            }
        }
        stage.take();
        return stage;
    }

    private static void assertGoesOn(State state, SnStage stage) {
        String answer = switch (state) {
            case CONNECTING -> "03 05 00";
            case REGISTERING -> "07 0b 0007 0001 00";
            case PUBLISHING -> "07 0d 0005 0001 00";
            case RELEASING -> "04 0e 0001";
            case SUBSCRIBING -> "08 13 00 0005 0001 00";
            case AWAKE -> "02 17";
            default -> "";
        };
        String then = switch (state) {
            case CONNECTING -> "[* connected]";
            case REGISTERING -> "[> 080c200007000200]";
            case PUBLISHING, RELEASING -> "[* published 1 OK]";
            case SUBSCRIBING -> "[* subscribed 1 OK 00]";
            default -> "[]";
        };
        if (!answer.isEmpty()) {
            stage.receive(Bytes.of(answer));
        }
        assertEquals(then, stage.take().toString(), state + ": afterwards");
        if (state != State.CONNECTING) {
            stage.receive(Bytes.of("02 16"));
            assertEquals("[> 0217]", stage.take().toString(), state + ": no answer any more");
        }
    }

    /** Whatever two octets or three are: no exception, no endless loop, and at most one answer. */
    @Test
    void everyShortDatagramIsSurvivedInEveryState() {
        for (State state : State.values()) {
            AtomicReference<SnStage> stage = new AtomicReference<>(reach(state));
            SnNoise.shortOnes(datagram -> stage.set(survive(state, stage.get(), datagram)));
        }
    }

    private static SnStage survive(State state, SnStage stage, byte[] datagram) {
        stage.receive(datagram);
        List<String> log = stage.take();
        assertTrue(log.size() <= 3, () -> Bytes.hex(datagram) + " in " + state + ": " + log);
        return log.isEmpty() ? stage : reach(state);
    }

    /** Every type with every body of zeros, ones and noise up to 12 octets, at every state; a fixed seed. */
    @Test
    void everyTypeAtEveryLengthIsSurvived() {
        Random random = new Random(7);
        for (State state : State.values()) {
            AtomicReference<SnStage> stage = new AtomicReference<>(reach(state));
            SnNoise.everyType(random, datagram -> stage.set(survive(state, stage.get(), datagram)));
        }
    }

    /** What parse accepts, every accessor of the type can read; and a datagram cut short anywhere is refused. */
    @Test
    void everyPrefixOfAMessageIsMalformed() {
        List<String> messages = new ArrayList<>(List.of("05002a0384", "030101", "03022a", "0a040c01003c6e616d65",
                "030500", "0a0a000712346e616d65", "070b0007123400", "0b0c2200071234 6e616d65", "070d0007123402",
                "040f1234", "09122012346e616d65", "08132000071234 00", "04151234", "031b03", "01000a0c2200071234 70"));
        for (String text : messages) {
            byte[] whole = Bytes.of(text);
            assertTrue(new SnMessage().parse(whole, 0, whole.length) >= 0, text);
            for (int length = 0; length < whole.length; length++) {
                assertEquals(SnMessage.MALFORMED, new SnMessage().parse(whole, 0, length), text + " cut at " + length);
            }
        }
    }
}
