package nogc.mqtt.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import nogc.mqtt.Bytes;
import nogc.mqtt.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies of records whose CRC is right, and which no log of this format has written. */
class LogRecordsTest {
    private static int replay(int type, String body) {
        byte[] bytes = Bytes.of(body);
        byte[] buffer = new byte[256];
        System.arraycopy(bytes, 0, buffer, LogSectors.HEAD, bytes.length);
        return new LogRecords(null, buffer).replay(type, bytes.length, 1, new LiveModel());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0001 01 000000 0002 61, a topic beyond the end",
        "1, 0001 01 000002 0001 61 00, properties beyond the end",
        "1, 0001 01 ffffff ffff 61, all that is possible",
        "1, 0001 01 0000, no lengths",
        "1, 0001 31 000000 0001 00000000 00000000 ffffffff 61, a payload of a negative length elsewhere",
        "1, 0001 21 000000 0001 00000000 000000, no numbers",
        "3, 00, no identifier",
        "8, , nothing",
        "9, 0000, what opens a sector",
        "77, 0000, a later kind"
    })
    void whatHasNoSenseIsToldAsDamaged(int type, String body, String what) {
        assertEquals(Result.STORE_DAMAGED, replay(type, body == null ? "" : body), what);
    }

    @Test
    void whatHasSenseIsGiven() {
        assertEquals(Result.OK, replay(LogRecords.PUBLISH, "0001 01 000000 0001 61"));
        assertEquals(Result.OK, replay(LogRecords.PUBLISH, "0001 32 000000 0001 00000000 00000000 00000009 61"));
        assertEquals(Result.OK, replay(LogRecords.RECEIVE, "0001"));
        assertEquals(Result.OK, replay(LogRecords.SESSION, "0000 00000001"));
        assertEquals(Result.STORE_OTHER_SESSION, replay(LogRecords.SESSION, "0000 00000002"));
    }
}
