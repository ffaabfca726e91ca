package nogc.mqtt.store;

import nogc.hal.FlashRegion;
import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;
import nogc.mqtt.StoredMessage;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.Crc32;
import nogc.mqtt.wire.VarInt;

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

    /** Answer of {@link #admit} and {@link #prepare}: the next snapshot will show it. */
    private static final int SHOWN_LATER = 1;

    private final FlashRegion region;
    private final byte[] buffer;
    private final byte[] session = new byte[LogRecords.SESSION_LENGTH];
    private final LogWriter writer;
    private final LogReader reader;
    private final LogRecords records;
    private final LogRuns runs;
    private final LogRun run;
    private final LogSize size;
    /** Bytes of records in a sector, and of all that live: in any order these fit half of the sectors. */
    private final int capacity;
    private final int most;

    /** Null until it is open. */
    private Live live;
    /** Records wait for {@link #commit}. */
    private boolean due;
    /** What lives is to be written anew: there is no run, or none that may go on. */
    private boolean stale = true;
    /** When it was opened nothing stood behind the seal of its run. */
    private boolean clean;
    /** A snapshot is being written, and records are its. */
    private boolean rewriting;
    /** {@link #clear} was called, and an empty run is still to be written. */
    private boolean clearing;

    /**
     * A log over a region.
     *
     * @param region with at least 2 sectors of at least 256 bytes each; for this log alone
     * @param largestRecord bytes of the largest message that is to be kept: topic, properties and payload together,
     *     and 30 more; 64 to 268,435,455. So many bytes are allocated, rounded up to whole program units, and about 300
     *     more
     * @throws IllegalArgumentException if largestRecord is out of range
     */
    public FlashLog(FlashRegion region, int largestRecord) {
        if (largestRecord < SMALLEST_BUFFER || largestRecord > VarInt.MAX) {
            throw new IllegalArgumentException("largestRecord must be 64 to 268435455 bytes");
        }
        this.region = region;
        buffer = new byte[LogSectors.align(largestRecord, region.programUnit())];
        LogSectors sectors = new LogSectors(region);
        writer = new LogWriter(region, buffer);
        reader = new LogReader(region, sectors, buffer);
        records = new LogRecords(writer);
        runs = new LogRuns(region, sectors, reader, buffer);
        run = new LogRun(region, sectors, writer);
        capacity = region.sectorSize() - sectors.headLength();
        size = new LogSize(capacity);
        int half = region.sectors() / 2;
        most = half == 1 ? capacity - capacity / 4 : capacity * half / 2;
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
        identify(clientId, offset, length, version);
        int found = locate();
        int result = found <= 0 ? found : replay(ofClient);
        if (result >= 0) {
            live = ofClient;
            due = result == NEW || !clean;
        }
        return result;
    }

    private int locate() {
        if (region.sectors() < 2 || region.sectorSize() < SMALLEST_SECTOR) {
            return Result.INVALID_ARGUMENT;
        }
        stale = true;
        due = false;
        int found = runs.find();
        run.found(runs);
        return found;
    }

    /** Version, length, CRC-32 and FNV-1a of the client identifier, which may be long: who has them is the same one. */
    private void identify(byte[] clientId, int offset, int length, int version) {
        int hash = 0x811C9DC5;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ clientId[offset + i] & 0xFF) * 0x01000193;
        }
        session[0] = (byte) version;
        BigEndian.putU16(session, 1, length);
        BigEndian.putI32(session, 3, Crc32.add(Crc32.START, clientId, offset, length));
        BigEndian.putI32(session, 7, hash);
    }

    /** Gives all records of the run that counts. */
    private int replay(Live to) {
        int known = NEW;
        clean = false;
        int result = runs.rewind() < 0 ? Result.STORE_FAILED : Result.OK;
        while (result >= 0) {
            result = reader.next();
            if (result == 0) {
                clean &= reader.isErasedBehind();
                return known;
            }
            if (result == LogReader.TOO_LONG) {
                return Result.BUFFER_TOO_SMALL;
            }
            if (result < 0) {
                return Result.STORE_FAILED;
            }
            clean = reader.type() == LogRecords.SEALED;
            if (reader.type() == LogRecords.SESSION) {
                known = HELD;
                result = isSession(reader.body(), reader.length()) ? Result.OK : Result.STORE_OTHER_SESSION;
            } else if (!clean) {
                result = known == NEW ? Result.STORE_DAMAGED
                        : records.replay(reader.type(), buffer, reader.body(), reader.length(), to);
            }
        }
        return result;
    }

    private boolean isSession(int offset, int length) {
        for (int i = 0; i < session.length && i < length; i++) {
            if (buffer[offset + i] != session[i]) {
                return false;
            }
        }
        return length == session.length;
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

    // Appends.

    @Override
    public int publish(StoredMessage message) {
        int length = LogRecords.length(message);
        if (length > buffer.length || length > most || message.propertiesLength > LogRecords.MOST_PROPERTIES) {
            return Result.BUFFER_TOO_SMALL;
        }
        int result = admit(length);
        return result == Result.OK ? records.publish(message) : Math.min(result, 0);
    }

    @Override
    public int receive(int packetId, byte[] state, int offset, int length) {
        int recordLength = LogRecords.stateLength(state == null ? 0 : length);
        if (recordLength > buffer.length) {
            return Result.BUFFER_TOO_SMALL;
        }
        int result = admit(recordLength);
        return result == Result.OK ? records.receive(packetId, state, offset, length) : Math.min(result, 0);
    }

    @Override
    public int sent(int packetId) {
        int result = prepare(LogRecords.identifierLength());
        return result == Result.OK ? records.sent(packetId) : Math.min(result, 0);
    }

    @Override
    public int release(int packetId, int tag) {
        int result = prepare(LogRecords.releaseLength(tag));
        return result == Result.OK ? records.release(packetId, tag) : Math.min(result, 0);
    }

    @Override
    public int done(int packetId) {
        int result = prepare(LogRecords.identifierLength());
        return result == Result.OK ? records.done(packetId) : Math.min(result, 0);
    }

    @Override
    public int forget(int packetId) {
        int result = prepare(LogRecords.identifierLength());
        return result == Result.OK ? records.forget(packetId) : Math.min(result, 0);
    }

    /** Room for a record that adds to what lives, as {@link #prepare}; {@link Result#STORE_FULL} if there is none. */
    private int admit(int length) {
        boolean ample = !stale && run.used() == 1 && writer.room() - length >= capacity / 4;
        if (!rewriting && !ample) {
            if (!measure() || size.total() + length > most) {
                return Result.STORE_FULL;
            }
        }
        return prepare(length);
    }

    /** How much room what lives takes, in {@link #size}. */
    private boolean measure() {
        size.clear();
        return size.add(LogWriter.recordLength(LogRecords.SESSION_LENGTH)) == Result.OK
                && (live == null || live.snapshot(size) == Result.OK)
                && size.add(LogWriter.recordLength(0) + region.programUnit()) == Result.OK;
    }

    /** Room for a record: {@link Result#OK} to write it, {@link #SHOWN_LATER}, or a negative result. */
    private int prepare(int length) {
        due = true;
        if (stale && !rewriting) {
            return SHOWN_LATER;
        }
        int result = rewriting || run.mayGrow() ? run.prepare(length) : run.prepareInSector(length);
        if (rewriting || result == Result.OK) {
            return result;
        }
        stale = true;
        return SHOWN_LATER;
    }

    @Override
    public int compact() {
        writer.flush();
        stale = true;
        due = true;
        return Result.OK;
    }

    @Override
    public int commit() {
        if (!due) {
            return Result.OK;
        }
        if (!stale) {
            if (writer.flush() == 0 && region.sync() == 0) {
                due = false;
                run.eraseAhead();
                return Result.OK;
            }
            stale = true;
        }
        int result = rewrite();
        due = result != Result.OK;
        return result;
    }

    /** Begins a new run with what lives; without a client, with nothing. */
    private int rewrite() {
        if (!measure()) {
            return Result.STORE_FAILED;
        }
        int result = run.erase(size.sectors());
        if (result != 0) {
            return result > 0 ? NOT_YET : Result.STORE_FAILED;
        }
        rewriting = true;
        result = writeSnapshot();
        rewriting = false;
        stale = result != Result.OK;
        if (stale) {
            run.abandon();
            return Result.STORE_FAILED;
        }
        return Result.OK;
    }

    private int writeSnapshot() {
        int result = run.begin();
        if (result == Result.OK && live != null) {
            result = records.session(session);
            if (result == Result.OK) {
                result = live.snapshot(this);
            }
        }
        if (result == Result.OK) {
            result = run.complete();
        }
        if (result == Result.OK) {
            result = prepare(LogWriter.recordLength(0));
        }
        if (result == Result.OK) {
            result = records.sealed();
        }
        if (result == Result.OK) {
            result = writer.flush() < 0 || region.sync() < 0 ? Result.STORE_FAILED : Result.OK;
        }
        if (result == Result.OK) {
            run.retireBefore();
        }
        return result;
    }
}
