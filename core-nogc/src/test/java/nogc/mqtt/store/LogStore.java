package nogc.mqtt.store;

import java.util.Arrays;
import java.util.List;
import nogc.mqtt.Result;
import nogc.mqtt.SessionRecords;
import nogc.mqtt.StoredMessage;

/**
 * A {@link FlashLog} on simulated flash, with a {@link MemoryStore} beside it that knows what is durable for certain. A
 * cut may leave more than that, and what it tore may come and go until the next commit.
 */
public class LogStore extends MemoryStore {
    private final NorFlash flash;
    private final int largestRecord;
    private FlashLog log;
    /** The last state that was replayed. */
    private byte[] last;

    public LogStore(NorFlash flash, int largestRecord) {
        super(Integer.MAX_VALUE);
        this.flash = flash;
        this.largestRecord = largestRecord;
        log = new FlashLog(flash, largestRecord);
    }

    public NorFlash flash() {
        return flash;
    }

    @Override
    public void cut() {
        super.cut();
        log = new FlashLog(flash, largestRecord);
    }

    @Override
    public int open(byte[] clientId, int offset, int length, int version, Live ofClient) {
        records.clear();
        Live both = new Live() {
            @Override
            public int publish(StoredMessage message) {
                LogStore.super.publish(message);
                return ofClient.publish(message);
            }

            @Override
            public int sent(int packetId) {
                LogStore.super.sent(packetId);
                return ofClient.sent(packetId);
            }

            @Override
            public int release(int packetId, int tag) {
                LogStore.super.release(packetId, tag);
                return ofClient.release(packetId, tag);
            }

            @Override
            public int done(int packetId) {
                LogStore.super.done(packetId);
                return ofClient.done(packetId);
            }

            @Override
            public int receive(int packetId, byte[] state, int at, int count) {
                LogStore.super.receive(packetId, null, 0, 0);
                byte[] kept = state == null ? null : Arrays.copyOfRange(state, at, at + count);
                if (kept != null && isNoneOf(states, kept)) {
                    states.add(kept);
                }
                last = kept != null ? kept : last;
                return ofClient.receive(packetId, state, at, count);
            }

            @Override
            public int forget(int packetId) {
                LogStore.super.forget(packetId);
                return ofClient.forget(packetId);
            }

            @Override
            public int snapshot(SessionRecords sink) {
                return ofClient.snapshot(sink);
            }
        };
        last = null;
        int result = log.open(clientId, offset, length, version, both);
        if (last != null && !isNoneOf(statesUncertain, last) && !Arrays.equals(last, states.get(states.size() - 1))) {
            states.add(last); // an older one once more: its message of QoS 1 had come again
        }
        live = ofClient;
        statesKnown = states.size();
        return result;
    }

    private static boolean isNoneOf(List<byte[]> states, byte[] state) {
        return states.stream().noneMatch(known -> Arrays.equals(known, state));
    }

    @Override
    public int clear() {
        int result = log.clear();
        if (result == Result.OK) {
            super.clear();
        }
        return result;
    }

    @Override
    public int publish(StoredMessage message) {
        int result = log.publish(message);
        return result < 0 ? result : super.publish(message);
    }

    @Override
    public int sent(int packetId) {
        int result = log.sent(packetId);
        return result < 0 ? result : super.sent(packetId);
    }

    @Override
    public int release(int packetId, int tag) {
        int result = log.release(packetId, tag);
        return result < 0 ? result : super.release(packetId, tag);
    }

    @Override
    public int done(int packetId) {
        int result = log.done(packetId);
        return result < 0 ? result : super.done(packetId);
    }

    @Override
    public int receive(int packetId, byte[] state, int offset, int length) {
        int result = log.receive(packetId, state, offset, length);
        return result < 0 ? result : super.receive(packetId, state, offset, length);
    }

    @Override
    public int forget(int packetId) {
        int result = log.forget(packetId);
        return result < 0 ? result : super.forget(packetId);
    }

    @Override
    public int commit() {
        int result = log.commit();
        return result != Result.OK ? result : super.commit();
    }

    @Override
    public int compact() {
        int result = log.compact();
        return result != Result.OK ? result : super.compact();
    }
}
