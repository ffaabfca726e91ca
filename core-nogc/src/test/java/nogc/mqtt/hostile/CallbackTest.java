package nogc.mqtt.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nogc.mqtt.Bytes;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Result;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call of the application inside every callback, twice: legal or a specific refusal, and never a corruption. */
class CallbackTest {
    private static final List<String> CALLBACKS = List.of("onConnecting", "onConnected", "onConnectFailed",
            "onDisconnected", "onMessage", "onMessageStart", "onMessagePiece", "onMessageEnd", "onMessageAborted",
            "onOversize", "onPublished", "onSubscribed", "onUnsubscribed", "onIdle");

    @TestFactory
    Stream<DynamicTest> everyCallIsLegalInEveryCallback() {
        return Stream.of(false, true).flatMap(v5 -> CALLBACKS.stream().flatMap(callback -> Calls.NAMES.stream()
                .map(call -> DynamicTest.dynamicTest((v5 ? "5.0 " : "3.1.1 ") + call + " in " + callback,
                        () -> play(v5, callback, call)))));
    }

    private static void play(boolean v5, String callback, String call) {
        Calls calls = new Calls(v5, callback, call);
        live(calls);
        assertTrue(calls.results.size() >= 2, callback + " was not called");
        assertEquals(Set.of(), without(calls.results, named()), "results that say nothing");
        calls.rest();
        calls.session().resume();
        calls.session().connection().abort();
        calls.pass(1);
        calls.pass(1);
        assertTrue(calls.link().isIdle(), "it does not come to rest");
        calls.connect();
        calls.turn();
        calls.accept(false);
        acknowledgeAll(calls);
        assertEquals(Set.of(), calls.open(), "never completed");
        calls.takeHeard();
        calls.feed(message(v5, 0, 3));
        assertEquals(List.of("message a"), calls.takeHeard());
        calls.takeWritten();
        calls.call("publish0");
        calls.turn();
        assertTrue(calls.takeWritten().startsWith("30"), "it sends nothing any more");
    }

    /** A life in which every callback comes. */
    private static void live(Calls calls) {
        boolean v5 = calls.isVersion5();
        calls.connect();
        calls.feed(Bytes.of(v5 ? "20 03 00 88 00" : "20 02 00 03"));
        again(calls);
        calls.call("subscribe");
        calls.turn();
        calls.feed(Bytes.of(v5 ? "90 04 00 01 00 01" : "90 03 00 01 01"));
        again(calls);
        int next = 1;
        calls.call("unsubscribe");
        calls.turn();
        for (; next < 12; next++) {
            calls.feed(Bytes.of(String.format(v5 ? "b0 04 %04x 00 00" : "b0 02 %04x", next)));
        }
        again(calls);
        calls.call("publish1");
        calls.turn();
        acknowledgeAll(calls);
        again(calls);
        for (int qos = 0; qos < 3; qos++) {
            calls.feed(message(v5, qos, 5));
            again(calls);
        }
        calls.feed(Bytes.of("62 02 00 05"));
        calls.feed(message(v5, 1, 120));
        again(calls);
        calls.feed(Bytes.of("30 6e 00 62 " + "61".repeat(98) + (v5 ? " 00" : " 62") + " 62".repeat(9)));
        again(calls);
        byte[] half = message(v5, 0, 120);
        calls.feed(java.util.Arrays.copyOf(half, 80));
        calls.cut();
        again(calls);
        calls.session().connection().abort();
        calls.turn();
        again(calls);
    }

    /** Whatever the call did to the connection: a connection again, and everything read. */
    private static void again(Calls calls) {
        calls.session().resume();
        calls.turn();
        for (int i = 0; i < 5 && !calls.session().isConnected(); i++) {
            calls.pass(1);
            if (calls.link().isIdle()) {
                calls.connect();
            }
            if (calls.link().isOpen() && !calls.link().isEstablished()) {
                calls.accept(false);
            }
        }
    }

    private static void acknowledgeAll(Calls calls) {
        boolean v5 = calls.isVersion5();
        for (int id = 1; id < 100 && calls.link().isOpen() && !calls.open().isEmpty(); id++) {
            for (String packet : List.of("40 02 %04x", v5 ? "90 04 %04x 00 01" : "90 03 %04x 01",
                    v5 ? "b0 04 %04x 00 00" : "b0 02 %04x")) {
                calls.feed(Bytes.of(String.format(packet, id)));
                calls.turn();
            }
        }
    }

    private static byte[] message(boolean v5, int qos, int payload) {
        int length = 3 + (qos > 0 ? 2 : 0) + (v5 ? 1 : 0) + payload;
        return Bytes.of(String.format("3%x%02x000161%s%s", qos << 1, length, qos > 0 ? "0005" : "", v5 ? "00" : "")
                + "70".repeat(payload));
    }

    private static Set<Integer> named() {
        Set<Integer> names = new HashSet<>();
        for (Field field : Result.class.getFields()) {
            try {
                names.add(field.getInt(null));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return names;
    }

    private static Set<Integer> without(List<Integer> results, Set<Integer> names) {
        Set<Integer> rest = new HashSet<>(results);
        rest.removeIf(result -> result > 0 || names.contains(result));
        return rest;
    }

    @ParameterizedTest
    @CsvSource({"connect, 0, -12", "disconnect, -11, -11", "abort, -11, -11", "subscribe, -11, -11",
        "unsubscribe, -11, -11", "acknowledge, -10, -10", "resume, 0, 0", "reauthenticate, -11, -11"})
    void beforeConnectAndAfterTheEndEachCallSaysSo(String call, int first, int second) {
        for (boolean ended : new boolean[] {false, true}) {
            Calls calls = new Calls(true, "none", call);
            if (ended) {
                calls.connect();
                calls.accept(false);
                calls.session().disconnect(0, null);
                calls.pass(1);
                assertTrue(calls.link().isIdle());
            }
            assertEquals(first, calls.call(call));
            assertEquals(second, calls.call(call));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMessageIsAcknowledgedOnce(boolean v5) {
        Target target = new Target(v5, new Config(), new ConnectOptions());
        target.connect();
        target.accept(false);
        target.answers(Listener.DEFER);
        target.feed(message(v5, 1, 1));
        assertEquals(Result.OK, target.session().acknowledge(target.lastHandle(), 0, null, 0, 0));
        assertEquals(Result.STALE, target.session().acknowledge(target.lastHandle(), 0, null, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theNextMessageInTheSameSlotHasAnotherHandle(boolean v5) {
        Config config = new Config();
        config.outboundSlots = 1;
        Target target = new Target(v5, config, new ConnectOptions());
        target.connect();
        target.accept(false);
        Set<Integer> handles = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertTrue(handles.add(States.publish(target, 0)));
            target.turn();
        }
    }
}
