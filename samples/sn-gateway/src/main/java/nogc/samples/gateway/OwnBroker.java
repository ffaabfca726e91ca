package nogc.samples.gateway;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.javase.Selectable;
import nogc.javase.client.Explanation;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;

/** Transparent mode: a node's own connection to the broker, with its client identifier, its session and its will. */
final class OwnBroker extends BrokerLine implements Upstream {
    /** Milliseconds until one that may not connect yet is asked again. */
    private static final int LATER = 20;

    private final String name;
    private final Upstream.Events events;
    private final Settings settings;
    private final Clock clock;
    private final Map<String, Integer> filters = new HashMap<>();
    private Will will;
    /** The node waits for an answer to its CONNECT. */
    private boolean joining;
    /** The client is to connect once it is idle. */
    private boolean wanted;
    /** Whom the fate of the connection concerns beside its node, or null. */
    private BrokerNews news;
    /** It was told to, and may not open its socket yet. */
    private boolean held;

    OwnBroker(String client, Settings settings, BrokerStore store, Selectable transport, Clock clock, Entropy entropy,
            Upstream.Events events) {
        super(client, settings, config(false), store, transport, clock, entropy);
        name = client;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void join(boolean clean, int keepAlive, Will ofNode) {
        if (client.isConnected() && !clean && Objects.equals(will, ofNode)) {
            events.joined();
            return;
        }
        if (clean) {
            filters.clear();
        }
        joining = true;
        connect(clean, ofNode);
    }

    /** Connects for the gateway itself, and again whenever the connection breaks, with a clean session. */
    void stay(BrokerNews ofGateway) {
        news = ofGateway;
        connect(true, null);
    }

    boolean isOf(String node) {
        return name.equals(node);
    }

    boolean isIdle() {
        return client.isIdle() && !wanted;
    }

    /** What the store holds is known from here on, though the connection is not begun yet. */
    @Override
    public void restore(int keepAlive, Will ofNode, Map<String, Integer> subscribed) {
        filters.putAll(subscribed);
        if (ofNode != null || !subscribed.isEmpty() || hasStore()) {
            connect(false, ofNode);
            begin();
            held = true;
        }
    }

    @Override
    public boolean adopt(int number) {
        return adopt(events, number);
    }

    private void connect(boolean clean, Will ofNode) {
        will = ofNode;
        will(will);
        session(clean, settings.sessionSeconds);
        wanted = true;
        if (!client.isIdle()) {
            int result = client.disconnect(); // then onIdle connects
            if (result != Result.OK) {
                client.abort();
            }
        }
        wake(clock.millis());
    }

    /** Whether it has begun to connect and is not there yet. */
    boolean isConnecting() {
        return !held && !client.isIdle() && !client.isConnected();
    }

    /** As {@link #poll(int)}; it begins to connect only if it may. */
    int poll(int now, boolean mayConnect) {
        boolean starts = held || wanted && client.isIdle();
        if (starts && !mayConnect) {
            return LATER;
        }
        held = false;
        if (wanted && client.isIdle()) {
            begin();
        }
        int wait = poll(now);
        return wanted && client.isIdle() ? 0 : wait; // it became so just now, and nothing else would wake us
    }

    private void begin() {
        wanted = false;
        int result = connect();
        if (result != Result.OK && joining) {
            joining = false;
            events.refused(true, "its options are refused with result " + result);
        }
        wake(clock.millis());
    }

    @Override
    public void changeWill(Will changed) {
        if (!Objects.equals(will, changed)) {
            connect(false, changed); // a will is a part of CONNECT
        }
    }

    @Override
    public boolean publish(int number, String topic, byte[] payload, int qos, boolean retain) {
        wake(clock.millis());
        return publish(events, number, topic, payload, qos, retain);
    }

    @Override
    public boolean subscribe(int number, String filter, int qos) {
        wake(clock.millis());
        filters.put(filter, qos);
        return subscribe(events, number, filter, qos);
    }

    @Override
    public boolean unsubscribe(int number, String filter) {
        wake(clock.millis());
        filters.remove(filter);
        return unsubscribe(events, number, filter);
    }

    @Override
    public void leave(boolean forget) {
        end(client.disconnect(), forget);
    }

    @Override
    public void lose(boolean forget) {
        end(client.abort(), forget);
    }

    private void end(int result, boolean forget) {
        wanted = false;
        joining = false;
        if (forget) {
            filters.clear();
        }
        if (result == Result.OK) {
            wake(clock.millis());
        }
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        if (news != null) {
            news.connected();
        }
        if (!sessionPresent || client.isSessionUncertain()) {
            subscribeAgain(filters);
        }
        if (joining) {
            joining = false;
            events.joined();
        }
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        if (news != null) {
            news.failed(why(cause, reasonCode));
        }
        if (joining) {
            joining = false;
            events.refused(cause == Result.REFUSED, why(cause, reasonCode));
            client.abort();
        }
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        if (news != null) {
            news.lost(Explanation.of(cause, reasonCode, true));
        } else if (reasonCode == ReasonCode.SESSION_TAKEN_OVER) { // each would take it from the other for ever
            client.abort();
            events.takenOver();
        }
    }

    @Override
    boolean mayResume() {
        return events.hasRoom();
    }

    /** Where there is no room the broker is left to keep it: nothing more is read on this connection. */
    @Override
    boolean take(Message message, long arrival) {
        if (message.qos() > 0 && !events.hasRoom()) {
            return false;
        }
        events.message(topic(message), payload(message), message.qos(), message.retain(), arrival);
        return true;
    }

    @Override
    void withdraw(long arrival) {
        events.withdraw(arrival);
    }
}
