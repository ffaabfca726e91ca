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
 * erased for each of its sizes in records, and for each start behind which records were appended.
 *
 * <p><b>Time.</b> An append programs at most the bytes of the buffer. {@link #commit} programs what is gathered; where
 * a run begins, the snapshot too. It waits for the erasure of a sector if the region cannot erase in the background,
 * some time before the room is needed. {@link #open} reads each byte of the region at most four times. Nothing is
 * allocated after construction.
 */
public final class FlashLog extends SessionStore {
    private static final int SMALLEST_BUFFER = 64;
    private static final int SMALLEST_SECTOR = 256;

    // What is done with a record.
    private static final int APPEND = 0;
    private static final int MEASURE = 1;
    private static final int WRITE = 2;

    private final FlashRegion region;
    private final byte[] head = new byte[LogRecords.LONGEST_HEAD];
    private final LogSectors sectors;
    private final LogReader reader;
    private final LogRecords records;
    private final LogRuns runs;
    private final LogRun run;
    /** Bytes of records in a sector, and of all that live: in any order these fit half of the sectors. */
    private final int capacity;
    private final int most;
    /** Bytes of the longest record. */
    private final int longest;

    /** Null until it is open; of whom the session is. */
    private Live live;
    private int nameLength;
    private int nameCheck;
    /** Records wait for {@link #commit}. */
    private boolean due;
    /** What lives is to be written anew: there is no run, or none that may go on. */
    private boolean stale = true;
    /** When it was opened nothing stood behind the seal of its run. */
    private boolean clean;
    /** {@link #clear} was called, and an empty run is still to be written. */
    private boolean clearing;
    /** What is done with records just now: a snapshot is measured, and then written. */
    private int task = APPEND;

    /** Of the snapshot that was measured last: the sectors it takes, packed, and how full the last one is. */
    private int wanted;
    private int filled;
    /** Bytes that what lives may come to take, or more: all that was appended since it was measured. */
    private int living;

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
        records = new LogRecords(head, buffer);
        runs = new LogRuns(region, sectors, reader);
        run = new LogRun(region, sectors, buffer);
        capacity = region.sectorSize() - sectors.recordsAt();
        int half = region.sectors() / 2;
        most = half == 1 ? capacity - capacity / 4 : capacity * half / 2;
        longest = Math.min(buffer.length, Math.min(capacity, most));
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
        nameLength = length;
        nameCheck = Crc32.add(Crc32.addByte(Crc32.START, version), clientId, offset, length);
        int result = locate();
        if (result > 0) {
            result = replay(ofClient);
        }
        if (sectors.hasFailed()) {
            result = Result.STORE_FAILED;
        }
        if (result >= 0) {
            live = ofClient;
            due = result == NEW || !clean;
        }
        return result;
    }

    /** Looks for the run that counts: as {@link LogRuns#find}. */
    private int locate() {
        if (region.sectors() < 2 || region.sectorSize() < SMALLEST_SECTOR) {
            return Result.INVALID_ARGUMENT;
        }
        stale = true;
        due = false;
        sectors.begin();
        int found = runs.find();
        run.found(runs);
        return sectors.hasFailed() ? Result.STORE_FAILED : found;
    }

    /** Gives all records of the run that counts. */
    private int replay(Live to) {
        int known = NEW;
        clean = false;
        reader.start(runs.first());
        while (reader.next()) {
            if (reader.isTooLong()) {
                return Result.BUFFER_TOO_SMALL;
            }
            int type = reader.type();
            clean = type == LogRecords.SEALED;
            int result = Result.OK;
            if (type == LogRecords.SESSION) {
                known = HELD;
                result = records.isSession(reader.length(), nameLength, nameCheck) ? Result.OK
                        : Result.STORE_OTHER_SESSION;
            } else if (!clean) {
                result = records.replay(type, reader.length(), to);
            }
            if (result < 0) {
                return result;
            }
        }
        clean &= reader.isErasedBehind();
        return known;
    }

    @Override
    public int clear() {
        if (!clearing) {
            live = null;
            int found = locate();
            if (found < 0 && found != Result.STORE_DAMAGED) {
                return found;
            }
            clearing = true;
        }
        int result = rewrite();
        clearing = result != Result.OK;
        return result;
    }

    // Appends, and what the client gives of a snapshot.

    @Override
    public int publish(StoredMessage message) {
        if (message.propertiesLength > LogRecords.MOST_PROPERTIES) {
            return Result.BUFFER_TOO_SMALL;
        }
        refresh();
        return append(LogRecords.PUBLISH, records.publish(message), message.bytes, message.offset, message.length());
    }

    @Override
    public int receive(int packetId, byte[] state, int offset, int length) {
        refresh();
        return state == null ? append(LogRecords.RECEIVED, packetId, 0)
                : append(LogRecords.RECEIVE, records.identifier(packetId, 0), state, offset, length);
    }

    @Override
    public int sent(int packetId) {
        return append(LogRecords.SENT, packetId, 0);
    }

    @Override
    public int release(int packetId, int tag) {
        return append(LogRecords.RELEASE, packetId, tag);
    }

    @Override
    public int done(int packetId) {
        return append(LogRecords.DONE, packetId, 0);
    }

    @Override
    public int forget(int packetId) {
        return append(LogRecords.FORGET, packetId, 0);
    }

    private int append(int type, int packetId, int number) {
        return append(type, records.identifier(packetId, number), null, 0, 0);
    }

    /**
     * Does with a record what is to be done just now. Where it cannot be written, the next snapshot will show what it
     * says.
     */
    private int append(int type, int headEnd, byte[] bytes, int offset, int length) {
        int size = LogSectors.recordLength(headEnd - LogSectors.HEAD + length);
        int room = type == LogRecords.PUBLISH || type == LogRecords.RELEASE ? Math.max(size, LogRecords.LONGEST_END)
                : size;
        if (task == APPEND && type <= LogRecords.RECEIVED) {
            if (size > longest) {
                return Result.BUFFER_TOO_SMALL;
            }
            if (living + room > most) {
                return Result.STORE_FULL;
            }
        }
        if (task != WRITE) {
            living += room;
            pack(size);
        }
        if (task != MEASURE) {
            due = true;
            if (task == WRITE || !stale) {
                run.makeRoom(size, task == WRITE);
                run.record(type, head, headEnd, bytes, offset, length);
                stale |= run.hasFailed();
            }
        }
        return Result.OK;
    }

    private void pack(int size) {
        if (size > capacity - filled) {
            wanted++;
            filled = 0;
        }
        filled += size;
    }

    /** Ahead of what adds to what lives: measures that, unless it is known that there is room. */
    private void refresh() {
        if (task == APPEND && (stale || living > most - longest)) {
            measure();
        }
    }

    private void measure() {
        wanted = 1;
        filled = 0;
        living = 0;
        snapshot(MEASURE);
    }

    /** All that lives, without a client nothing. */
    private void snapshot(int asTask) {
        task = asTask;
        if (live != null) {
            append(LogRecords.SESSION, nameLength, nameCheck);
            live.snapshot(this);
        }
        append(LogRecords.SEALED, LogSectors.HEAD, null, 0, 0);
        task = APPEND;
    }

    @Override
    public int compact() {
        stale = true;
        due = true;
        return Result.OK;
    }

    @Override
    public int commit() {
        if (!due) {
            return Result.OK;
        }
        int result = Result.OK;
        if (!stale && run.settle()) {
            run.eraseAhead();
        } else {
            stale = true;
            result = rewrite();
        }
        due = result != Result.OK;
        return result;
    }

    /** Begins a new run with what lives. */
    private int rewrite() {
        measure();
        int result = run.erase(wanted);
        if (result != 0) {
            return result > 0 ? NOT_YET : Result.STORE_FAILED;
        }
        run.begin();
        snapshot(WRITE);
        stale = !run.complete();
        if (stale) {
            run.abandon();
            return Result.STORE_FAILED;
        }
        return Result.OK;
    }
}
