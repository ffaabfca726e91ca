package nogc.mqtt.session;

import nogc.mqtt.ReasonCode;

/**
 * What we owe the server: PUBACK and PUBREC in the order in which the messages came [MQTT-4.6.0-2, -3], and the QoS 2
 * identifiers whose PUBREL is still to come. There may be twice as many identifiers as slots: the server's send quota
 * is a new one on each connection (section 4.9), so messages up to our Receive Maximum may come ahead of the PUBRELs
 * for as many of the last connection.
 * <pre>
 * an entry    bits 0-15 packet identifier │ 16-23 reason code │ 24 PUBREC, else PUBACK │ 25 may be written │ 26 repeat
 *             │ 27 accepted, but for its record there was no room in the store
 * a handle    the entry's number in the order of arrival, 1 to 2^31 - 1; it counts on over connections, so that an old
 *             one is never valid again
 * </pre>
 */
final class InboundSlots {
    static final int STALE = -1;

    private static final int REASON_SHIFT = 16;
    private static final int PUBREC = 1 << 24;
    private static final int READY = 1 << 25;
    /** PUBREC for an identifier that is in {@link #received} already. */
    private static final int REPEAT = 1 << 26;
    private static final int UNRECORDED = 1 << 27;

    // valid for session
    private final char[] received;
    private int receivedCount;

    // valid for connection
    private final int[] owed;
    private int first;
    private int count;
    private int repeats;

    private int firstHandle = 1;

    InboundSlots(int capacity) {
        received = new char[2 * capacity];
        owed = new int[capacity];
    }

    /** Whether as many messages wait for PUBACK or PUBREC as our Receive Maximum allows; a repeat is not counted. */
    boolean isWindowFull() {
        return count - repeats == owed.length;
    }

    /** Whether no further identifier could be kept until its PUBREL, if all that is owed is accepted. */
    boolean isOpenFull() {
        return count - repeats + receivedCount >= received.length;
    }

    boolean owedFull() {
        return count == owed.length;
    }

    boolean receivedFull() {
        return receivedCount == received.length;
    }

    /** Whether a QoS 2 message with this identifier was delivered and not released [MQTT-4.3.3-10]. */
    boolean isReceived(int packetId) {
        return awaitsPubrel(packetId) || owesPubrec(packetId);
    }

    /** Whether PUBREC was written for this identifier, so that PUBREL is due. */
    boolean awaitsPubrel(int packetId) {
        return indexOf(packetId) >= 0;
    }

