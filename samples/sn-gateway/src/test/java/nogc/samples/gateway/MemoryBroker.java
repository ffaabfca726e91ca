package nogc.samples.gateway;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nogc.mqtt.wire.TopicRules;

/** A broker in memory behind the gateway, for virtual time: it answers at the next poll, and can be away. */
final class MemoryBroker implements Brokers {
    /** A message that came to the broker. */
    record Arrived(String client, String topic, String payload, int qos, boolean retain) {
    }

    final class Seat implements Upstream {
        final String client;
        final Upstream.Events events;
        final Map<String, Integer> filters = new LinkedHashMap<>();
        final ArrayDeque<Arrived> held = new ArrayDeque<>();
        Will will;
        boolean left;

        private Seat(String client, Upstream.Events events) {
            this.client = client;
            this.events = events;
        }

        @Override
        public void join(boolean clean, int keepAlive, Will ofNode) {
            joins.add(client + (clean ? " clean" : ""));
            if (clean) {
                filters.clear();
                held.clear();
            }
            will = ofNode;
            answers.add(() -> {
                if (refusal != null) {
                    events.refused(refusedForGood, refusal);
                } else {
                    events.joined();
                }
            });
        }

        @Override
        public void restore(int keepAlive, Will ofNode, Map<String, Integer> subscribed) {
            will = ofNode;
            filters.putAll(subscribed);
        }

        @Override
        public boolean adopt(int number) {
            Exchange exchange = open.get(number);
            if (exchange != null) {
                exchange.owner = events;
            }
            return exchange != null;
        }

        @Override
        public long confirmed() {
            return lastArrival;
        }

        @Override
        public int number() {
            return ++lastNumber;
        }

        @Override
        public void changeWill(Will changed) {
            will = changed;
        }

        @Override
        public boolean publish(int number, String topic, byte[] payload, int qos, boolean retain) {
            if (away) {
                return false;
            }
            Arrived message = new Arrived(client, topic, new String(payload, StandardCharsets.UTF_8), qos, retain);
            arrived.add(message);
            if (qos > 0) {
                open.put(number, new Exchange(events, now, !forbidden.contains(topic)));
            }
            return true;
        }

        @Override
        public boolean subscribe(int number, String filter, int qos) {
            if (away) {
                return false;
            }
            if (!forbidden.contains(filter)) {
                filters.put(filter, qos);
            }
            answers.add(() -> events.subscribed(number, forbidden.contains(filter) ? -1 : qos));
            return true;
        }

        @Override
        public boolean unsubscribe(int number, String filter) {
            filters.remove(filter);
            answers.add(() -> events.unsubscribed(number));
            return true;
        }

        @Override
        public void leave(boolean forget) {
            will = null;
            left = true;
        }

        @Override
        public void lose(boolean forget) {
            if (will != null) {
                arrived.add(new Arrived(client, will.topic(), new String(will.payload(), StandardCharsets.UTF_8),
                        will.qos(), will.retain()));
            }
        }

        private boolean wants(String topic) {
            byte[] name = topic.getBytes(StandardCharsets.UTF_8);
            return filters.keySet().stream().map(filter -> filter.getBytes(StandardCharsets.UTF_8))
                    .anyMatch(filter -> TopicRules.matches(filter, 0, filter.length, name, 0, name.length));
        }
    }

    /** A message that a node has given us, as the store of a gateway's connection knows it: over kills. */
    private static final class Exchange {
        private Upstream.Events owner;
        private final int since;
        private final boolean accepted;

        private Exchange(Upstream.Events owner, int since, boolean accepted) {
            this.owner = owner;
            this.since = since;
            this.accepted = accepted;
        }
    }

    final List<Arrived> arrived = new ArrayList<>();
    final List<String> joins = new ArrayList<>();
    final List<String> forbidden = new ArrayList<>();
    final Map<String, Seat> seats = new HashMap<>();
    boolean away;
    /** It keeps its answers to itself. */
    boolean slow;
    String refusal;
    boolean refusedForGood;
    /** Milliseconds until a message of QoS 1 or 2 is acknowledged. */
    int answersAfter;
    /** Of the messages that a gateway has kept and acknowledged. */
    long lastArrival;
    private final Map<Integer, Exchange> open = new LinkedHashMap<>();
    private int lastNumber;
    private int now;
    private final ArrayDeque<Runnable> answers = new ArrayDeque<>();

    /** A message of somebody else, to all that have subscribed. */
    void publish(String topic, String payload, int qos) {
        for (Seat seat : seats.values()) {
            if (seat.wants(topic)) {
                seat.held.add(new Arrived(null, topic, payload, qos, false));
            }
        }
    }

    /** Nobody waits for an answer any more. */
    void gatewayKilled() {
        answers.clear();
        open.values().forEach(exchange -> exchange.owner = new Upstream.Events() { });
    }

    @Override
    public Upstream seat(String client, Upstream.Events events) {
        Seat former = seats.get(client);
        Seat seat = new Seat(client, events);
        if (former != null) {
            seat.filters.putAll(former.filters);
            seat.held.addAll(former.held);
        }
        seats.put(client, seat);
        return seat;
    }

    @Override
    public Upstream own() {
        return seat("", new Upstream.Events() { });
    }

    @Override
    public void vacate(Upstream seat) {
        seats.values().remove(seat);
    }

    @Override
    public void ready(Object transport) {
    }

    @Override
    public int poll(int at) {
        now = at;
        int wait = Integer.MAX_VALUE;
        for (int number : List.copyOf(open.keySet())) {
            int left = answersAfter - (now - open.get(number).since);
            wait = Math.min(wait, left);
            if (left <= 0) {
                Exchange exchange = open.remove(number);
                exchange.owner.published(number, exchange.accepted);
            }
        }
        while (!slow && !answers.isEmpty()) {
            answers.remove().run();
        }
        for (Seat seat : List.copyOf(seats.values())) {
            while (!seat.held.isEmpty() && seat.events.hasRoom()) {
                Arrived message = seat.held.remove();
                seat.events.message(message.topic, message.payload.getBytes(StandardCharsets.UTF_8), message.qos,
                        false, message.qos == 0 ? 0 : ++lastArrival);
            }
            wait = seat.held.isEmpty() ? wait : Math.min(wait, 5);
        }
        return slow || answers.isEmpty() ? wait : 0;
    }

    @Override
    public void close() {
    }
}
