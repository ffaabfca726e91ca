package nogc.javame;

import javax.microedition.rms.RecordStore;
import javax.microedition.rms.RecordStoreException;
import nogc.hal.FlashRegion;

/**
 * Flash in a record store (RMS) of the suite: each sector is one record. Keeps one sector in memory, since a record can
 * only be read and set as a whole: so small sectors are quick ones, and reading another sector than the last one takes
 * as long as the machine needs to get a record.
 *
 * <p>A machine that loses power while it sets a record may leave each byte of that record old or new, which is as good
 * as flash: they differ in what is being programmed or erased alone. One that loses more, such as the whole record,
 * breaks the rule of {@link FlashRegion}; MIDP says nothing about it, the manual of the device may.
 *
 * <p>How long a machine takes to set a record, it does not say: measure it and tell the constructor. {@link #open} and
 * the constructor allocate; afterwards nothing is allocated here, but a machine may for each call. For one thread.
 */
public final class RmsFlashRegion implements FlashRegion {
    private static final int NONE = -1;
    private static final byte ERASED = (byte) 0xFF;

    private final String name;
    private final int sectors;
    private final int longestMillis;
    private final byte[] cache;
    private RecordStore store;
    private int cached = NONE;
    private Throwable failure;

    /**
     * Makes a region that is not open yet.
     *
     * @param name of the record store, 1 to 32 characters; used for nothing else in this suite
     * @param sectors at least 2
     * @param sectorSize bytes of each, at least 1; the same whenever this store is opened
     * @param longestMillis longest time that the machine takes to set a record of that size, in milliseconds, at least
     *     1 and at most 1,000,000
     * @throws IllegalArgumentException if a number is out of its range
     */
    public RmsFlashRegion(String name, int sectors, int sectorSize, int longestMillis) {
        if (sectors < 2) {
            throw new IllegalArgumentException("sectors must be at least 2");
        }
        if (sectorSize < 1) {
            throw new IllegalArgumentException("sectorSize must be at least 1 byte");
        }
        if (longestMillis < 1 || longestMillis > 1000000) {
            throw new IllegalArgumentException("longestMillis must be 1 to 1000000");
        }
        this.name = name;
        this.sectors = sectors;
        this.longestMillis = longestMillis;
        cache = new byte[sectorSize];
    }

    /**
     * Opens the record store, and makes it when it is not there: all sectors erased. A making that was cut off is
     * completed.
     *
     * @return 0, or {@link #FAILED}: no room, or a store of other sectors, which stays as it is; see
     *     {@link #lastFailure}
     */
    public int open() {
        cached = NONE;
        try {
            store = RecordStore.openRecordStore(name, true);
            if (isComplete()) {
                return 0;
            }
        } catch (RecordStoreException | RuntimeException e) {
            failure = e;
        }
        close();
        return FAILED;
    }

    /** Whether each sector has its record, and nothing else has one; adds those that are missing. */
    private boolean isComplete() throws RecordStoreException {
        for (int record = 1; record <= sectors; record++) {
            if (store.getNumRecords() < record && add() != record || store.getRecordSize(record) != cache.length) {
                return false;
            }
        }
        return store.getNumRecords() == sectors;
    }

    private int add() throws RecordStoreException {
        clear();
        return store.addRecord(cache, 0, cache.length);
    }

    private void clear() {
        for (int i = 0; i < cache.length; i++) {
            cache[i] = ERASED;
        }
    }

    /** Closes the record store. Idempotent. */
    public void close() {
        try {
            if (store != null) {
                store.closeRecordStore();
            }
        } catch (RecordStoreException e) {
            fail(e);
        }
        store = null;
    }

    @Override
    public int sectors() {
        return sectors;
    }

    @Override
    public int sectorSize() {
        return cache.length;
    }

    @Override
    public int programUnit() {
        return 1;
    }

    @Override
    public int longestProgramMicros() {
        return longestMillis * 1000;
    }

    @Override
    public int longestEraseMillis() {
        return longestMillis;
    }

    @Override
    public int read(int address, byte[] buffer, int offset, int length) {
        int done = 0;
        while (done < length) {
            int at = (address + done) % cache.length;
            if (load((address + done) / cache.length) < 0) {
                return FAILED;
            }
            int stretch = Math.min(length - done, cache.length - at);
            System.arraycopy(cache, at, buffer, offset + done, stretch);
            done += stretch;
        }
        return 0;
    }

    /** {@inheritDoc} As in NOR flash, what is programmed twice has the bits that are 1 in both. */
    @Override
    public int program(int address, byte[] buffer, int offset, int length) {
        int sector = address / cache.length;
        if (load(sector) < 0) {
            return FAILED;
        }
        int at = address % cache.length;
        for (int i = 0; i < length; i++) {
            cache[at + i] &= buffer[offset + i];
        }
        return save(sector);
    }

    @Override
    public int erase(int sector) {
        clear();
        return save(sector);
    }

    /** Nothing to wait for: a record is as durable as the machine makes it once it is set. */
    @Override
    public int sync() {
        return 0;
    }

    /** Brings a sector into memory. */
    private int load(int sector) {
        if (sector == cached) {
            return 0;
        }
        cached = NONE;
        try {
            store.getRecord(sector + 1, cache, 0);
            cached = sector;
            return 0;
        } catch (RecordStoreException | RuntimeException e) {
            return fail(e);
        }
    }

    /** Sets the record of a sector to what is in memory. */
    private int save(int sector) {
        cached = NONE;
        try {
            store.setRecord(sector + 1, cache, 0, cache.length);
            cached = sector;
            return 0;
        } catch (RecordStoreException | RuntimeException e) {
            return fail(e);
        }
    }

    private int fail(Throwable cause) {
        failure = cause;
        return FAILED;
    }

    /** @return what the machine threw when something failed last, for a person to read, or null */
    public Throwable lastFailure() {
        return failure;
    }
}
