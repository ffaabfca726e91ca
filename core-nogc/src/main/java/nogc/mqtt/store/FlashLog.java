package nogc.mqtt.store;

import nogc.hal.FlashRegion;
import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;
import nogc.mqtt.StoredMessage;
import nogc.mqtt.wire.Crc32;

/**
 * A session store in flash: an append-only log over the sectors of a {@link FlashRegion}, used as a ring, so that each
 * is erased as often as every other one.
 * <pre>
 *   ┌ sector ───────────────────┐┌ sector ────────┐┌ sector ────────┐┌ sector ────────┐
 *   │ marks │ snapshot │ sealed … ││ … │ done │ sent ││     erased     ││   an old run   │
 *   └───────────────────────────┘└────────────────┘└────────────────┘└────────────────┘
 *     one run: what lived when it began, and all that happened since
 * </pre>
 * Records are gathered and programmed by {@link #commit}. When a run has no room left, or nobody knows what its last
 * program left behind (after a power cut, after a failure), the next commit begins a new run with a snapshot of what
 * lives, and marks it as complete; only then is the old one erased, once its room is wanted. Until that commit nothing
 * is appended, since the snapshot will show it.
 *
 * <p>What lives takes a quarter of the region at most; of two or three sectors, three quarters of one. A sector is
 * erased for each of its sizes in records, and for each start behind which records were appended or, in units of 16
 * bytes and more, might be taken for some.
 *
 * <p><b>Time.</b> An append programs at most the bytes of the buffer. {@link #commit} programs what is gathered; where
 * a run begins, the snapshot too. It waits for the erasure of a sector if the region cannot erase in the background,
 * some time before the room is needed. {@link #open} reads each byte of the region at most four times. Nothing is
 * allocated after construction.
 */
public final class FlashLog extends SessionStore {
    private static final int SMALLEST_BUFFER = 64;
    private static final int SMALLEST_SECTOR = 256;
    /** Bytes of a received identifier, which stands apart from the state in a snapshot. */
    private static final int SPARE = 16;

    private final FlashRegion region;
    private final LogSectors sectors;
    private final LogReader reader;
    private final LogRun run;
    private final LogRecords records;

    /** Null until it is open; of whom the session is. */
    private Live live;
    private int session;
    /** When it was opened nothing stood behind the seal of its run, which is sure to count at each next start too. */
    private boolean clean;
    /** {@link #clear} was called, and the next commit writes an empty run. */
    private boolean cleared;

    /**
     * A log over a region.
     *
     * @param region with at least 2 sectors of at least 256 bytes each; for this log alone
     * @param largestRecord bytes of the largest message that is to be kept: topic, properties and payload together,
     *     and 30 more; 64 to 16,777,215. So many bytes are allocated, rounded up to whole program units, and about 300
     *     more
     * @throws IllegalArgumentException if largestRecord is out of range
     */
    public FlashLog(FlashRegion region, int largestRecord) {
        if (largestRecord < SMALLEST_BUFFER || largestRecord > LogSectors.LONGEST_BODY) {
            throw new IllegalArgumentException("largestRecord must be 64 to 16777215 bytes");
        }
        this.region = region;
        int unit = region.programUnit();
        byte[] buffer = new byte[(largestRecord + unit - 1) / unit * unit];
        sectors = new LogSectors(region, buffer);
        reader = new LogReader(sectors, buffer);
        run = new LogRun(region, sectors, reader, buffer);
        records = new LogRecords(run, buffer);
    }

    /**
     * {@inheritDoc} What the torn tail of a log held was never answered for, and is passed over.
     *
     * @return also {@link Result#STORE_DAMAGED}: there was a log, and it cannot be read;
     *     {@link Result#BUFFER_TOO_SMALL} if it holds a longer record than the constructor was told;
     *     {@link Result#INVALID_ARGUMENT} if the sectors are too few or too small
     */
    @Override
    public int open(byte[] clientId, int offset, int length, int version, Live ofClient) {
        live = null;
        session = Crc32.add(Crc32.addByte(Crc32.START, version), clientId, offset, length);
        int result = cleared ? NEW : locate();
        if (result > 0) {
            result = replay(ofClient, result == LogRun.SURE);
        }
        if (sectors.hasFailed()) {
            return Result.STORE_FAILED;
        }
        if (result >= 0) {
            live = ofClient;
            run.setDue(result == NEW || !clean);
        }
        return result;
    }

