package nogc.mqtt.sn;

/**
 * The one request that waits for an answer (section 6.13): what it is, since when, and how often it was sent again. One
 * of all kinds at a time is what the standard allows at least [SN-6.6-6], and all that a small device has room for.
 */
final class SnTransaction {
    /** Nothing is under way. */
    static final int NONE = -1;

    /** Of {@link SnType}, or NONE. */
    private int type = NONE;
    private int record = SnQueue.NONE;
    private int msgId;
    private int since;
    private int repeats;
    private boolean unsent;

    /** Begins a procedure; its message is written at the next tick. */
    void begin(int messageType, int queueRecord, int messageId) {
        type = messageType;
        record = queueRecord;
        msgId = messageId;
        repeats = 0; // [SN-6.13-7]
        unsent = true;
    }

    void end() {
        type = NONE;
        record = SnQueue.NONE;
        unsent = false;
    }

    boolean isOpen() {
        return type != NONE;
    }

    boolean is(int messageType) {
        return type == messageType;
    }

    boolean is(int messageType, int messageId) {
        return type == messageType && msgId == messageId;
    }

    int type() {
        return type;
    }

    int record() {
        return record;
    }

    /** A record in front of ours was removed. */
    void moved(int from, int octets) {
        if (record > from) {
            record -= octets;
        }
    }

    int msgId() {
        return msgId;
    }

    boolean isUnsent() {
        return unsent;
    }

    void sent(int now) {
        unsent = false;
        since = now;
    }

    /** What came meanwhile is read from now on: its time begins anew. */
    void read(int now) {
        since = now;
    }

    int repeats() {
        return repeats;
    }

    /** Its message is to be written again. */
    void repeat() {
        repeats++;
        unsent = true;
    }

    /** It is to be written again because the peer asked: that does not count. */
    void sendAgain() {
        unsent = true;
    }

    /** A fresh sign of life: timer and counter start anew. */
    void restart(int now) {
        since = now;
        repeats = 0;
    }

    /** Milliseconds until the answer is overdue. */
    int remaining(int now, int retryTime) {
        return retryTime - (now - since);
    }
}
