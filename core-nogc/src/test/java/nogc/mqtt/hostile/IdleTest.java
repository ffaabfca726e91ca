package nogc.mqtt.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import nogc.mqtt.Bytes;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The connecting ends in one event, whichever way it ends. */
class IdleTest {
    /** One way to the end: what is configured, what happens, and the cause. */
    private record Way(String name, Consumer<Config> config, Consumer<Life> happens, int cause) {
    }

    private static final class Life extends Target {
        private final ConnectOptions options;
        private final List<String> events = new ArrayList<>();
        private Consumer<ConnectOptions> connecting = chosen -> { };
        private boolean again;

        Life(Config config) {
            this(config, new ConnectOptions());
        }

        private Life(Config config, ConnectOptions options) {
            super(true, config, options);
            this.options = options;
        }

        void refuse(int reasonCode) {
            feed(Bytes.of(String.format("20 03 00 %02x 00", reasonCode)));
        }

        @Override
        public void onConnecting(ConnectOptions chosen) {
            connecting.accept(chosen);
        }

        @Override
        public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
            end(cause, retryMillis);
        }

        @Override
        public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
            end(cause, retryMillis);
        }

        private void end(int cause, int retryMillis) {
            events.add((retryMillis < 0 ? "over " : "retried ") + cause);
            if (again) {
                again = false;
                assertEquals(Result.OK, session().connection().connect(options));
            }
        }

        @Override
        public void onIdle(int cause) {
            events.add("idle " + cause);
            assertTrue(link().isIdle());
        }
    }

    private static final List<Way> WAYS = List.of(
            new Way("disconnect", config -> { }, life -> {
                life.accept(false);
                life.session().disconnect(0, null);
                life.turn();
            }, Result.DISCONNECTED),
            new Way("disconnect ahead of CONNACK", config -> { }, life -> {
                life.session().disconnect(0, null);
                life.turn();
            }, Result.DISCONNECTED),
            new Way("abort", config -> { }, life -> {
                life.session().connection().abort();
                life.turn();
            }, Result.ABORTED),
            new Way("a refusal", config -> config.stopOnRefusal = true, life -> life.refuse(0x87), Result.REFUSED),
            new Way("a first failure", config -> config.stopOnFirstFailure = true, life -> life.refuse(0x88),
                    Result.REFUSED),
            new Way("a lost connection", config -> config.reconnect = false, life -> {
                life.accept(false);
                life.cut();
            }, nogc.hal.Transport.END_OF_STREAM),
            new Way("a session that is not known", config -> config.store = new nogc.mqtt.store.MemoryStore(),
                    life -> life.accept(true), Result.UNKNOWN_SESSION),
            new Way("options that say nothing", config -> { }, life -> {
                life.connecting = chosen -> chosen.willQos = 3;
                life.cut();
            }, Result.INVALID_QOS));

    @TestFactory
    Stream<DynamicTest> everyEndOfTheConnectingIsToldOnceAndBehindTheEndOfItsConnection() {
        return WAYS.stream().map(way -> DynamicTest.dynamicTest(way.name, () -> {
            Config config = new Config();
            way.config.accept(config);
            Life life = new Life(config);
            life.connect();
            way.happens.accept(life);
            life.pass(1000);
            int count = life.events.size();
            assertEquals(List.of("over " + way.cause, "idle " + way.cause), life.events.subList(count - 2, count));
            assertEquals(1, life.events.stream().filter(event -> event.startsWith("idle")).count());
        }));
    }

    @Test
    void aConnectionThatIsMadeAgainIsNoEnd() {
        Life life = new Life(new Config());
        life.connect();
        life.accept(false);
        life.cut();
        life.refuse(0x87);
        life.pass(1);
        assertEquals(List.of("retried " + nogc.hal.Transport.END_OF_STREAM, "retried " + Result.REFUSED), life.events);
    }

    @Test
    void whoConnectsAgainInTheLastEventIsNotIdle() {
        Life life = new Life(new Config());
        life.connect();
        life.again = true;
        life.session().connection().abort();
        life.turn();
        assertEquals(List.of("over " + Result.ABORTED), life.events);
        life.session().connection().abort();
        life.turn();
        assertEquals(List.of("over " + Result.ABORTED, "over " + Result.ABORTED, "idle " + Result.ABORTED),
                life.events);
    }
}
