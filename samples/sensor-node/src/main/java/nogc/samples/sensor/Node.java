package nogc.samples.sensor;

import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.hal.Transport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.codec.Protocol;

/**
 * What every node has: a connection that comes back, its presence, a clean leave and the books about its messages.
 * <pre>
 *   STATUS    out, retained   "online" on each connect; "offline" as the will and on {@link #stop}
 * </pre>
 * Nothing is dropped in silence when all slots are taken: what is due stays due until it is queued. One thread calls it
 * all; nothing is allocated after construction.
 */
public abstract class Node extends Listener {
    /** How long {@link #stop} waits for acknowledgements, in milliseconds. */
    public static final int LONGEST_FAREWELL = 3000;

    private static final int ONLINE_DUE = 0x40000000;
    private static final int OFFLINE_DUE = 0x20000000;

    final NodeClient client;
    final Clock clock;
    final Counters counters = new Counters();
    /** What waits for a free slot: the two bits above, and those of the kind of node. */
    int due;
    /** Something was made due inside a callback. */
    boolean again;
    boolean leaving;

    private final ConnectOptions options;
    private final Topic status;
    private final byte[] online = NodeTopics.ascii("online");
    private final byte[] offline = NodeTopics.ascii("offline");
    private boolean disconnecting;
    private int leavingSince;

    /**
     * Fills in the will and what makes the server keep the session.
     *
     * @param status where the presence goes
     */
    Node(Config config, Protocol protocol, Transport transport, Clock clock, Entropy entropy, ConnectOptions options,
            Topic status) {
        client = new MqttNodeClient(config, protocol, transport, clock, entropy, this);
        this.clock = clock;
        this.options = options;
        this.status = status;
        prepare();
    }

    /**
     * Fills in the will and what makes the gateway keep the session.
     *
     * @param client of this node alone
     * @param status where the presence goes
     */
    Node(SnNodeClient client, Clock clock, ConnectOptions options, Topic status) {
        this.client = client;
        this.clock = clock;
        this.options = options;
        this.status = status;
        client.open(this);
        prepare();
    }

    private void prepare() {
        options.willTopic = status;
        options.willPayload = offline;
        options.willPayloadLength = offline.length;
        options.willQos = 1;
        options.willRetain = true;
        if (!client.hasSessionExpiry()) {
            options.cleanStart = 0; // this alone makes the server keep what comes while we are away
        } else if (options.sessionExpiry == 0) {
            options.sessionExpiry = 3600;
        }
    }

    /** Queues what is due, and clears its bit in {@link #due} once nothing of it waits. */
    abstract void publishOwn();

    /** Does what its own time has come for. Not called once the node is leaving. */
    abstract void work(int now);

    /** @return milliseconds until {@link #work} has something to do, at least 0 */
    abstract int untilWork();

    /** @return whether all that the node was made for is done */
    abstract boolean isFinished();

    /** The server has accepted a connection. */
    abstract void connected();

    /**
     * Starts connecting; afterwards call {@link #poll} again and again.
     *
     * @return what {@code connect} of the client returns; where a store holds another session or is damaged, name
     *     another one, or give up what it holds by {@link NodeClient#clear} and start again
     */
    public int start() {
        return client.connect(options);
    }

    /**
     * Leaves: waits for what is unacknowledged, publishes "offline", disconnects. Without a connection, or after
     * {@link #LONGEST_FAREWELL}, the will says "offline" instead. May be called again and again.
     */
    public void stop() {
        if (disconnecting) {
            return; // the client waits for the server to close, which abort would cut short
        }
        if (!client.isConnected()) {
            client.abort();
        } else if (!leaving) {
            leaving = true;
            leavingSince = clock.millis();
            due = due & ~ONLINE_DUE | OFFLINE_DUE;
        }
    }

    /** @return whether nothing is left to do, after {@link #stop} or because the server refuses us for good */
    public boolean isStopped() {
        return client.isIdle();
    }

    /**
     * Takes the readings whose time has come, queues what is due, and lets the client do one step. Bounded as
     * {@code poll} of the client is, allocates nothing.
     *
     * @return milliseconds until it wants to be called again, unless input arrives before
     */
    public int poll() {
        int now = clock.millis();
        if (isFinished() && client.usedSlots() == 0 && client.isConnected()) {
            stop();
        }
        publishDue();
        if (!leaving) {
            work(now);
            publishDue();
        } else {
            leave(now);
        }
        again = false;
        int wait = client.poll();
        if (again || wait <= 0) {
            return 0;
        }
        if (leaving && !disconnecting && !client.isIdle()) {
            return Math.min(wait, Math.max(0, LONGEST_FAREWELL - (now - leavingSince)));
        }
        return leaving ? wait : Math.min(wait, untilWork());
    }

    /** Queues what is due; what finds no slot stays due. "Offline" comes last. */
    private void publishDue() {
        if ((due & ONLINE_DUE) != 0 && queued(client.publish(status, online, 0, online.length, 1, true, null))) {
            due &= ~ONLINE_DUE;
        }
        publishOwn();
        if (due == OFFLINE_DUE && queued(client.publish(status, offline, 0, offline.length, 1, true, null))) {
            due = 0;
        }
    }

    /** Keeps the books of a message: whether the handle is one. */
    final boolean queued(int handle) {
        if (handle < 0) {
            return false;
        }
        counters.sent++;
        return true;
    }

    private void leave(int now) {
        if (disconnecting) {
            return;
        }
        if (due == 0 && client.usedSlots() == 0) {
            disconnecting = client.disconnect() == Result.OK;
        } else if (now - leavingSince >= LONGEST_FAREWELL) {
            client.abort();
        }
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        counters.connections++;
        counters.resumed += sessionPresent ? 1 : 0;
        connected();
        if (!leaving) {
            due |= ONLINE_DUE;
        }
        again = true;
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        counters.failures++;
        counters.lastCause = cause;
        counters.lastReasonCode = reasonCode;
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        if (cause != Result.DISCONNECTED && cause != Result.ABORTED) {
            onConnectFailed(cause, reasonCode, properties, retryMillis);
        }
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        if (result == Result.OK) {
            counters.acknowledged++;
        } else {
            counters.lost++;
        }
        again |= due != 0 || leaving || isFinished(); // a slot is free
    }

    /** @return what was done so far */
    public Counters counters() {
        return counters;
    }

    /** @return the client, for the loop that waits on its transport */
    public NodeClient client() {
        return client;
    }
}
