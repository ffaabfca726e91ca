package nogc.samples.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.javase.Selectable;
import nogc.javase.client.Explanation;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.wire.Property;

/** One connection to the broker and what is common to both uses of it: its steps, and whose each answer is. */
abstract class BrokerLine extends Listener {
    private static final int KEEP_ALIVE = 60;
    /** For a session that is to end with its node: long enough to connect again. */
    private static final int SHORT_EXPIRY = 300;
    /** Milliseconds between two looks at a connection that is being made. */
    private static final int OPENING = 50;
    private static final int REASON_REFUSED = 0x80;

    /** Who asked for something, and the number that it gave it. */
    record Asked(Upstream.Events events, int number) {
    }

    final Client client;
    final ConnectOptions options = new ConnectOptions();
    private final Selectable transport;
    private final Map<Integer, Asked> published = new HashMap<>();
    private final Map<Integer, Asked> requested = new HashMap<>();
    /** What is told outside of the call that it is the answer to. */
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    /** Filters to subscribe to again, since the broker has lost the session. */
    private final Map<String, Integer> restoring = new HashMap<>();
    /** What survives of the connection's exchanges, or null. */
    private final BrokerStore store;
    private int lastNumber;
    private int due;
    private boolean held;

    BrokerLine(String clientId, Settings settings, Config config, BrokerStore store, Selectable transport, Clock clock,
            Entropy entropy) {
        this.transport = transport;
        this.store = store;
        if (store != null) {
            store.configure(config);
        }
        options.clientId = new Utf8String(clientId);
        options.userName = settings.user == null ? null : new Utf8String(settings.user);
        options.password = settings.password == null ? null : new Utf8String(settings.password).bytes();
        options.keepAlive = KEEP_ALIVE;
        client = new Client(config, new Mqtt5(), transport, clock, entropy, this);
    }

    /** Room for one node's traffic, or for that of all of them. */
    static Config config(boolean forAll) {
        Config config = new Config();
        config.receiveBuffer = forAll ? 66_000 : 2048;
        config.transmitBuffer = forAll ? 4096 : 512;
        config.ring = forAll ? 262_144 : 2048;
        config.outboundSlots = forAll ? 1000 : 8;
        config.requestBuffer = 256;
        config.inboundSlots = forAll ? 100 : 32;
        config.reconnectMaximum = 10_000;
        return config;
    }

    /** The application has asked for something, or the socket is ready. */
    void wake(int now) {
        due = now;
    }

    void will(Will will) {
        options.willTopic = will == null ? null : new Topic(will.topic());
        options.willPayload = will == null ? null : will.payload();
        options.willPayloadLength = ConnectOptions.WHOLE;
        options.willQos = will == null ? 0 : will.qos();
        options.willRetain = will != null && will.retain();
    }

    /** A session that ends soon after the connection, or is kept. */
    void session(boolean clean, int seconds) {
        options.cleanStart = clean ? 1 : 0;
        options.sessionExpiry = clean ? SHORT_EXPIRY : seconds;
    }

    boolean hasStore() {
        return store != null;
    }

    /**
     * Begins to connect: from here on the store says what an earlier life has left open.
     *
     * @throws UncheckedIOException if that cannot be read, with what to change
     */
    int connect() {
        int result = client.connect(options);
        String problem = store == null ? null : store.problem(result);
        if (problem != null) {
            throw new UncheckedIOException(problem, new IOException(problem));
        }
        if (result == Result.OK && store != null) {
            store.opened(client);
            lastNumber = Math.max(lastNumber, store.highestNumber());
        }
        return result;
    }

    public int number() {
        lastNumber = lastNumber == Integer.MAX_VALUE ? 1 : lastNumber + 1;
        return lastNumber;
    }

    boolean adopt(Upstream.Events events, int number) {
        lastNumber = Math.max(lastNumber, number);
        boolean open = store != null && store.isOpen(number);
        if (open) {
            published.put(number, new Asked(events, number));
        }
        return open;
    }

    public long confirmed() {
        return store == null ? Long.MAX_VALUE : store.confirmed();
    }

    boolean publish(Upstream.Events events, int number, String topic, byte[] payload, int qos, boolean retain) {
        int handle = client.publish(new Topic(topic), payload, 0, payload.length, qos, retain, null, number);
        boolean comesLater = handle == Result.FULL || handle == Result.STORE_FULL || handle == Result.STORE_FAILED;
        if (handle > 0 && qos > 0) {
            published.put(number, new Asked(events, number));
        } else if (handle < 0 && !comesLater && qos > 0) {
            later.add(() -> events.published(number, false));
        }
        return qos == 0 ? handle >= 0 : !comesLater;
    }

    boolean subscribe(Upstream.Events events, int number, String filter, int qos) {
        return asked(subscribe(filter, qos), events, () -> events.subscribed(number, -1), number);
    }

    private int subscribe(String filter, int qos) {
        Subscriptions one = new Subscriptions(filter.length() * 3 + 3);
        int result = one.add(new TopicFilter(filter), qos, 0);
        int identifier = identifier(filter);
        if (result == Result.OK && identifier != 0) {
            PropertyWriter properties = new PropertyWriter(8);
            result = properties.put(Property.SUBSCRIPTION_IDENTIFIER, identifier);
            result = result == Result.OK ? client.subscribe(one, properties) : result;
        }
        return identifier == 0 && result == Result.OK || result == Result.SUBSCRIPTION_IDENTIFIER_NOT_AVAILABLE
                ? client.subscribe(one, null) : result;
    }

