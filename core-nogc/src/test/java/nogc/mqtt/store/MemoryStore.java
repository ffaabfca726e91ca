package nogc.mqtt.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;

/**
 * A store in memory that survives a power cut as flash would: calls append records, {@link #commit} makes them durable,
 * and {@link #cut} drops those that are not. Also keeps, for the proof, the application's own states.
 */
public final class MemoryStore extends SessionStore {
    /** What a record says. */
    enum Kind { SESSION, PUBLISH, RELEASE, DONE, RECEIVE, FORGET }

    /** One record; {@code bytes} is the client identifier, the message or the application's state. */
    private record Record(Kind kind, int packetId, int qos, boolean retain, byte[] bytes, int topicLength,
            int propertiesLength) {
    }

    private final List<Record> records = new ArrayList<>();
    private int durable;

    /** Whether something was appended that a power cut would take. */
    public boolean isDirty() {
        return durable < records.size();
    }

    /** Power fails: what was not committed was never there. */
    public void cut() {
        while (isDirty()) {
            records.remove(records.size() - 1);
        }
    }

    /** The states of the application that are durable, oldest first. */
    public List<byte[]> states() {
        return records.subList(0, durable).stream().filter(r -> r.kind == Kind.RECEIVE && r.bytes != null)
                .map(Record::bytes).toList();
    }

    @Override
    public int open(byte[] clientId, int offset, int length, int version, Restore restore) {
        byte[] name = Arrays.copyOfRange(clientId, offset, offset + length);
        boolean known = !records.isEmpty() && records.get(0).packetId == version
                && Arrays.equals(records.get(0).bytes, name);
        if (!known) {
            records.clear();
            durable = 0;
            append(Kind.SESSION, version, name);
            return 0;
        }
        return restore(restore);
    }

    private int restore(Restore restore) {
        int result = Result.OK;
        List<Record> open = new ArrayList<>();
        List<Record> released = new ArrayList<>();
        List<Integer> received = new ArrayList<>();
        for (Record r : records) {
            switch (r.kind) {
                case PUBLISH -> open.add(r);
                case RELEASE -> {
                    open.removeIf(message -> message.packetId == r.packetId);
                    released.add(r);
                }
                case DONE -> {
                    open.removeIf(message -> message.packetId == r.packetId);
                    released.removeIf(release -> release.packetId == r.packetId);
                }
                case RECEIVE -> {
                    if (r.packetId != 0) {
                        received.add(r.packetId);
                    }
                }
                case FORGET -> received.remove((Integer) r.packetId);
                default -> { }
            }
        }
        for (Record r : open) {
            result = Math.min(result, restore.restorePublish(r.packetId, r.qos, r.retain, r.bytes, 0, r.topicLength,
                    r.propertiesLength, r.bytes.length - r.topicLength - r.propertiesLength));
        }
        for (Record r : released) {
            result = Math.min(result, restore.restoreRelease(r.packetId));
        }
        for (int packetId : received) {
            result = Math.min(result, restore.restoreReceived(packetId));
        }
        return result < 0 ? result : 1;
    }

    @Override
    public int publish(int packetId, int qos, boolean retain, byte[] record, int offset, int topicLength,
            int propertiesLength, int payloadLength) {
        byte[] bytes = Arrays.copyOfRange(record, offset, offset + topicLength + propertiesLength + payloadLength);
        records.add(new Record(Kind.PUBLISH, packetId, qos, retain, bytes, topicLength, propertiesLength));
        return Result.OK;
    }

    @Override
    public int release(int packetId) {
        return append(Kind.RELEASE, packetId, null);
    }

    @Override
    public int done(int packetId) {
        return append(Kind.DONE, packetId, null);
    }

    @Override
    public int receive(int packetId, byte[] state, int offset, int length) {
        return append(Kind.RECEIVE, packetId,
                state == null ? null : Arrays.copyOfRange(state, offset, offset + length));
    }

    @Override
    public int forget(int packetId) {
        return append(Kind.FORGET, packetId, null);
    }

    private int append(Kind kind, int packetId, byte[] bytes) {
        records.add(new Record(kind, packetId, 0, false, bytes, 0, 0));
        return Result.OK;
    }

    @Override
    public int commit() {
        durable = records.size();
        return Result.OK;
    }
}
