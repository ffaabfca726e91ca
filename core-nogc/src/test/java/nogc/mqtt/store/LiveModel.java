package nogc.mqtt.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nogc.mqtt.Result;
import nogc.mqtt.SessionRecords;
import nogc.mqtt.SessionStore;
import nogc.mqtt.StoredMessage;

/** What lives after a sequence of records, by collections: the client as its store sees it, told in a few lines. */
final class LiveModel implements SessionStore.Live {
    private final Map<Integer, StoredMessage> messages = new LinkedHashMap<>();
    private final Map<Integer, Integer> releases = new LinkedHashMap<>();
    /** Those released twice. */
    private final Set<Integer> givenUp = new LinkedHashSet<>();
    private final Set<Integer> received = new LinkedHashSet<>();
    private byte[] state;

    static StoredMessage copy(StoredMessage of) {
        StoredMessage copy = new StoredMessage();
        copy.packetId = of.packetId;
        copy.qos = of.qos;
        copy.retain = of.retain;
        copy.sent = of.sent;
        copy.pulled = of.pulled;
        copy.tag = of.tag;
        copy.expiry = of.expiry;
        copy.bytes = Arrays.copyOfRange(of.bytes, of.offset, of.offset + of.length());
        copy.topicLength = of.topicLength;
        copy.propertiesLength = of.propertiesLength;
        copy.payloadLength = of.payloadLength;
        return copy;
    }

    @Override
    public int publish(StoredMessage message) {
        done(message.packetId);
        messages.put(message.packetId, copy(message));
        return Result.OK;
    }

    @Override
    public int sent(int packetId) {
        if (messages.containsKey(packetId)) {
            messages.get(packetId).sent = true;
        }
        return Result.OK;
    }

    @Override
    public int release(int packetId, int tag) {
        messages.remove(packetId);
        if (releases.putIfAbsent(packetId, tag) != null) {
            givenUp.add(packetId);
        }
        return Result.OK;
    }

    @Override
    public int done(int packetId) {
        messages.remove(packetId);
        releases.remove(packetId);
        givenUp.remove(packetId);
        return Result.OK;
    }

    @Override
    public int receive(int packetId, byte[] of, int offset, int length) {
        if (packetId != 0) {
            received.add(packetId);
        }
        if (of != null) {
            state = Arrays.copyOfRange(of, offset, offset + length);
        }
        return Result.OK;
    }

    @Override
    public int forget(int packetId) {
        received.remove(packetId);
        return Result.OK;
    }

    @Override
    public int snapshot(SessionRecords sink) {
        int result = state == null ? Result.OK : sink.receive(0, state, 0, state.length);
        for (StoredMessage message : messages.values()) {
            result = result < 0 ? result : sink.publish(message);
        }
        for (Map.Entry<Integer, Integer> release : releases.entrySet()) {
            for (int times = givenUp.contains(release.getKey()) ? 2 : 1; times > 0; times--) {
                result = result < 0 ? result : sink.release(release.getKey(), release.getValue());
            }
        }
        for (int packetId : received) {
            result = result < 0 ? result : sink.receive(packetId, null, 0, 0);
        }
        return result;
    }

    List<Integer> openMessages() {
        return List.copyOf(messages.keySet());
    }

    List<Integer> openReleases() {
        return List.copyOf(releases.keySet());
    }

    List<Integer> receivedIdentifiers() {
        return List.copyOf(received);
    }

    boolean isOpen(int packetId) {
        return messages.containsKey(packetId) || releases.containsKey(packetId);
    }

    /** All of it, in its order. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        messages.values().forEach(m -> words.add(m.packetId + "/" + m.qos + (m.retain ? "r" : "") + (m.sent ? "s" : "")
                + (m.pulled ? "p" + m.payloadLength : "") + " tag " + m.tag + " expiry " + m.expiry + " " + m.topicLength
                + "+" + m.propertiesLength + ":" + Arrays.hashCode(m.bytes)));
        return words + " releases " + releases + " given up " + givenUp + " received " + received + " state "
                + Arrays.toString(state);
    }
}
