package nogc.mqtt.sn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.List;
import nogc.mqtt.Bytes;
import nogc.mqtt.Result;
import nogc.mqtt.Utf8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The times of the options of a sensor node at the edges of an int: refused by their name, or understood. */
class SnTimesTest {
    private final SnStage stage = new SnStage(Integer.MAX_VALUE - 20_000);

    private void connect(SnOption option) {
        stage.config.options = new SnOption[] {option};
        stage.options.clientId = new Utf8String("n");
        stage.options.keepAlive = 0;
        stage.start();
        assertEquals(Result.OK, stage.client.connect(stage.options));
        stage.settle();
        stage.receive(Bytes.of("03 05 00"));
        assertTrue(stage.client.isActive());
        stage.take();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aMarginIsRefusedOrAtMostHalfOfTheSleep(int margin) {
        SnSleep sleep = new SnSleep();
        sleep.margin = margin;
        if (margin < 0) {
            stage.config.options = new SnOption[] {sleep};
            assertEquals("margin must be 0 or more milliseconds",
                    assertThrows(IllegalArgumentException.class, stage::start).getMessage());
            return;
        }
        connect(sleep);
        assertEquals(Result.OK, sleep.sleep(60));
        stage.settle();
        stage.receive(Bytes.of("02 18"));
        stage.pass(29_999);
        assertEquals(List.of("> 0418003c"), stage.take());
        stage.pass(margin == 0 ? 30_001 : 1);
        assertEquals(List.of("> 03166e"), stage.take(), "PINGREQ with the client identifier");
    }

    @Test
    void aSleepOutOfRangeIsRefusedAndTheLongestOneLasts() {
        SnSleep sleep = new SnSleep();
        connect(sleep);
        for (int seconds : new int[] {0, -1, 65536, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertEquals(Result.INVALID_ARGUMENT, sleep.sleep(seconds));
        }
        stage.settle();
        assertEquals(List.of(), stage.take());
        assertEquals(Result.OK, sleep.sleep(SnSleep.LONGEST));
        stage.settle();
        stage.receive(Bytes.of("02 18"));
        assertEquals(SnSleep.LONGEST * 1000 - 10_000, stage.waits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"searchDelay 0 900000", "answerDelay 0 900000", "advertiseTime 1000 65535000",
            "missed 1 30", "radius 0 255"})
    void aNumberOfADiscoveryIsRefusedByItsNameOrUnderstood(String rule) throws Exception {
        String[] parts = rule.split(" ");
        int least = Integer.parseInt(parts[1]);
        int most = Integer.parseInt(parts[2]);
        Field field = SnDiscovery.class.getField(parts[0]);
        for (int edge : new int[] {0, -1, least - 1, least, most, most + 1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            SnStage own = new SnStage(Integer.MAX_VALUE - 5000);
            SnDiscovery discovery = new SnDiscovery(2);
            field.setInt(discovery, edge);
            own.config.options = new SnOption[] {discovery};
            if (edge < least || edge > most) {
                String message = assertThrows(IllegalArgumentException.class, own::start).getMessage();
                assertTrue(message.startsWith(parts[0] + " must be " + least + " to " + most), message);
            } else {
                searches(own, discovery);
            }
        }
    }

    /** Searches for an hour and finds a gateway, which is known until its time is over. */
    private static void searches(SnStage stage, SnDiscovery discovery) {
        stage.entropy(0);
        stage.options.clientId = new Utf8String("n");
        stage.start();
        assertEquals(Result.OK, stage.client.connect(stage.options));
        stage.pass(3_600_000);
        int searches = stage.take().size();
        assertTrue(searches >= 3 && searches < 30, searches + " searches");
        stage.receive(Bytes.of("03 02 07"));
        assertEquals(1, discovery.count());
        stage.receive(Bytes.of("03 01 01"));
        assertEquals(List.of("> 07040401003c6e", ">> 1 0902077f0000012710"), stage.take(), "CONNECT, GWINFO");
    }
}