    /** Whether its PUBREC, which does not refuse it, is not written yet. */
    private boolean owesPubrec(int packetId) {
        for (int number = 0; number < count; number++) {
            int entry = owed[index(number)];
            if ((entry & PUBREC) != 0 && (entry & 0xffff) == packetId && !isRefusal(entry)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRefusal(int entry) {
        return (entry >> REASON_SHIFT & 0xff) >= ReasonCode.UNSPECIFIED_ERROR;
    }

    private int indexOf(int packetId) {
        for (int i = 0; i < receivedCount; i++) {
            if (received[i] == packetId) {
                return i;
            }
        }
        return -1;
    }

    /** Notes a delivered QoS 2 message of an earlier life; false if there is no room. */
    boolean restore(int packetId) {
        if (receivedFull()) {
            return false;
        }
        received[receivedCount++] = (char) packetId;
        return true;
    }

    /** PUBREL: the identifier means a new message from now on; false if it was unknown. */
    boolean release(int packetId) {
        int index = indexOf(packetId);
        if (index < 0) {
            return false;
        }
        received[index] = received[--receivedCount];
        return true;
    }

    /** No identifier is known any more. */
    void releaseAll() {
        receivedCount = 0;
    }

    /** An identifier that was delivered and not released, or 0. */
    int anyReceived() {
        return receivedCount == 0 ? 0 : received[0];
    }

    /** How many numbers {@link #taken(int)} knows. */
    int taken() {
        return receivedCount + count;
    }

    /** An identifier that the application took over and that was not released, or 0: not every number has one. */
    int taken(int number) {
        if (number < receivedCount) {
            return received[number];
        }
        int entry = owed[index(number - receivedCount)];
        return isAccepted(entry) ? entry & 0xffff : 0;
    }

    /** How many acknowledgements are not written yet. */
    int owed() {
        return count;
    }

    /**
     * The connection ended: what was not written is not owed any more, since the server sends those messages again.
     * What the application has accepted at QoS 2 is received all the same, so that it is not delivered again.
     */
    void disconnected() {
        for (int number = 0; number < count; number++) {
            remember(owed[index(number)]);
        }
        repeats = 0;
        firstHandle = advance(firstHandle, count);
        first = 0;
        count = 0;
    }

    /** Enters an acknowledgement that may not be written yet, and returns its handle. There must be room. */
    int owe(int packetId, boolean pubrec) {
        owed[index(count)] = packetId | (pubrec ? PUBREC : 0);
        return advance(firstHandle, count++);
    }

    /** Enters PUBREC once more, likewise, for a message that was delivered before. There must be room. */
    int oweAgain(int packetId) {
        repeats++;
        owed[index(count)] = packetId | PUBREC | REPEAT;
        return advance(firstHandle, count++);
    }

    /** Takes back the newest entry: the application answered "not now". */
    void retract() {
        count--;
    }

    /**
     * The entry behind a handle as an index for the methods below, or {@link #STALE}: acknowledged, or of an earlier
     * connection.
     */
    int entry(int handle) {
        int number = handle - firstHandle;
        if (number < 0) {
            number += Integer.MAX_VALUE; // handles count from 1 again behind the largest int
        }
        if (handle <= 0 || number >= count || (owed[index(number)] & READY) != 0) {
            return STALE;
        }
        return index(number);
    }

    int packetId(int entry) {
        return owed[entry] & 0xffff;
    }

    boolean isPubrec(int entry) {
        return (owed[entry] & PUBREC) != 0;
    }

    /** Whether it is a PUBREC that makes us remember its identifier. */
    boolean isFirstPubrec(int entry) {
        return (owed[entry] & (PUBREC | REPEAT)) == PUBREC;
    }

    int reasonCode(int entry) {
        return owed[entry] >> REASON_SHIFT & 0xff;
    }

    /** The entry may be written as soon as all before it were. */
    void ready(int entry, int reasonCode) {
        owed[entry] |= READY | reasonCode << REASON_SHIFT;
    }

    /** The entry was accepted, and may not be written before its record has found room in the store. */
    void unrecorded(int entry) {
        owed[entry] |= UNRECORDED;
    }

    /** The first such entry, or {@link #STALE}. */
    int firstUnrecorded() {
        for (int number = 0; number < count; number++) {
            if ((owed[index(number)] & (UNRECORDED | READY)) == UNRECORDED) {
                return index(number);
            }
        }
        return STALE;
    }

    /** The entry to write now, or {@link #STALE} if there is none. */
    int firstReady() {
        return count > 0 && (owed[first] & READY) != 0 ? first : STALE;
    }

    /** Takes out the first entry; behind a PUBREC that does not refuse, the identifier waits for PUBREL. */
    void written() {
        int entry = owed[first];
        repeats -= (entry & REPEAT) != 0 ? 1 : 0;
        remember(entry);
        first = first + 1 == owed.length ? 0 : first + 1;
        count--;
        firstHandle = advance(firstHandle, 1);
    }

    private void remember(int entry) {
        if (isAccepted(entry) && !receivedFull()) {
            received[receivedCount++] = (char) entry;
        }
    }

    /** Whether its identifier waits for PUBREL from now on [MQTT-4.3.3-9]. */
    private static boolean isAccepted(int entry) {
        return (entry & (PUBREC | READY | REPEAT)) == (PUBREC | READY) && !isRefusal(entry);
    }

    private int index(int number) {
        int index = first + number;
        return index >= owed.length ? index - owed.length : index;
    }

    private static int advance(int handle, int by) {
        int next = handle + by;
        return next > 0 ? next : next - Integer.MAX_VALUE;
    }
}
