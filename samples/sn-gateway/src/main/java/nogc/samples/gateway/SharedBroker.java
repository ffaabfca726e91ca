package nogc.samples.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.javase.Selectable;
import nogc.javase.client.Explanation;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.wire.Property;
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
        private final String whole;
        private final byte[] filter;
        private final boolean isShared;
        private final int identifier;
        private int qos;
        private long since;

        private Subscription(String filter) {
            whole = filter;
            identifier = identifierOf(filter);
            byte[] all = filter.getBytes(StandardCharsets.UTF_8);
            isShared = TopicRules.isShared(all, 0, all.length);
            int prefix = isShared ? TopicRules.sharedPrefixLength(all, 0, all.length) : 0;
            this.filter = Arrays.copyOfRange(all, prefix, all.length);
        }

        /** Whether a message, or this copy of it, is for this subscription. */
        private boolean concerns(Message message) {
            return TopicRules.matches(filter, 0, filter.length, message.topic(), message.topicOffset(),
                    message.topicLength()) && isMarkedFor(message.properties());
        }

        private boolean isMarkedFor(PropertyReader properties) {
            properties.rewind();
            boolean marked = false;
            boolean forUs = false;
            while (properties.next()) {
                boolean mark = properties.id() == Property.SUBSCRIPTION_IDENTIFIER;
                marked |= mark;
                forUs |= mark && properties.value() == identifier;
            }
            return forUs || !marked;
        }
    }

    /** One node. */
    private final class Seat implements Upstream {
        private final Upstream.Events events;
        private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
        private Will will;
        private boolean joinsClean;
        private Will joinsWith;

        private Seat(Upstream.Events events) {
            this.events = events;
        }

        @Override
        public void join(boolean clean, int keepAlive, Will ofNode) {
            joinsClean = clean;
            joinsWith = ofNode;
            if (client.isConnected()) {
                joined();
            } else if (news.isFailing()) {
                events.refused(false, NO_BROKER);
            } else {
                joining.add(this);
            }
        }

        private void joined() {
            if (joinsClean) {
                unsubscribeAll();
            }
            will = joinsWith;
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
            filters.forEach((filter, qos) -> remember(filter, qos, time.millis() - FRESH));
        }

        private void remember(String filter, int qos, long since) {
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
            filters.add(filter);
            // also where another seat has it already: the broker sends what it retains
            boolean taken = SharedBroker.this.subscribe(asking(filter), number, filter, highest);
            if (taken) {
                remember(filter, qos, time.millis());
            }
            return taken;
        }

        private Upstream.Events asking(String filter) {
            return new Upstream.Events() {
                @Override
                public void subscribed(int number, int qos) {
                    if (qos < 0) {
                        forget(filter);
                    }
                    events.subscribed(number, qos);
                }

                @Override
                public void requestAgain(int number) {
                    events.requestAgain(number);
                }
            };
        }

        /** Done for the node at once; the broker is told as soon as it can be, if nobody else wants it. */
        @Override
        public boolean unsubscribe(int number, String filter) {
            forget(filter);
            tellLater(() -> events.unsubscribed(number));
            return true;
        }

        private void forget(String filter) {
            subscriptions.remove(filter);
            filters.release(filter);
            tellLater(SharedBroker.this::leaveUnwanted);
        }

        private void unsubscribeAll() {
            List.copyOf(subscriptions.keySet()).forEach(this::forget);
        }

        @Override
        public void leave(boolean forget) {
            will = null;
            joining.remove(this);
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
    private static final String NO_BROKER = "the broker cannot be reached";
    /** Identifiers take three bytes on the wire, and two filters have the same by the rarest of chances. */
    private static final int LARGEST_IDENTIFIER = 0x1FFFFF;

    private final Clock clock;
    private final LongClock time;
    private final BrokerNews news;
    private final List<Seat> seats = new ArrayList<>();
    /** Those that found no room at once. */
    private final List<Will> wills = new ArrayList<>();
    /** Those that wait for the first word of the broker. */
    private final List<Seat> joining = new ArrayList<>();
    private final BrokerFilters filters;
    /** Counts messages, so that nodes that share a filter have their turns. */
    private int turn;

    /**
     * One that begins to connect.
     *
     * @param store for what is under way, or null
     * @param records for the filters that the broker has
     */
    SharedBroker(Settings settings, BrokerStore store, NodeRecords records, Selectable transport, Clock clock,
            Entropy entropy, OperatorLog log) {
        super(settings.clientId, settings, config(true), store, transport, clock, entropy);
        this.clock = clock;
        time = new LongClock(clock);
        news = new BrokerNews(log);
        filters = new BrokerFilters(records, this::isWanted);
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

    private boolean isWanted(String filter) {
        return seats.stream().anyMatch(seat -> seat.subscriptions.containsKey(filter));
    }

    /**
     * Each filter has one, which comes with the messages that it has us sent: where filters of nodes overlap, the
     * broker sends a message once for each, and each copy is for the nodes of that filter alone [MQTT-3.3.4-3]. It is
     * made of the filter's own bytes, so that it is the same after a restart.
     */
    @Override
    int identifier(String filter) {
        return identifierOf(filter);
    }

    private static int identifierOf(String filter) {
        return 1 + Integer.remainderUnsigned(filter.hashCode() * 0x9E3779B1, LARGEST_IDENTIFIER);
    }

    @Override
    public void restore(Collection<String> ofBefore) {
        filters.restore(ofBefore);
        seats.forEach(seat -> filters.restore(seat.subscriptions.keySet()));
    }

    @Override
    public void record(NodeRecords into) {
        filters.record(into);
    }

    @Override
    public void ready(Object ofSocket) {
        wake(clock.millis());
    }

    @Override
    public int poll(int now) {
        time.millis();
        wills.removeIf(this::publishWill);
        return super.poll(now);
    }

    private void leaveUnwanted() {
        if (client.isConnected()) {
            filters.work(this::unsubscribe);
            wake(clock.millis());
        }
    }

    private boolean unsubscribe(String filter) {
        return unsubscribe(new Upstream.Events() {
            @Override
            public void unsubscribed(int number) {
                filters.left(filter);
                tellLater(SharedBroker.this::leaveUnwanted); // there is room for more
            }

            @Override
            public void requestAgain(int number) {
                filters.release(filter);
            }
        }, 0, filter);
    }

    private boolean publishWill(Will will) {
        wake(clock.millis());
        return publish(NOBODY, number(), will.topic(), will.payload(), will.qos(), will.retain());
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        news.connected();
        if (!sessionPresent) {
            filters.sessionLost();
        }
        if (!sessionPresent || client.isSessionUncertain()) {
            Map<String, Integer> again = new HashMap<>();
            for (Seat seat : seats) {
                seat.subscriptions.forEach((filter, subscription) -> again.merge(filter, subscription.qos,
                        Math::max));
            }
            subscribeAgain(again);
        }
        tellLater(this::leaveUnwanted);
        endJoining(Seat::joined);
    }

    private void endJoining(Consumer<Seat> how) {
        List<Seat> all = List.copyOf(joining);
        joining.clear();
        all.forEach(how);
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        news.failed(why(cause, reasonCode));
        endJoining(seat -> seat.events.refused(false, NO_BROKER));
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        news.lost(Explanation.of(cause, reasonCode, true));
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
        turn++;
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

    private boolean isTurn(Seat seat, Subscription ofSeat) {
        List<Seat> all = seats.stream().filter(one -> one.subscriptions.containsKey(ofSeat.whole)).toList();
        return all.get(Math.floorMod(turn, all.size())) == seat;
    }

    /** The QoS of a message for a seat, or -1 if it is none of its. */
    private int qosFor(Seat seat, Message message) {
        int qos = -1;
        for (Subscription subscription : seat.subscriptions.values()) {
            boolean concerned = subscription.concerns(message) && (!subscription.isShared || isTurn(seat, subscription))
                    && (!message.retain() || time.millis() - subscription.since < FRESH);
            qos = concerned ? Math.max(qos, Math.min(subscription.qos, message.qos())) : qos;
        }
        return qos;
    }
}
