package nogc.mqtt.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;
import nogc.mqtt.StoredMessage;
import org.junit.jupiter.api.Test;

/**
 * The logs that the fuzzer starts from are what the log writes today: {@code /fuzz/FlashLog}, each behind two bytes of
 * settings, the program unit as a power of 2 and what is put right. With {@code -Dnogc.accept=true} they are written.
 */
class FlashLogSeedsTest {
    private static final Path SEEDS = Path.of("src/test/resources/fuzz/FlashLog");
    private static final byte[] CLIENT = {'c'};
    private static final int SECTOR = 256;
    private static final int CHECK_SUMS = 1;
    private static final int CHAIN = 2;

    private NorFlash flash;
    private FlashLog log;
    private LiveModel model;
    private int power;

    private void fresh(int unitPower) {
        power = unitPower;
        flash = new NorFlash(3, SECTOR, 1 << unitPower);
        assertEquals(SessionStore.NEW, boot());
        commit();
    }

    private int boot() {
        log = new FlashLog(flash, 128);
        model = new LiveModel();
        return log.open(CLIENT, 0, CLIENT.length, 4, model);
    }

    private void commit() {
        assertEquals(Result.OK, log.commit());
    }

    private void publish(int packetId, int tag, int expiry, boolean pulled) {
        StoredMessage message = new StoredMessage();
        message.packetId = packetId;
        message.qos = 2;
        message.tag = tag;
        message.expiry = expiry;
        message.pulled = pulled;
        message.bytes = new byte[] {'a', '/', 'b', 1, 0, '0', '1', '2', '3'};
        message.topicLength = 3;
        message.propertiesLength = 2;
        message.payloadLength = 4;
        assertEquals(Result.OK, log.publish(message));
        model.publish(message);
    }

    /** One of each kind. */
    private void records() {
        publish(1, 7, -1, false);
        log.sent(1);
        log.release(1, 0);
        byte[] state = {1, 2};
        log.receive(9, state, 0, state.length);
        model.receive(9, state, 0, state.length);
        commit();
        log.forget(9);
        model.forget(9);
        log.release(1, 7);
        log.done(1);
        model.done(1);
        publish(2, 0, 60, true);
        commit();
    }

    /** Takes one, and lets go of another one. */
    private void receive(int packetId, int older) {
        assertEquals(Result.OK, log.receive(packetId, null, 0, 0));
        if (older > 4) {
            assertEquals(Result.OK, log.forget(older - 4));
        }
        commit();
    }

    /** What is in flash up to its last byte that is written, or the file of that name. */
    private void seed(String name, int putRight, int records) throws IOException {
        assertEquals(SessionStore.HELD, boot(), name);
        int end = flash.bytes().length;
        while (flash.bytes()[end - 1] == -1) {
            end--;
        }
        byte[] seed = new byte[2 + end];
        seed[0] = (byte) power;
        seed[1] = (byte) putRight;
        System.arraycopy(flash.bytes(), 0, seed, 2, end);
        compare(name, seed);
        assertEquals(records, model.openMessages().size() + model.receivedIdentifiers().size(), name);
    }

    private static void compare(String name, byte[] seed) throws IOException {
        if (Boolean.getBoolean("nogc.accept")) {
            Files.write(SEEDS.resolve(name), seed);
        }
        assertArrayEquals(Files.readAllBytes(SEEDS.resolve(name)), seed, name);
    }

    @Test
    void theFuzzerStartsFromLogsOfToday() throws IOException {
        fresh(0);
        seed("new", 0, 0);
        records();
        seed("records", 0, 1);
        commit();
        publish(3, 0, -1, false);
        commit();
        seed("compacted", 0, 2);
        fresh(2);
        records();
        seed("records-right", CHECK_SUMS, 1);
        assertEquals(Result.OK, log.clear());
        model = new LiveModel();
        assertEquals(SessionStore.NEW, log.open(CLIENT, 0, CLIENT.length, 4, model));
        publish(4, 0, -1, false);
        commit();
        seed("cleared", 0, 1);
        fresh(3);
        for (int id = 1; id < 6; id++) {
            receive(id, 0);
        }
        seed("units-of-8", 0, 5);
        fresh(0);
        for (int id = 1; id < 14; id++) {
            receive(id, id);
        }
        seed("two-sectors", 0, 4);
        seed("two-sectors-right", CHECK_SUMS | CHAIN, 4);
        fresh(5);
        boot();
        commit();
        publish(1, 0, -1, false);
        commit();
        seed("units-of-32-right", CHECK_SUMS, 1);
    }
}
