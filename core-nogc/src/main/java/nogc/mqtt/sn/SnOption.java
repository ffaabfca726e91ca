package nogc.mqtt.sn;

import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Result;

/**
 * Something that a client can do beyond the least; name it in {@link SnConfig#options}. Each object belongs to one
 * client. The client asks all its options in turn; what none of them takes, it handles or drops itself.
 */
public abstract class SnOption {
    /** {@link #remaining}: no time of its own. */
    static final int NEVER = Integer.MAX_VALUE;

    SnOption() {
    }

    /** Null, or a sentence that says which field to change. */
    String problem() {
        return null;
    }

    /** Once, while the client is constructed. */
    void attach(SnSession session) {
    }

    /** Whether the connect options go with this option: OK or the refusal. */
    int check(ConnectOptions options) {
        return Result.OK;
    }

    /** A message of the gateway in use; true if it was taken. The datagram to answer with may be written. */
    boolean received(SnMessage message) {
        return false;
    }

    /** A message of anyone; true if it was taken. */
    boolean overheard(SnMessage message) {
        return false;
    }

    /** Writes the request of this type behind the headroom: the index behind it, or 0 if it is not ours. */
    int encode(int type) {
        return 0;
    }

    /** Nobody answered; true if the connection goes on all the same. */
    boolean exhausted(int type) {
        return false;
    }

    /** Nothing else is under way and nothing waits: begin something, if something is wanted. */
    boolean next() {
        return false;
    }

    /** Times of its own; called while no datagram waits. May write one. */
    void tick() {
    }

    /** Milliseconds until {@link #tick} or {@link #next} has something to do. */
    int remaining() {
        return NEVER;
    }

    /** Whether a gateway is chosen, so that CONNECT can be sent. */
    boolean isReady() {
        return true;
    }

    /** Whether the gateway in use is not the one that has our session. */
    boolean isElsewhere() {
        return false;
    }

    /** CONNACK came. */
    void connected(boolean clean) {
    }

    /** A connection, or the attempt at one, ended; true if there is another gateway to try soon. */
    boolean ended(int cause) {
        return false;
    }

    /** Whether the transport is needed although nothing is connected. */
    boolean wantsTransport() {
        return false;
    }

    /** Where in a datagram the message begins, or -1 to drop it. */
    int unwrap(byte[] datagram, int length) {
        return 0;
    }

    /** The application took the message that it had kept waiting; others may have waited behind it. */
    void resumed() {
    }
}
