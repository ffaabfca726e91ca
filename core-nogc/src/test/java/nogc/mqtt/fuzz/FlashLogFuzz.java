package nogc.mqtt.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import nogc.mqtt.Result;
import nogc.mqtt.SessionRecords;
import nogc.mqtt.SessionStore;
import nogc.mqtt.StoredMessage;
import nogc.mqtt.store.FlashLog;
import nogc.mqtt.store.NorFlash;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.Crc32;

/**
 * Any contents of flash, with check sums put right so that the scan goes deep: opening is bounded, replays only records
 * of the contract, changes nothing, and says the same again; what was refused can be cleared and used.
 */
public final class FlashLogFuzz {
    /** Byte 0: the program unit as a power of 2; 1: what is put right, {@link #CHECK_SUMS} and {@link #CHAIN}. */
    private static final int SETTINGS = 2;
    private static final int CHECK_SUMS = 1;
    /** Beside them, the second sector goes on where the first one ends. */
    private static final int CHAIN = 2;
    private static final int SECTORS = 3;
    private static final int SECTOR_SIZE = 256;
    private static final int LARGEST_RECORD = 128;
    private static final byte[] CLIENT = {'c'};

    private FlashLogFuzz() {
    }

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < SETTINGS) {
            return;
        }
        int unit = 1 << (data[0] & 0x7f) % 6;
        NorFlash flash = new NorFlash(SECTORS, SECTOR_SIZE, unit);
        byte[] contents = flash.bytes();
        System.arraycopy(data, SETTINGS, contents, 0, Math.min(data.length - SETTINGS, contents.length));
        if ((data[1] & CHECK_SUMS) != 0) {
            putRight(contents, Math.min(data.length - SETTINGS, contents.length), unit, (data[1] & CHAIN) != 0);
        }
        byte[] before = contents.clone();
        Live live = new Live();
        FlashLog log = new FlashLog(flash, LARGEST_RECORD);
        int opened = log.open(CLIENT, 0, CLIENT.length, 4, live);
        assertTrue(Arrays.equals(before, contents), "opening writes");
        Live again = new Live();
        assertEquals(opened, new FlashLog(flash, LARGEST_RECORD).open(CLIENT, 0, CLIENT.length, 4, again));
        assertEquals(live.records, again.records);
        assertTrue(opened == SessionStore.NEW || opened == SessionStore.HELD || opened == Result.STORE_DAMAGED
                || opened == Result.STORE_OTHER_SESSION || opened == Result.BUFFER_TOO_SMALL, "open: " + opened);
        FlashLog fresh = new FlashLog(flash, LARGEST_RECORD);
        assertEquals(Result.OK, fresh.clear());
        assertEquals(SessionStore.NEW, fresh.open(CLIENT, 0, CLIENT.length, 4, new Live()));
        assertEquals(Result.OK, fresh.commit());
        assertEquals(SessionStore.HELD, new FlashLog(flash, LARGEST_RECORD).open(CLIENT, 0, CLIENT.length, 4,
                new Live()));
    }

    /** Puts right the check sums of all records, and marks each run as complete. */
    private static void putRight(byte[] bytes, int used, int unit, boolean chained) {
        int slot = Math.max(16, unit);
        int ahead = 0;
        for (int base = 0; base < used; base += SECTOR_SIZE) {
            BigEndian.putI32(bytes, base, 9 << 24 | 8);
            BigEndian.putI32(bytes, base + 4, bytes[base + 7] & 0x7F); // sequences lie as close as a log's do
            BigEndian.putI32(bytes, base + 8, ahead);
            int crc = putRight(bytes, base, 12, format(unit));
            bytes[base + slot] = 0;
            int at = base + 3 * slot;
            while (base + SECTOR_SIZE - at >= 8) {
                if (bytes[at] == 0) {
                    at++;
                    continue;
                }
                int length = 4 + (BigEndian.i32(bytes, at) & 0xFFFFFF);
                if (length > base + SECTOR_SIZE - at - 4) {
                    break;
                }
                crc = putRight(bytes, at, length, crc);
                at += length + 4;
            }
            ahead = chained && base == 0 ? crc : 0; // of three sectors a run has two at most
        }
    }

    private static int format(int unit) {
        return ('N' << 24 | 'L' << 16 | 3 << 8) ^ SECTORS << 24 ^ SECTOR_SIZE ^ unit;
    }

    private static int putRight(byte[] bytes, int at, int length, int before) {
        int crc = Crc32.add(before, bytes, at, length);
        BigEndian.putI32(bytes, at + length, ~crc);
        return crc;
    }

    /** Takes whatever the contract lets a store replay. */
    private static final class Live implements SessionStore.Live {
        private int records;

        private int count(boolean good, String what) {
            assertTrue(good, what);
            records++;
            return Result.OK;
        }

        @Override
        public int publish(StoredMessage message) {
            return count(message.packetId >= 0 && message.packetId <= 65535 && message.offset >= 0
                    && message.topicLength >= 0 && message.propertiesLength >= 0 && message.payloadLength >= 0
                    && message.length() <= message.bytes.length - message.offset, "a message outside of its array");
        }

        @Override
        public int sent(int packetId) {
            return count(packetId >= 0 && packetId <= 65535, "sent " + packetId);
        }

        @Override
        public int release(int packetId, int tag) {
            return count(packetId >= 0 && packetId <= 65535, "release " + packetId);
        }

        @Override
        public int done(int packetId) {
            return count(packetId >= 0 && packetId <= 65535, "done " + packetId);
        }

        @Override
        public int receive(int packetId, byte[] state, int offset, int length) {
            return count(packetId >= 0 && packetId <= 65535
                    && (state == null || length >= 0 && length <= state.length - offset), "receive " + packetId);
        }

        @Override
        public int forget(int packetId) {
            return count(packetId >= 0 && packetId <= 65535, "forget " + packetId);
        }

        @Override
        public int snapshot(SessionRecords sink) {
            return Result.OK;
        }
    }
}
