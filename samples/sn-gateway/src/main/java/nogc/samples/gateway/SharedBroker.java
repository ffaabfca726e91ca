package nogc.samples.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.javase.Selectable;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.wire.TopicRules;

/**
 * Aggregating mode: one connection to the broker for all nodes. What each has subscribed to is known here, and each
 * message goes to those whom it concerns; wills are published here.
 */
final class SharedBroker extends BrokerLine implements Brokers {
    /** For so long a retained message goes to a seat that subscribed: the broker sends it behind SUBACK, to us all. */
    private static final int FRESH = 5000;

    /** A subscription of one seat. */
    private static final class Subscription {
        private final byte[] filter;
        private int qos;
        private int since;

        private Subscription(String filter) {
            byte[] whole = filter.getBytes(StandardCharsets.UTF_8);
            int shared = TopicRules.isShared(whole, 0, whole.length)
                    ? TopicRules.sharedPrefixLength(whole, 0, whole.length) : 0;
            this.filter = Arrays.copyOfRange(whole, shared, whole.length);
        }

        private boolean matches(Message message) {
            return TopicRules.matches(filter, 0, filter.length, message.topic(), message.topicOffset(),
                    message.topicLength());
        }
    }

    /** One node. */
    private final class Seat implements Upstream {
        private final Upstream.Events events;
        private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
        private Will will;

        private Seat(Upstream.Events events) {
            this.events = events;
        }

        @Override
        public void join(boolean clean, int keepAlive, Will ofNode) {
            if (!client.isConnected()) {
                events.refused(false, "the broker cannot be reached");
                return;
            }
            if (clean) {
                unsubscribeAll();
            }
            will = ofNode;
            events.joined();
        }

        @Override
        public boolean adopt(int number) {
            return SharedBroker.this.adopt(events, number);
        }

        @Override
        public long confirmed() {
            return SharedBroker.this.confirmed();
        }

        @Override
        public int number() {
            return SharedBroker.this.number();
        }

        @Override
        public void restore(int keepAlive, Will ofNode, Map<String, Integer> filters) {
            will = ofNode;
            filters.forEach((filter, qos) -> remember(filter, qos, clock.millis() - FRESH));
        }

        private void remember(String filter, int qos, int since) {
            Subscription subscription = subscriptions.computeIfAbsent(filter, Subscription::new);
            subscription.qos = qos;
            subscription.since = since;
        }

        @Override
        public void changeWill(Will changed) {
            will = changed;
        }

        @Override
        public boolean publish(int number, String topic, byte[] payload, int qos, boolean retain) {
            wake(clock.millis());
            return SharedBroker.this.publish(events, number, topic, payload, qos, retain);
        }

        @Override
        public boolean subscribe(int number, String filter, int qos) {
            int highest = qos;
            for (Seat seat : seats) {
                Subscription subscription = seat.subscriptions.get(filter);
                highest = subscription == null ? highest : Math.max(highest, subscription.qos);
            }
            wake(clock.millis());
            // also where another seat has it already: the broker sends what it retains
            boolean taken = SharedBroker.this.subscribe(events, number, filter, highest);
            if (taken) {
                remember(filter, qos, clock.millis());
            }
            return taken;
        }

        @Override
        public boolean unsubscribe(int number, String filter) {
            if (isWanted(filter, this)) {
                subscriptions.remove(filter);
                tellLater(() -> events.unsubscribed(number));
                wake(clock.millis());
                return true;
            }
            wake(clock.millis());
            boolean taken = SharedBroker.this.unsubscribe(events, number, filter);
            if (taken) {
                subscriptions.remove(filter);
            }
            return taken;
        }

        private void unsubscribeAll() {
            for (String filter : List.copyOf(subscriptions.keySet())) {
                subscriptions.remove(filter);
                if (!isWanted(filter, this)) {
                    SharedBroker.this.unsubscribe(NOBODY, 0, filter);
                }
            }
        }

