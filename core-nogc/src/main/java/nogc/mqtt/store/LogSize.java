package nogc.mqtt.store;

import nogc.mqtt.Result;
import nogc.mqtt.SessionRecords;
import nogc.mqtt.StoredMessage;

/** Takes a snapshot only to see how much room it needs: records are packed into sectors, none over two of them. */
final class LogSize implements SessionRecords {
    private final int capacity;
    private int sectors;
    private int used;
    private int total;

    /** Sectors that hold so many bytes of records each. */
    LogSize(int capacity) {
        this.capacity = capacity;
    }

    void clear() {
        sectors = 1;
        used = 0;
        total = 0;
    }

    /** One more record of so many bytes. */
    int add(int length) {
        if (length > capacity) {
            return Result.BUFFER_TOO_SMALL;
        }
        if (length > capacity - used) {
            sectors++;
            used = 0;
        }
        used += length;
        total += length;
        return Result.OK;
    }

    /** How many sectors the records take. */
    int sectors() {
        return sectors;
    }

    /** How many bytes they have. */
    int total() {
        return total;
    }

    @Override
    public int publish(StoredMessage message) {
        return add(LogRecords.length(message));
    }

    @Override
    public int sent(int packetId) {
        return add(LogRecords.identifierLength());
    }

    @Override
    public int release(int packetId, int tag) {
        return add(LogRecords.releaseLength(tag));
    }

    @Override
    public int done(int packetId) {
        return add(LogRecords.identifierLength());
    }

    @Override
    public int receive(int packetId, byte[] state, int offset, int length) {
        return add(LogRecords.stateLength(length));
    }

    @Override
    public int forget(int packetId) {
        return add(LogRecords.identifierLength());
    }
}
