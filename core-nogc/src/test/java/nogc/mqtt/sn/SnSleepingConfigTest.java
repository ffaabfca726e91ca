package nogc.mqtt.sn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.List;
import nogc.mqtt.Bytes;
import nogc.mqtt.Clause;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes, times and arguments of a sleeping client at the edges of an int: refused by their name, or understood. */
class SnSleepingConfigTest {
    private final SnSleepingStage stage = new SnSleepingStage(Integer.MAX_VALUE - 20_000);

    @ParameterizedTest
    @ValueSource(strings = {"keepAlive 0 65535", "longest 32 65535", "margin 0 2147483647", "retries 0 100",
            "retryTime 200 2147483647", "congestionWait 200 2147483647"})
    void aNumberIsRefusedByItsNameOrUnderstood(String rule) throws Exception {
        String[] parts = rule.split(" ");
        int least = Integer.parseInt(parts[1]);
        int most = Integer.parseInt(parts[2]);
        Field field = SnSleepingConfig.class.getField(parts[0]);
        for (int edge : new int[] {0, -1, least - 1, least, most, most + 1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            SnSleepingConfig config = new SnSleepingConfig();
            config.clientId = new Utf8String("n");
            field.setInt(config, edge);
            if (edge < least || edge > most) {
                assertTrue(config.problem().startsWith(parts[0] + " must be "), config.problem());
                assertEquals(config.problem(), assertThrows(IllegalArgumentException.class,
                        () -> new SnSleepingClient(config, stage, stage)).getMessage());
            } else {
                assertNull(config.problem());
            }
        }
    }

    @Test
    @Clause({"SN-5.3.1-1", "SN-5.3.1-2"})
    void aClientIdentifierIsOneTo23CharactersOfAscii() {
        SnSleepingConfig config = new SnSleepingConfig();
        for (Utf8String refused : new Utf8String[] {null, new Utf8String(""), new Utf8String("x".repeat(24)),
            new Utf8String("é")}) {
            config.clientId = refused;
            assertEquals("clientId must be 1 to 23 characters of ASCII", config.problem());
        }
        config.clientId = new Utf8String("x".repeat(23));
        assertNull(config.problem());
    }

    @Test
    @Clause("SN-5.3.11-1")
    void aTopicHasANameOrAnIdThatExists() {
        assertThrows(IllegalArgumentException.class, () -> new SnTopic(null));
        assertThrows(IllegalArgumentException.class, () -> new SnTopic(new Topic(8)));
        assertThrows(IllegalArgumentException.class, () -> new SnTopic(SnFlags.PREDEFINED, 0));
        assertThrows(IllegalArgumentException.class, () -> new SnTopic(SnFlags.PREDEFINED, 65535));
        assertThrows(IllegalArgumentException.class, () -> new SnTopic(SnFlags.NORMAL, 1));
    }

    private SnSleepingClient active() {
        SnSleepingClient client = stage.startSleeper();
        assertEquals(Result.OK, client.connect());
        stage.settle();
        stage.receive(Bytes.of("03 05 00"));
        stage.take();
        return client;
    }

    @Test
    void nothingIsNoTopicAndNoPayload() {
        SnSleepingClient client = active();
        byte[] bytes = new byte[8];
        SnTopic topic = stage.topic("#7");
        int[][] ranges = {{0, 9}, {-1, 1}, {0, -1}, {8, 1}, {Integer.MAX_VALUE, 1}, {1, Integer.MAX_VALUE}};
        for (int[] range : ranges) {
            assertEquals(Result.INVALID_ARGUMENT, client.publish(topic, bytes, range[0], range[1], 1, false));
        }
        assertEquals(Result.INVALID_ARGUMENT, client.publish(null, bytes, 0, 1, 1, false));
        assertEquals(Result.INVALID_ARGUMENT, client.publish(topic, null, 0, 1, 1, false));
        assertEquals(Result.INVALID_ARGUMENT, client.subscribe(null, 1));
        assertEquals(Result.OK, client.publish(topic, null, 0, 0, 0, false));
        stage.settle();
        assertEquals(List.of("> 070c0100070000", "* OK"), stage.take());
    }

    @Test
    void theLargestMarginIsHalfOfTheSleepAndTheLongestSleepLasts() {
        stage.settings.margin = Integer.MAX_VALUE;
        SnSleepingClient client = active();
        assertEquals(Result.OK, client.sleep(60));
        stage.settle();
        stage.receive(Bytes.of("02 18"));
        assertEquals(30_000, stage.waits());
        stage.pass(29_999);
        assertEquals(List.of("> 0418003c", "* OK"), stage.take());
        stage.pass(1);
        assertEquals(List.of("> 06166e6f6465"), stage.take());
        stage.receive(Bytes.of("02 17"));
        assertEquals(Result.OK, client.sleep(SnSleepingClient.LONGEST_SLEEP));
        stage.settle();
        stage.receive(Bytes.of("02 18"));
        assertEquals(SnSleepingClient.LONGEST_SLEEP * 500, stage.waits());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aSleepThatNoDatagramSaysIsRefused(int seconds) {
        assertEquals(Result.INVALID_ARGUMENT, active().sleep(seconds));
        assertEquals(List.of(), stage.take());
    }

    @Test
    void whoAbortsAndConnectsAtOnceIsConnectedAnew() {
        SnSleepingClient client = active();
        assertEquals(Result.OK, client.abort());
        assertEquals(Result.OK, client.connect());
        stage.settle();
        assertEquals(List.of("> 0a040401003c6e6f6465"), stage.take());
    }

    @Test
    void theLongestKeepAliveIsKept() {
        stage.settings.keepAlive = 65535;
        active();
        assertEquals(65535 * 875, stage.waits());
        stage.pass(65535 * 875);
        assertEquals(List.of("> 0216"), stage.take());
    }
}
