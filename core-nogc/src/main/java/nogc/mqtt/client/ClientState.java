package nogc.mqtt.client;

import nogc.mqtt.Metrics;
import nogc.mqtt.session.ServerLimits;

/** What a {@link Client} can be asked: in constant time, without an allocation, and also in a callback. */
public abstract class ClientState {
    final Engine engine;

    /** Only for the client. */
    ClientState(Engine engine) {
        this.engine = engine;
    }

    /** @return whether the transport is to be watched for input; not while a listener waits on a live connection */
    public final boolean wantsInput() {
        return engine.inputSpace() > 0;
    }

    /** @return whether bytes wait that the transport did not take: watch it for room */
    public final boolean wantsOutput() {
        return engine.wantsOutput();
    }

    /** @return whether the server accepted the connection and it stands */
    public final boolean isConnected() {
        return engine.session().isConnected();
    }

    /**
     * Inside {@link nogc.mqtt.Listener#onConnected}: whether a session that is present may be a new one all the same,
     * which a CONNECT of ours has made whose CONNACK was lost. Who subscribes by calls then subscribes again, as behind
     * Session Present 0; with {@link nogc.mqtt.ConnectOptions#subscriptions} the client does.
     *
     * @return false behind an attempt that had its answer
     */
    public final boolean isSessionUncertain() {
        return engine.session().connection().isUncertain();
    }

    /** @return whether nothing is going on and nothing will: before connect, after its end */
    public final boolean isIdle() {
        return engine.link().isIdle();
    }

    /**
     * Which attempt this is, counted from {@link Client#connect} on over all connections that it leads to. In
     * {@link nogc.mqtt.Listener#onConnectFailed} 1 tells that the first one failed.
     *
     * @return 0 before the first attempt
     */
    public final int attempts() {
        return engine.link().attempts();
    }

    /** @return how many more messages and requests may be queued */
    public final int freeSlots() {
        return engine.session().slots().free();
    }

    /** @return how many messages and requests are queued or not yet acknowledged */
    public final int usedSlots() {
        return engine.session().slots().used();
    }

    /**
     * The tags of the messages whose end was not told yet, the oldest first; right behind {@link Client#connect} those
     * that a store gave back. Who numbers messages by their tags goes on behind the highest of these and of the state
     * that {@link Client#applicationState} gives back. Bounded; legal in a callback.
     *
     * @param tags takes as many as fit
     * @return how many there are
     */
    public final int openTags(int[] tags) {
        return engine.session().slots().tags(tags);
    }

    /** @return what the server of this connection offers; defaults while there is none */
    public final ServerLimits limits() {
        return engine.session().limits();
    }

    /** @return counters */
    public final Metrics metrics() {
        return engine.session().metrics();
    }
}
