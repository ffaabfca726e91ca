package nogc.javase.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nogc.mqtt.Message;
import nogc.mqtt.Result;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;

/**
 * The filters that the application wants, with their handlers, and what the server knows of them:
 * <pre>
 *   add ─▶ WANTED ─▶ SENT ─▶ GRANTED ─▶ UNWANTED ─▶ LEAVING ─▶ gone
 *             ▲        │        │
 *             └────────┴────────┘ the connection, or the session, was lost
 * </pre>
 * Requests go one by one, as far as the client takes them, so that any number of filters fits. A filter that is given
 * a new handler stays subscribed meanwhile. Any thread adds and removes; the client's thread does the rest.
 */
final class Subscriber {
    private enum State { WANTED, SENT, GRANTED, UNWANTED, LEAVING }

    /** One filter. */
    private static final class Entry {
        final TopicFilter filter;
        final int qos;
        final MessageHandler handler;
        final CompletableFuture<Integer> done = new CompletableFuture<>();
        final CompletableFuture<Void> left = new CompletableFuture<>();
        State state = State.WANTED;
        int handle;

        Entry(TopicFilter filter, int qos, MessageHandler handler) {
            this.filter = filter;
            this.qos = qos;
            this.handler = handler;
        }

        boolean isFor(TopicFilter other) {
            return filter.contentEquals(other.bytes(), 0, other.length());
        }
    }

    private static final int NO_HANDLER = -1;

    // Guarded by this object.
    private final List<Entry> entries = new ArrayList<>();
    /** Those whose handlers are called; replaced as a whole, so that a message is handed on without a lock. */
    private volatile Entry[] handling = {};
    /** Whether a request waits for room: looked at without the lock after each message. */
    private volatile boolean due;

    private final boolean version5;

    Subscriber(boolean version5) {
        this.version5 = version5;
    }

    /** Any thread: wants messages; the future gives the QoS that was granted. The client is to be served then. */
    synchronized CompletableFuture<Integer> add(TopicFilter filter, int qos, MessageHandler handler) {
        for (Iterator<Entry> all = entries.iterator(); all.hasNext();) {
            Entry entry = all.next();
            if (entry.isFor(filter) && entry.state != State.LEAVING) {
                all.remove();
                entry.done.completeExceptionally(new MqttException(Result.STALE, 0,
                        "the same filter was subscribed to again"));
                entry.left.complete(null);
            }
        }
        Entry entry = new Entry(filter, qos, handler);
        entries.add(entry);
        publishHandlers();
        return entry.done;
    }

    /** Any thread: wants no more messages, from now on. */
    synchronized CompletableFuture<Void> remove(TopicFilter filter) {
        for (Entry entry : entries) {
            if (entry.isFor(filter) && entry.state != State.UNWANTED && entry.state != State.LEAVING) {
                boolean unknown = entry.state == State.WANTED;
                entry.state = State.UNWANTED;
                entry.done.completeExceptionally(new MqttException(Result.STALE, 0, "it was unsubscribed meanwhile"));
                if (unknown) {
                    entries.remove(entry);
                    entry.left.complete(null);
                }
                publishHandlers();
                return entry.left;
            }
        }
        return CompletableFuture.failedFuture(new MqttException(Result.STALE, 0, "there is no such subscription"));
    }

    private void publishHandlers() {
        handling = entries.stream().filter(entry -> entry.state != State.UNWANTED && entry.state != State.LEAVING)
                .toArray(Entry[]::new);
    }

    /**
     * The client's thread: calls the handlers of a message.
     *
     * @return what they answer together, or -1 if there is none
     */
    int handle(Message message) {
        int answer = NO_HANDLER;
        for (Entry entry : handling) {
            if (entry.filter.matches(message.topic(), message.topicOffset(), message.topicLength())) {
                answer = Math.max(answer, entry.handler.onMessage(message));
            }
        }
        return answer;
    }

    /** The client's thread: a connection stands; without the session the server knows nothing any more. */
    synchronized void connected(boolean sessionPresent) {
        for (Iterator<Entry> all = entries.iterator(); all.hasNext();) {
            Entry entry = all.next();
            if (entry.state == State.SENT || entry.state == State.GRANTED && !sessionPresent) {
                entry.state = State.WANTED;
            } else if (entry.state == State.LEAVING) {
                entry.state = State.UNWANTED;
            }
            if (entry.state == State.UNWANTED && !sessionPresent) {
                all.remove();
                entry.left.complete(null);
            }
        }
    }

    /** The client's thread: whether {@link #serve} has something to send that found no room before. */
    boolean isDue() {
        return due;
    }

    /** The client's thread: sends what is due, as far as the client takes it. */
    synchronized void serve(Client client) {
        due = false;
        for (int i = 0; i < entries.size() && client.isConnected(); i++) {
            Entry entry = entries.get(i);
            int result = entry.state == State.WANTED ? client.subscribe(entry.filter, entry.qos)
                    : entry.state == State.UNWANTED ? client.unsubscribe(entry.filter) : 0;
            if (result > 0) {
                entry.handle = result;
                entry.state = entry.state == State.WANTED ? State.SENT : State.LEAVING;
            } else if (result == Result.FULL || result == Result.NOT_CONNECTED) {
                due = result == Result.FULL;
                return; // the next answer or connection makes room
            } else if (result < 0) {
                entries.remove(i--);
                refused(entry, result, 0);
            }
        }
    }

    private void refused(Entry entry, int result, int reasonCode) {
        publishHandlers();
        MqttException why = new MqttException(result, reasonCode, Explanation.of(result, reasonCode, version5));
        if (!entry.done.completeExceptionally(why) && entry.state == State.UNWANTED) {
            entry.left.completeExceptionally(why);
        }
    }

    /**
     * The client's thread: SUBACK or UNSUBACK.
     *
     * @param reasonCode the only code of that packet, or 0
     * @return the filter that the server refused, to be told; or null
     */
    synchronized String answered(int handle, int result, int reasonCode) {
        for (Entry entry : entries) {
            if (entry.handle != handle || entry.state != State.SENT && entry.state != State.LEAVING) {
                continue;
            }
            entry.handle = 0;
            if (result == Result.CONNECTION_LOST) {
                return null; // connected() will see to it
            }
            if (entry.state == State.LEAVING) {
                entries.remove(entry);
                entry.left.complete(null);
                return null;
            }
            if (result == Result.OK && reasonCode < 0x80) {
                entry.state = State.GRANTED;
                entry.done.complete(reasonCode);
                return null;
            }
            entries.remove(entry);
            refused(entry, result < 0 ? result : Result.REFUSED, reasonCode);
            return new String(entry.filter.bytes(), 0, entry.filter.length(), StandardCharsets.UTF_8);
        }
        return null;
    }

    /** The client is closed: what is open fails. */
    synchronized void end() {
        for (Entry entry : entries) {
            MqttException why = new MqttException(Result.DISCONNECTED, 0, Explanation.of(Result.DISCONNECTED));
            entry.done.completeExceptionally(why);
            entry.left.completeExceptionally(why);
        }
        entries.clear();
    }
}