    /** Looks for the run that counts: as {@link LogRun#find}. Means nothing where reading failed. */
    private int locate() {
        if (region.sectors() < 2 || region.sectorSize() < SMALLEST_SECTOR) {
            return Result.INVALID_ARGUMENT;
        }
        sectors.begin();
        return run.find();
    }

    /** Gives all records of the run that counts, which is sure or not. */
    private int replay(Live to, boolean sure) {
        int known = NEW;
        reader.open(run.counting());
        while (reader.next()) {
            if (reader.isTooLong()) {
                return Result.BUFFER_TOO_SMALL;
            }
            int type = reader.type();
            int result = records.replay(type, reader.length(), session, to);
            if (result < 0) {
                return result;
            }
            if (type == LogRecords.SESSION) {
                known = HELD;
            }
            clean = type == LogRecords.SEALED && sure && reader.isCertainlyTheLast();
        }
        return known;
    }

    @Override
    public int clear() {
        live = null;
        int found = locate();
        if (sectors.hasFailed()) {
            found = Result.STORE_FAILED;
        }
        cleared = found >= 0 || found == Result.STORE_DAMAGED;
        run.setDue(cleared);
        return cleared ? Result.OK : found;
    }

    @Override
    public int publish(StoredMessage message) {
        int result = admit(message.length());
        return result < 0 ? result : records.publish(message);
    }

    @Override
    public int receive(int packetId, byte[] state, int offset, int length) {
        int result = admit(state == null ? 0 : length);
        return result < 0 ? result : records.receive(packetId, state, offset, length);
    }

    @Override
    public int sent(int packetId) {
        return records.sent(packetId);
    }

    @Override
    public int release(int packetId, int tag) {
        return records.release(packetId, tag);
    }

    @Override
    public int done(int packetId) {
        return records.done(packetId);
    }

    @Override
    public int forget(int packetId) {
        return records.forget(packetId);
    }

    /** Whether there is room for what adds to what lives, which is measured if that is not known. */
    private int admit(int length) {
        int size = length + LogRecords.MOST_BESIDE;
        int most = most();
        if (size > most || !sectors.fits(size)) {
            return Result.BUFFER_TOO_SMALL;
        }
        if (run.living() > most - size) {
            boolean stale = run.isStale();
            run.setStale(true);
            snapshot();
            run.setStale(stale);
        }
        return run.living() > most - size ? Result.STORE_FULL : Result.OK;
    }

    /** Bytes of all records that live: in any order these fit half of the sectors. */
    private int most() {
        int capacity = sectors.capacity();
        int half = region.sectors() / 2;
        return half == 1 ? capacity - capacity / 4 : capacity * half / 2 - SPARE;
    }

    /** All that lives, without a client nothing; while the run is stale it is only measured. */
    private void snapshot() {
        run.measure();
        if (live != null) {
            records.append(LogRecords.SESSION, 0, session);
            live.snapshot(records);
        }
        records.append(LogRecords.SEALED, 0, 0);
    }

    @Override
    public int compact() {
        run.setStale(true);
        run.setDue(true);
        return Result.OK;
    }

    @Override
    public int commit() {
        if (!run.isDue()) {
            return Result.OK;
        }
        if (run.settle()) {
            run.eraseAhead();
            return Result.OK;
        }
        return rewrite();
    }

    /** Begins a new run with what lives, since the one that is written is stale. */
    private int rewrite() {
        snapshot();
        // one behind the other, two sectors hold more than one is large
        int result = run.erase((run.living() - 1) / sectors.capacity() * 2 + 1);
        if (result != 0) {
            return result > 0 ? NOT_YET : Result.STORE_FAILED;
        }
        run.begin();
        snapshot();
        if (!run.complete()) {
            return Result.STORE_FAILED;
        }
        cleared = false;
        return Result.OK;
    }
}