    /** What the broker is to mark the messages of a filter with; 0 for nothing. */
    int identifier(String filter) {
        return 0;
    }

    boolean unsubscribe(Upstream.Events events, int number, String filter) {
        return asked(client.unsubscribe(new TopicFilter(filter)), events, () -> events.unsubscribed(number), number);
    }

    private boolean asked(int handle, Upstream.Events events, Runnable refusal, int number) {
        if (handle > 0) {
            requested.put(handle, new Asked(events, number));
        } else if (handle != Result.FULL && handle != Result.NOT_CONNECTED) {
            later.add(refusal);
        }
        return handle != Result.FULL && handle != Result.NOT_CONNECTED;
    }

    /** Tells it from the next poll, not from inside the call. */
    void tellLater(Runnable event) {
        later.add(event);
    }

    void subscribeAgain(Map<String, Integer> filters) {
        restoring.putAll(filters);
        later.add(this::restore);
    }

    int poll(int now) {
        while (!later.isEmpty()) {
            later.remove().run();
        }
        if (held && mayResume()) {
            held = false;
            client.resume();
            due = now;
        }
        if (now - due < 0) {
            return due - now;
        }
        restore();
        int wait = Math.max(0, client.poll());
        transport.watch(client.wantsInput(), client.wantsOutput());
        if (!later.isEmpty()) {
            wait = 0;
        } else if (!client.isConnected() && !client.isIdle()) {
            wait = Math.min(wait, OPENING); // a name that was looked up wakes the thread, but names no socket
        }
        due = wait > Integer.MAX_VALUE / 4 ? now + Integer.MAX_VALUE / 4 : now + wait;
        return wait;
    }

    private void restore() {
        for (Iterator<Map.Entry<String, Integer>> all = restoring.entrySet().iterator(); all.hasNext();) {
            Map.Entry<String, Integer> next = all.next();
            String filter = next.getKey();
            int qos = next.getValue();
            Upstream.Events asking = new Upstream.Events() {
                @Override
                public void requestAgain(int number) {
                    restoring.put(filter, qos);
                }
            };
            if (!subscribe(asking, 0, filter, qos)) {
                return;
            }
            all.remove();
        }
    }

    /** Whether a message that {@link #onMessage} held back may come again. */
    abstract boolean mayResume();

    /** Takes a message, or holds back all that come until {@link #mayResume}. */
    abstract boolean take(Message message, long arrival);

    /** It comes again: {@link #take} is undone. */
    abstract void withdraw(long arrival);

    /**
     * What was taken is in the nodes' journal before the store says so: where we are killed between the two the journal
     * is ahead, and what the store does not know is left out of it, since the broker sends it again.
     */
    @Override
    public int onMessage(Message message) {
        long arrival = store == null || message.qos() == 0 ? 0 : store.nextArrival();
        held = !take(message, arrival);
        if (held || arrival == 0) {
            return held ? WAIT : ACCEPT;
        }
        if (store.acknowledge(client, message.handle(), arrival) != Result.OK) {
            withdraw(arrival);
            client.abort();
        }
        return DEFER;
    }

    static byte[] payload(Message message) {
        byte[] payload = new byte[message.payloadLength()];
        System.arraycopy(message.payload(), message.payloadOffset(), payload, 0, payload.length);
        return payload;
    }

    static String topic(Message message) {
        return new String(message.topic(), message.topicOffset(), message.topicLength(),
                StandardCharsets.UTF_8);
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        Asked asked = published.remove(tag);
        if (asked == null) {
            return;
        }
        if (result == Result.OK || result == Result.REFUSED) {
            asked.events.published(asked.number, result == Result.OK);
        } else {
            asked.events.publishAgain(asked.number);
        }
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        Asked asked = requested.remove(handle);
        if (asked != null && count > 0) {
            int code = codes[offset] & 0xFF;
            asked.events.subscribed(asked.number, code < REASON_REFUSED ? code : -1);
        } else if (asked != null) {
            asked.events.requestAgain(asked.number);
        }
    }

    @Override
    public void onUnsubscribed(int handle, int result, byte[] codes, int offset, int count,
            PropertyReader properties) {
        Asked asked = requested.remove(handle);
        if (asked != null && count > 0) {
            asked.events.unsubscribed(asked.number);
        } else if (asked != null) {
            asked.events.requestAgain(asked.number);
        }
    }

    /** It is forgotten for good. */
    void end() {
        close();
        if (store != null) {
            store.delete();
        }
    }

    /** Why the last attempt failed, for the operator. */
    String why(int cause, int reasonCode) {
        if (cause == Result.REFUSED) {
            return String.format("the broker refused it with reason code 0x%02x: %s", reasonCode,
                    Explanation.ofReason(reasonCode));
        }
        String error = transport.lastError();
        return error == null ? "the broker does not answer" : error;
    }

    /** Ends the connection with a word, if one can be said at once. */
    public void close() {
        if (client.disconnect() == Result.OK) {
            client.poll();
        }
        transport.close();
        if (store != null) {
            store.close();
        }
    }
}
