package nogc.mqtt.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import nogc.mqtt.Result;
import nogc.mqtt.SessionRecords;
import nogc.mqtt.SessionStore;
import nogc.mqtt.StoredMessage;

/**
 * A log in memory that survives a power cut as flash would: calls append records, {@link #commit} makes them durable,
 * and {@link #cut} drops those that are not. Without an index: it replays all, and compacts by a snapshot.
 */
public class MemoryStore extends SessionStore {
    /** A record, as the call that it was appended by and will be replayed by. */
    interface Entry extends ToIntFunction<SessionRecords> {
    }

    /** From so many records on, the next append makes room. */
    private final int capacity;
    private byte[] durableSession;
    private List<Entry> durable = new ArrayList<>();
    private byte[] session;
    List<Entry> records = new ArrayList<>();
    final List<byte[]> states = new ArrayList<>();
    private int statesDurable;
    /** Those that are durable, and those that a log was found with. */
    int statesKnown;
    /** Those that were appended and not committed when the power failed. */
    List<byte[]> statesUncertain = List.of();
    Live live;
    private int compactions;

    /** A store that compacts every now and then. */
    public MemoryStore() {
        this(40);
    }

    /** @param capacity how many records it holds before it compacts */
    public MemoryStore(int capacity) {
        this.capacity = capacity;
    }

    /** Power fails: what was not committed was never there. */
    public void cut() {
        session = durableSession;
        records = new ArrayList<>(durable);
        statesUncertain = List.copyOf(states.subList(statesDurable, states.size()));
        states.subList(statesDurable, states.size()).clear();
        statesKnown = statesDurable;
    }

    /** How often it took a snapshot. */
    public int compactions() {
        return compactions;
    }

    /** What the durable records come to. */
    private final class Books implements SessionRecords {
        private final Map<Integer, byte[]> messages = new LinkedHashMap<>();
        private final Set<Integer> sent = new LinkedHashSet<>();
        private final Set<Integer> releases = new LinkedHashSet<>();
        private final Set<Integer> received = new LinkedHashSet<>();

        Books() {
            durable.forEach(entry -> entry.applyAsInt(this));
        }

        @Override
        public int publish(StoredMessage m) {
            int payload = m.offset + m.topicLength + m.propertiesLength;
            messages.put(m.packetId, Arrays.copyOfRange(m.bytes, payload, m.offset + m.length()));
            return m.sent ? sent(m.packetId) : Result.OK;
        }

        @Override
        public int sent(int packetId) {
            sent.add(packetId);
            return Result.OK;
        }

        @Override
        public int release(int packetId, int tag) {
            releases.add(packetId);
            return Result.OK;
        }

        @Override
        public int done(int packetId) {
            messages.remove(packetId);
            sent.remove(packetId);
            releases.remove(packetId);
            return Result.OK;
        }

        @Override
        public int receive(int packetId, byte[] state, int offset, int length) {
            if (packetId != 0) {
                received.add(packetId);
            }
            return Result.OK;
        }

        @Override
        public int forget(int packetId) {
            received.remove(packetId);
            return Result.OK;
        }
    }

    /** Whether a message under this identifier is durable. */
    public boolean holdsMessage(int packetId) {
        return new Books().messages.containsKey(packetId);
    }

    /** Whether it is durable that a byte of it may have left. */
    public boolean holdsSent(int packetId) {
        return new Books().sent.contains(packetId);
    }

    /** Whether it is durable that PUBREC came for this identifier. */
    public boolean holdsRelease(int packetId) {
        return new Books().releases.contains(packetId);
    }

    /** Whether it is durable that an inbound message with this identifier was taken and not yet released. */
    public boolean holdsReceived(int packetId) {
        return new Books().received.contains(packetId);
    }

    /** The states of the application that ever were durable, oldest first. */
    public List<byte[]> states() {
        return states.subList(0, statesKnown);
    }

    /** The payloads of the durable messages that are not over, oldest first. */
    public List<byte[]> payloads() {
        return List.copyOf(new Books().messages.values());
    }

    @Override
    public int open(byte[] clientId, int offset, int length, int version, Live ofClient) {
        byte[] name = Arrays.copyOfRange(clientId, offset, offset + length + 1);
        name[length] = (byte) version;
        if (session != null && !Arrays.equals(session, name)) {
            return Result.STORE_OTHER_SESSION;
        }
        for (Entry entry : records) {
            int result = entry.applyAsInt(ofClient);
            if (result < 0) {
                return result;
            }
        }
        live = ofClient;
        boolean held = session != null;
        session = name;
        return held ? HELD : NEW;
    }

    @Override
    public int clear() {
        session = null;
        records.clear();
        return Result.OK;
    }

    @Override
    public int publish(StoredMessage message) {
        return append(copy(message));
    }

    private static Entry copy(StoredMessage m) {
        StoredMessage copy = LiveModel.copy(m);
        return sink -> sink.publish(copy);
    }

    @Override
    public int sent(int packetId) {
        return append(sink -> sink.sent(packetId));
    }

    @Override
    public int release(int packetId, int tag) {
        return append(sink -> sink.release(packetId, tag));
    }

    @Override
    public int done(int packetId) {
        return append(sink -> sink.done(packetId));
    }

    @Override
    public int receive(int packetId, byte[] state, int offset, int length) {
        byte[] kept = state == null ? null : Arrays.copyOfRange(state, offset, offset + length);
        int result = append(sink -> sink.receive(packetId, kept, 0, length));
        if (kept != null && result == Result.OK) {
            states.add(kept);
        }
        return result;
    }

    @Override
    public int forget(int packetId) {
        return append(sink -> sink.forget(packetId));
    }

    private int append(Entry record) {
        if (records.size() >= capacity) {
            takeSnapshot();
        }
        records.add(record);
        return Result.OK;
    }

    private void takeSnapshot() {
        compactions++;
        List<Entry> snapshot = new ArrayList<>();
        live.snapshot(new Snapshot(snapshot));
        records = snapshot;
    }

    /** Copies what the client shows. */
    private record Snapshot(List<Entry> to) implements SessionRecords {
        private int add(Entry entry) {
            to.add(entry);
            return Result.OK;
        }

        @Override
        public int publish(StoredMessage message) {
            return add(copy(message));
        }

        @Override
        public int sent(int packetId) {
            throw new AssertionError("not in a snapshot");
        }

        @Override
        public int release(int packetId, int tag) {
            return add(sink -> sink.release(packetId, tag));
        }

        @Override
        public int done(int packetId) {
            throw new AssertionError("not in a snapshot");
        }

        @Override
        public int receive(int packetId, byte[] state, int offset, int length) {
            byte[] kept = state == null ? null : Arrays.copyOfRange(state, offset, offset + length);
            return add(sink -> sink.receive(packetId, kept, 0, length));
        }

        @Override
        public int forget(int packetId) {
            throw new AssertionError("not in a snapshot");
        }
    }

    @Override
    public int commit() {
        durableSession = session;
        durable = new ArrayList<>(records);
        statesDurable = states.size();
        statesKnown = statesDurable;
        return Result.OK;
    }

    @Override
    public int compact() {
        takeSnapshot();
        return Result.OK;
    }
}