        @Override
        public void leave(boolean forget) {
            will = null;
            if (forget) {
                unsubscribeAll();
            }
        }

        @Override
        public void lose(boolean forget) {
            if (will != null) {
                Will last = will;
                if (!publishWill(last)) {
                    wills.add(last);
                }
            }
            leave(forget);
        }
    }

    private static final Upstream.Events NOBODY = new Upstream.Events() { };

    private final Clock clock;
    private final BrokerNews news;
    private final List<Seat> seats = new ArrayList<>();
    /** Those that found no room at once. */
    private final List<Will> wills = new ArrayList<>();

    /**
     * One that begins to connect.
     *
     * @param store for what is under way, or null
     */
    SharedBroker(Settings settings, BrokerStore store, Selectable transport, Clock clock, Entropy entropy,
            OperatorLog log) {
        super(settings.clientId, settings, config(true), store, transport, clock, entropy);
        this.clock = clock;
        news = new BrokerNews(log);
        session(settings.store == null, settings.sessionSeconds);
        int result = connect();
        if (result < 0) {
            throw new IllegalArgumentException("the broker's client takes no such options, result " + result);
        }
    }

    @Override
    public Upstream seat(String nodeClient, Upstream.Events events) {
        Seat seat = new Seat(events);
        seats.add(seat);
        return seat;
    }

    @Override
    public Upstream own() {
        return seat(null, NOBODY);
    }

    @Override
    public void vacate(Upstream seat) {
        ((Seat) seat).leave(true);
        seats.remove(seat);
    }

    private boolean isWanted(String filter, Seat but) {
        for (Seat seat : seats) {
            if (seat != but && seat.subscriptions.containsKey(filter)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void ready(Object ofSocket) {
        wake(clock.millis());
    }

    @Override
    public int poll(int now) {
        wills.removeIf(this::publishWill);
        return super.poll(now);
    }

    private boolean publishWill(Will will) {
        wake(clock.millis());
        return publish(NOBODY, number(), will.topic(), will.payload(), will.qos(), will.retain());
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        news.connected();
        if (!sessionPresent) {
            Map<String, Integer> filters = new HashMap<>();
            for (Seat seat : seats) {
                seat.subscriptions.forEach((filter, subscription) -> filters.merge(filter, subscription.qos,
                        Math::max));
            }
            subscribeAgain(filters);
        }
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        news.failed(why(cause, reasonCode));
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        news.lost();
    }

    /** A node that listens will have room soon: the broker waits for it, and with it all others. */
    @Override
    boolean mayResume() {
        for (Seat seat : seats) {
            if (seat.events.isListening() && !seat.events.hasRoom()) {
                return false;
            }
        }
        return true;
    }

    @Override
    boolean take(Message message, long arrival) {
        int[] qos = new int[seats.size()];
        for (int i = 0; i < qos.length; i++) {
            qos[i] = qosFor(seats.get(i), message);
            if (qos[i] > 0 && seats.get(i).events.isListening() && !seats.get(i).events.hasRoom()) {
                return false;
            }
        }
        String topic = topic(message);
        byte[] payload = payload(message);
        for (int i = 0; i < qos.length; i++) {
            if (qos[i] >= 0) {
                seats.get(i).events.message(topic, payload, qos[i], message.retain(), arrival);
            }
        }
        return true;
    }

    @Override
    void withdraw(long arrival) {
        for (Seat seat : seats) {
            seat.events.withdraw(arrival);
        }
    }

    /** The QoS of a message for a seat, or -1 if it is none of its. */
    private int qosFor(Seat seat, Message message) {
        int qos = -1;
        for (Subscription subscription : seat.subscriptions.values()) {
            boolean concerned = subscription.matches(message)
                    && (!message.retain() || clock.millis() - subscription.since < FRESH);
            qos = concerned ? Math.max(qos, Math.min(subscription.qos, message.qos())) : qos;
        }
        return qos;
    }
}
