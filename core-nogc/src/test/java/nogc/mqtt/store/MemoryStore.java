package nogc.mqtt.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nogc.mqtt.Result;
import nogc.mqtt.SessionStore;

/**
 * A store in memory that survives a power cut as flash would: calls append records, {@link #commit} makes them durable,
 * and {@link #cut} drops those that are not.
 */
public class MemoryStore extends SessionStore {
    /** A message as it was accepted. */
    private record Message(int packetId, int qos, boolean retain, byte[] bytes, int topicLength, int propertiesLength) {
    }

    /** Records that are not durable yet, each as what it will do to the durable state. */
    private final List<Runnable> appended = new ArrayList<>();

    private byte[] session;
    private int version;
    private final Map<Integer, Message> messages = new LinkedHashMap<>();
    private final Set<Integer> releases = new LinkedHashSet<>();
    private final Set<Integer> received = new LinkedHashSet<>();
    private final List<byte[]> states = new ArrayList<>();

    /** Power fails: what was not committed was never there. */
    public void cut() {
        appended.clear();
    }

    /** Whether something was appended that a cut would take. */
    public boolean isDirty() {
        return !appended.isEmpty();
    }

    /** Whether a message under this identifier is durable. */
    public boolean holdsMessage(int packetId) {
        return messages.containsKey(packetId);
    }

    /** Whether it is durable that PUBREC came for this identifier. */
    public boolean holdsRelease(int packetId) {
        return releases.contains(packetId);
    }

    /** Whether it is durable that an inbound message with this identifier was taken and not yet released. */
    public boolean holdsReceived(int packetId) {
        return received.contains(packetId);
    }

    /** The states of the application that are durable, oldest first. */
    public List<byte[]> states() {
        return states;
    }

    /** The payloads of the durable messages that are not over, oldest first. */
    public List<byte[]> payloads() {
        return messages.values().stream()
                .map(m -> Arrays.copyOfRange(m.bytes, m.topicLength + m.propertiesLength, m.bytes.length)).toList();
    }

    @Override
    public int open(byte[] clientId, int offset, int length, int ofVersion, Restore restore) {
        byte[] name = Arrays.copyOfRange(clientId, offset, offset + length);
        if (!Arrays.equals(session, name) || version != ofVersion) {
            return append(() -> {
                session = name;
                version = ofVersion;
                messages.clear();
                releases.clear();
                received.clear();
            });
        }
        int result = Result.OK;
        for (Message m : messages.values()) {
            if (!releases.contains(m.packetId)) {
                result = Math.min(result, restore.restorePublish(m.packetId, m.qos, m.retain, m.bytes, 0, m.topicLength,
                        m.propertiesLength, m.bytes.length - m.topicLength - m.propertiesLength));
            }
        }
        for (int packetId : releases) {
            result = Math.min(result, restore.restoreRelease(packetId));
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
        Message message = new Message(packetId, qos, retain, bytes, topicLength, propertiesLength);
        return append(() -> messages.put(packetId, message));
    }

    @Override
    public int release(int packetId) {
        return append(() -> releases.add(packetId));
    }

    @Override
    public int done(int packetId) {
        return append(() -> {
            messages.remove(packetId);
            releases.remove(packetId);
        });
    }

    @Override
    public int receive(int packetId, byte[] state, int offset, int length) {
        byte[] kept = state == null ? null : Arrays.copyOfRange(state, offset, offset + length);
        return append(() -> {
            if (packetId != 0) {
                received.add(packetId);
            }
            if (kept != null) {
                states.add(kept);
            }
        });
    }

    @Override
    public int forget(int packetId) {
        return append(() -> received.remove(packetId));
    }

    private int append(Runnable record) {
        appended.add(record);
        return Result.OK;
    }

    @Override
    public int commit() {
        appended.forEach(Runnable::run);
        appended.clear();
        return Result.OK;
    }
}
