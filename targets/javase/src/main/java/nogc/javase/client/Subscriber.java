package nogc.javase.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;
import nogc.mqtt.wire.Property;

/**
 * The filters that the application wants, with their handlers, and what the server knows of them:
 * <pre>
 *   add ─▶ WANTED ─▶ SENT ─▶ GRANTED ─▶ UNWANTED ─▶ LEAVING ─▶ gone
 *             ▲        │        │
 *             └────────┴────────┘ the connection, or the session, was lost
 * </pre>
 * Requests go one by one, as far as the client takes them, so that any number of filters fits. A filter that is given
 * a new handler stays subscribed meanwhile. Any thread adds and removes; the client's thread does the rest.
 *
 * <p>Where filters overlap, a server of MQTT 5.0 may send a message once for each. So each filter has a Subscription
 * Identifier, which comes with the message [MQTT-3.3.4-3]: the handlers of a copy are those that it was sent for. It is
 * made of the filter's own bytes, for messages that the server has kept over an end of this JVM bear it too.
 */
final class Subscriber {
    private enum State { WANTED, SENT, GRANTED, UNWANTED, LEAVING }

    /** Identifiers take three bytes on the wire, and two filters have the same by the rarest of chances. */
    private static final int LARGEST_IDENTIFIER = 0x1FFFFF;

    /** One filter. */
    private final class Entry {
        final TopicFilter filter;
        final int identifier;
        final int qos;
        final int options;
        final MessageHandler handler;
        final CompletableFuture<Integer> done = new ClientFuture<>(standing);
        final CompletableFuture<Void> left = new ClientFuture<>(standing);
        State state = State.WANTED;
        int handle;

        Entry(TopicFilter filter, int qos, int options, MessageHandler handler) {
            this.filter = filter;
            this.qos = qos;
            this.options = options;
            this.handler = handler;
            identifier = 1 + Integer.remainderUnsigned(text().hashCode() * 0x9E3779B1, LARGEST_IDENTIFIER);
        }

        boolean isFor(TopicFilter other) {
            return filter.contentEquals(other.bytes(), 0, other.length());
        }

        String text() {
            return new String(filter.bytes(), 0, filter.length(), StandardCharsets.UTF_8);
        }
    }

    private static final int NO_HANDLER = -1;

    // Guarded by this object. Futures complete outside of its lock, since what hangs on them may call anything.
    private final List<Entry> entries = new ArrayList<>();
    /** Those whose handlers are called; replaced as a whole, so that a message is handed on without a lock. */
    private volatile Entry[] handling = {};
    /** Whether a request waits to be sent: looked at without the lock after each call and message. */
    private volatile boolean due;

    private final boolean version5;
    private final Standing standing;

    Subscriber(boolean version5, Standing standing) {
        this.version5 = version5;
        this.standing = standing;
    }

    private static MqttException stale(String why) {
        return new MqttException(Result.STALE, 0, why);
    }

    /** What became of futures while the lock was held. */
    private static final class News {
        private final List<Runnable> all = new ArrayList<>(2);

        <T> void done(CompletableFuture<T> future, T value) {
            all.add(() -> future.complete(value));
        }

        void failed(CompletableFuture<?> future, MqttException why) {
            all.add(() -> future.completeExceptionally(why));
        }

        void tell() {
            all.forEach(Runnable::run);
        }
    }

    /**
     * Any thread: wants messages. The client is to be served then.
     *
     * @param options bits of {@link Subscriptions}
     * @return gives the QoS that was granted
     */
    CompletableFuture<Integer> add(TopicFilter filter, int qos, int options, MessageHandler handler) {
        Entry added = new Entry(filter, qos, options, handler);
        News news = new News();
        synchronized (this) {
            for (Iterator<Entry> all = entries.iterator(); all.hasNext();) {
                Entry entry = all.next();
                if (entry.isFor(filter) && entry.state != State.LEAVING) {
                    all.remove();
                    news.failed(entry.done, stale("the same filter was subscribed to again"));
                    news.done(entry.left, null);
                }
            }
            entries.add(added);
            due = true;
            publishHandlers();
        }
        news.tell();
        return added.done;
    }

    /** Any thread: wants no more messages, from now on. */
    CompletableFuture<Void> remove(TopicFilter filter) {
        News news = new News();
        CompletableFuture<Void> left = null;
        synchronized (this) {
            for (Iterator<Entry> all = entries.iterator(); all.hasNext() && left == null;) {
                Entry entry = all.next();
                if (entry.isFor(filter) && entry.state != State.UNWANTED && entry.state != State.LEAVING) {
                    left = entry.left;
                    news.failed(entry.done, stale("it was unsubscribed meanwhile"));
                    if (entry.state == State.WANTED) { // the server does not know of it
                        all.remove();
                        news.done(left, null);
                    }
                    entry.state = State.UNWANTED;
                    due = true;
                    publishHandlers();
                }
            }
        }
        news.tell();
        return left != null ? left : CompletableFuture.failedFuture(stale("there is no such subscription"));
    }

    private void publishHandlers() {
        handling = entries.stream().filter(entry -> entry.state != State.UNWANTED && entry.state != State.LEAVING)
                .toArray(Entry[]::new);
    }

    /**
     * The client's thread: calls the handlers of a message. What one throws keeps it from none of the others.
     *
     * @param failed hears of what they throw
     * @return what they answer together, or -1 if there is none
     */
    int handle(Message message, Consumer<Throwable> failed) {
        PropertyReader properties = message.properties();
        boolean marked = version5 && properties.find(Property.SUBSCRIPTION_IDENTIFIER);
        int answer = NO_HANDLER;
        for (Entry entry : handling) {
            if ((!marked || isAmong(properties, entry.identifier))
                    && entry.filter.matches(message.topic(), message.topicOffset(), message.topicLength())) {
                properties.rewind();
                answer = Math.max(answer, answerOf(entry.handler, message, failed));
            }
        }
        properties.rewind();
        return answer;
    }

    private static boolean isAmong(PropertyReader properties, int identifier) {
        properties.rewind();
        while (properties.next()) {
            if (properties.id() == Property.SUBSCRIPTION_IDENTIFIER && properties.value() == identifier) {
                return true;
            }
        }
        return false;
    }

    private static int answerOf(MessageHandler handler, Message message, Consumer<Throwable> failed) {
        try {
            return handler.onMessage(message);
        } catch (RuntimeException | Error e) {
            failed.accept(e);
            return ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR; // MQTT 5.0, QoS 1 and 2; else it is accepted
        }
    }

    /**
     * The client's thread: a connection stands; without the session the server knows nothing any more, and one that is
     * uncertain may know as little.
     */
    void connected(boolean sessionPresent, boolean uncertain) {
        News news = new News();
        synchronized (this) {
            for (Iterator<Entry> all = entries.iterator(); all.hasNext();) {
                Entry entry = all.next();
                if (entry.state == State.SENT || entry.state == State.GRANTED && (uncertain || !sessionPresent)) {
                    entry.state = State.WANTED;
                } else if (entry.state == State.LEAVING) {
                    entry.state = State.UNWANTED;
                }
                if (entry.state == State.UNWANTED && !sessionPresent) {
                    all.remove();
                    news.done(entry.left, null);
                }
            }
        }
        news.tell();
    }

    /** The client's thread: sends what is new, or found no room before; without a lock where there is nothing. */
    void serveDue(Client client) {
        if (due) {
            serve(client);
        }
    }

    /** The client's thread: sends what is due, as far as the client takes it. */
    void serve(Client client) {
        News news = new News();
        synchronized (this) {
            due = false;
            for (int i = 0; i < entries.size() && client.isConnected() && !due; i++) {
                Entry entry = entries.get(i);
                int result = entry.state == State.WANTED ? subscribe(client, entry)
                        : entry.state == State.UNWANTED ? client.unsubscribe(entry.filter) : 0;
                if (result > 0) {
                    entry.handle = result;
                    entry.state = entry.state == State.WANTED ? State.SENT : State.LEAVING;
                } else if (result == Result.FULL) {
                    due = true; // the next answer makes room
                } else if (result < 0 && result != Result.NOT_CONNECTED) {
                    entries.remove(i--);
                    refused(entry, result, 0, news);
                }
            }
        }
        news.tell();
    }

    private int subscribe(Client client, Entry entry) {
        Subscriptions one = new Subscriptions(entry.filter.length() + 3);
        int result = one.add(entry.filter, entry.qos, entry.options);
        if (result < 0) {
            return result;
        }
        if (version5) {
            PropertyWriter properties = new PropertyWriter(8);
            result = properties.put(Property.SUBSCRIPTION_IDENTIFIER, entry.identifier);
            if (result == Result.OK) {
                result = client.subscribe(one, properties);
            }
            if (result != Result.SUBSCRIPTION_IDENTIFIER_NOT_AVAILABLE) {
                return result;
            }
        }
        return client.subscribe(one, null);
    }

    /** One that the server, or the client, does not take. */
    private void refused(Entry entry, int result, int reasonCode, News news) {
        publishHandlers();
        MqttException why = new MqttException(result, reasonCode, Explanation.of(result, reasonCode, version5));
        boolean leaves = entry.state == State.UNWANTED || entry.state == State.LEAVING;
        news.failed(leaves ? entry.left : entry.done, why);
    }

    /**
     * The client's thread: SUBACK or UNSUBACK.
     *
     * @param reasonCode the only code of that packet, or 0
     * @return what the server refused, to be told; or null
     */
    String answered(int handle, int result, int reasonCode) {
        News news = new News();
        String refused = null;
        synchronized (this) {
            for (int i = 0; i < entries.size(); i++) {
                Entry entry = entries.get(i);
                if (entry.handle == handle && (entry.state == State.SENT || entry.state == State.LEAVING)) {
                    refused = answered(entry, result, reasonCode, news);
                    break;
                }
            }
        }
        news.tell();
        return refused;
    }

    private String answered(Entry entry, int result, int reasonCode, News news) {
        entry.handle = 0;
        if (result == Result.CONNECTION_LOST) {
            return null; // connected() will see to it
        }
        boolean good = result == Result.OK && reasonCode < 0x80;
        if (good && entry.state == State.SENT) {
            entry.state = State.GRANTED;
            news.done(entry.done, reasonCode);
            return null;
        }
        entries.remove(entry);
        if (good) {
            news.done(entry.left, null);
            return null;
        }
        refused(entry, result < 0 ? result : Result.REFUSED, reasonCode, news);
        return (entry.state == State.SENT ? "the subscription to " : "to unsubscribe from ") + entry.text();
    }

    /** The client is closed: what is open fails. */
    void end() {
        News news = new News();
        MqttException why = new MqttException(Result.DISCONNECTED, 0, Explanation.of(Result.DISCONNECTED));
        synchronized (this) {
            for (Entry entry : entries) {
                news.failed(entry.done, why);
                news.failed(entry.left, why);
            }
            entries.clear();
        }
        news.tell();
    }
}
