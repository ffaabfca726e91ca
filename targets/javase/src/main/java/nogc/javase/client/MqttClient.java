package nogc.javase.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import nogc.javase.ClientRunner;
import nogc.javase.PublishRing;
import nogc.javase.Selectable;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.mqtt.Config;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;

/**
 * An MQTT client with a thread of its own, all of whose methods any thread may call.
 * <pre>
 *   try (MqttClient client = MqttClient.of("mqtts://broker.example").user("me", "secret").build()) {
 *       client.subscribe("hello/#", 1, message -&gt; System.out.println(message.topic() + ": " + message.text()));
 *       client.connect().get(10, TimeUnit.SECONDS);
 *       client.publish("hello/world", "hello", 1).get(10, TimeUnit.SECONDS);
 *   }
 * </pre>
 *
 * <p><b>Connections</b> that are lost are made again, slower and slower; subscriptions are made anew where the server
 * lost the session, and messages of QoS 1 and 2 that were taken are kept. {@link #disconnect} ends that,
 * {@link #connect} begins it again, {@link #close} ends it for good.
 *
 * <p><b>Handlers and futures</b> complete on the client's thread, which serves nothing else meanwhile, or at once where
 * a call is refused: take little time there and do not block. To wait there for another future of this client would
 * never end, so {@code get} and {@code join} throw an IllegalStateException there. What a handler throws is logged and
 * costs its message, which is refused (MQTT 5.0, QoS 1 and 2) or counts as taken; other handlers get it all the same. A
 * future fails with an {@link MqttException}, whose message says what happened and what to change; a
 * {@code TimeoutException} of its {@code get} says where the client stands. None stays open once the client has ended.
 *
 * <p><b>Filters that overlap.</b> Each handler gets a message once: a server of MQTT 5.0 that sends a copy for each
 * filter marks them with the Subscription Identifiers that this client gives (a property of three bytes, which handlers
 * see). Where a server has none, or with MQTT 3.1.1, each copy that it sends goes to all handlers that match.
 *
 * <p><b>Allocation.</b> Everything with a future, a String or a {@link ReceivedMessage} allocates.
 * {@link #publish(Topic, byte[], int, int, int, boolean, PropertyWriter, int)} and a {@link MessageHandler} do not, nor
 * does the client beneath; over TLS JSSE does.
 *
 * <p><b>Log.</b> The {@link System.Logger} {@code nogc.mqtt} hears of connections, refusals and failures, never of
 * payloads, user names and passwords.
 */
public final class MqttClient implements AutoCloseable {
    private static final Logger LOG = System.getLogger("nogc.mqtt");

    private final Client client;
    private final Runner runner;
    private final Events events;
    private final Subscriber subscriber;
    private final Completions completions;
    private final MqttClientBuilder builder;
    private final Standing standing;
    private volatile boolean started;

    MqttClient(MqttClientBuilder builder) {
        this.builder = builder;
        Config config = builder.config();
        Protocol protocol = builder.version5 ? new Mqtt5() : new Mqtt311();
        Ways ways = Ways.of(builder, config);
        standing = new Standing(builder.where());
        subscriber = new Subscriber(builder.version5, standing);
        completions = new Completions(builder.version5);
        events = new Events(builder, standing, ways, subscriber, completions);
        client = new Client(config, protocol, ways.transport, new SteadyClock(), new SystemEntropy(), events);
        runner = new Runner(client, ways.transport, new PublishRing(builder.cells(), builder.topic, builder.payload,
                builder.properties), builder.calls(), builder.daemon);
        standing.serve(runner);
        events.serve(client, this::later);
    }

    private void later(Runnable call) {
        if (post(call) != Result.OK) {
            call.run();
        }
    }

    /**
     * Has a call made on the client's thread, as {@link ClientRunner#execute}. Behind each such call the thread sends
     * what is to be subscribed and unsubscribed: whoever finds no room for a call of his own is served by those that
     * took it.
     */
    private int post(Runnable call) {
        return runner.execute(() -> {
            try {
                call.run();
            } finally {
                subscriber.serveDue(client);
            }
        });
    }

    /** The thread beneath, which tells us what became of messages. */
    private final class Runner extends ClientRunner {
        Runner(Client client, Selectable transport, PublishRing messages, int calls, boolean daemon) {
            super(client, transport, messages, calls, daemon);
        }

        @Override
        protected void onRefused(int tag, int result) {
            try {
                events.refused(tag, result);
            } catch (RuntimeException | Error e) { // as builder.endOnHandlerFailure() wants it: the runner would go on
                client.abort();
                close(0);
                throw e;
            }
        }

        @Override
        protected void onFailure(Throwable failure) {
            LOG.log(Level.ERROR, "a callback or the thread of the client failed", failure);
        }

        @Override
        protected void onEnded() {
            events.end();
        }
    }

    /**
     * Begins a client.
     *
     * @param uri {@code mqtt://host:1883}, {@code mqtts://host:8883} (TLS), {@code ws://host:80/mqtt} (WebSocket),
     *     {@code wss://host:443/mqtt} (both) or {@code unix:/path/of/a/socket}; with {@code user:password@} ahead of
     *     the host if you like, encoded as in any URI (a colon in the user is {@code %3A}); these ports and this path
     *     may be left out
     * @param more further brokers, each tried when the one before does not answer: see {@link
     *     MqttClientBuilder#brokersAtRandom} and {@link MqttClientBuilder#backToFirstAfter}. User and password are
     *     those of the first
     * @return what can be said before {@link MqttClientBuilder#build}
     * @throws IllegalArgumentException if it is none, with a message that says what to change
     */
    public static MqttClientBuilder of(String uri, String... more) {
        return new MqttClientBuilder(uri, more);
    }

    /**
     * Connects, and stays connected; also again after {@link #disconnect} or a refusal. Messages and subscriptions may
     * be given before.
     *
     * @return completes once the connection stands, with whether the server resumed a session; fails once the client
     *     gives up. While nobody answers it tries on, so bound your waiting
     */
    public CompletableFuture<Boolean> connect() {
        CompletableFuture<Boolean> future = new ClientFuture<>(standing);
        events.awaitConnected(future);
        int result = runner.start(builder.options);
        if (result == Result.ALREADY_CONNECTED) {
            result = post(() -> connected(future));
        } else if (result >= 0) {
            started = true;
        }
        if (result < 0) {
            failed(future, result);
        }
        return future;
    }

    /** The client's thread: it runs, so it is connected, or connects, or has given up in this very moment. */
    private void connected(CompletableFuture<Boolean> future) {
        int result = client.isIdle() ? runner.start(builder.options) : Result.OK;
        if (result < 0) {
            failed(future, result);
        } else {
            events.tellConnected();
        }
    }

    private void failed(CompletableFuture<Boolean> future, int result) {
        events.forget(future);
        future.completeExceptionally(failure(result));
    }

    private static MqttException failure(int result) {
        return new MqttException(result, 0, Explanation.of(result));
    }

    /**
     * Disconnects, without waiting for messages that are queued: they stay for the next {@link #connect}.
     *
     * @return completes once the connection is gone, at once if there was none
     */
    public CompletableFuture<Void> disconnect() {
        return leave(client::disconnect);
    }

    /**
     * Disconnects once every message that was published has completed: QoS 0 is written, QoS 1 and 2 are acknowledged,
     * over reconnects if need be. What is published meanwhile is waited for, too.
     *
     * @param longest after it the connection ends all the same, any length: 0 and less at once; what is left stays for
     *     the next {@link #connect}
     * @return completes once the connection is gone
     */
    public CompletableFuture<Void> disconnectWhenDone(Duration longest) {
        int millis = Math.max(0, millis(longest));
        return leave(() -> runner.disconnectWhenDone(millis));
    }

    /** Any duration in milliseconds, as near as an int comes to it. */
    private static int millis(Duration time) {
        long seconds = Math.max(-1, Math.min(time.getSeconds(), Integer.MAX_VALUE / 1000)); // toMillis may overflow
        return (int) Math.min(Integer.MAX_VALUE, Duration.ofSeconds(seconds, time.getNano()).toMillis());
    }

    /** Has the client's thread end the connection in some way. */
    private CompletableFuture<Void> leave(IntSupplier way) {
        CompletableFuture<Void> future = new ClientFuture<>(standing);
        int queued = !started ? Result.DISCONNECTED : post(() -> {
            int result = way.getAsInt();
            if (result < 0 && result != Result.NOT_CONNECTED) {
                future.completeExceptionally(failure(result));
            } else {
                events.awaitIdle(future);
            }
        });
        if (queued == Result.DISCONNECTED) {
            future.complete(null); // never connected, or closed: there is nothing to leave
        } else if (queued < 0) {
            future.completeExceptionally(failure(queued));
        }
        return future;
    }

    /**
     * Publishes a text in UTF-8.
     *
     * @param topic where to
     * @param payload the text
     * @param qos 0, 1 or 2
     * @return as {@link #publish(Topic, byte[], int, boolean, PropertyWriter)}
     * @throws IllegalArgumentException if the topic is none
     */
    public CompletableFuture<Integer> publish(String topic, String payload, int qos) {
        return publish(new Topic(topic), payload.getBytes(StandardCharsets.UTF_8), qos, false, null);
    }

    /**
     * Publishes a message.
     *
     * @param topic where to
     * @param payload copied; may be null for an empty one
     * @param qos 0, 1 or 2
     * @param retain whether the server keeps it
     * @param properties of the message (MQTT 5.0), copied; or null
     * @return completes when the server has acknowledged it, with the reason code; at QoS 0 when it is on its way. It
     *     fails with {@link Result#FULL} if the queue is full, and with what else
     *     {@link ClientRunner#publish(Topic, byte[], int, int, int, boolean, PropertyWriter, int)} answers. A lost
     *     connection only delays it
     */
    public CompletableFuture<Integer> publish(Topic topic, byte[] payload, int qos, boolean retain,
            PropertyWriter properties) {
        CompletableFuture<Integer> future = new ClientFuture<>(standing);
        int tag = completions.add(future);
        int length = payload == null ? 0 : payload.length;
        int result = runner.publish(topic, payload, 0, length, qos, retain, properties, tag);
        if (result < 0) {
            completions.ended(tag, result, 0);
        }
        return future;
    }

    /**
     * Publishes a message and allocates nothing.
     *
     * @param topic where to
     * @param payload array of the payload, copied; may be null for an empty one
     * @param offset its first byte
     * @param length its number of bytes
     * @param qos 0, 1 or 2
     * @param retain whether the server keeps it
     * @param properties of the message (MQTT 5.0), copied; or null
     * @param tag from 0, for {@code Listener.onPublished} of a {@link MqttClientBuilder#listener}; one that waited and
     *     is refused then, or is still there when the client ends, is told there too, with handle 0
     * @return as {@link ClientRunner#publish(Topic, byte[], int, int, int, boolean, PropertyWriter, int)};
     *     {@link Result#INVALID_ARGUMENT} for a tag below 0
     */
    public int publish(Topic topic, byte[] payload, int offset, int length, int qos, boolean retain,
            PropertyWriter properties, int tag) {
        return tag < 0 ? Result.INVALID_ARGUMENT
                : runner.publish(topic, payload, offset, length, qos, retain, properties, tag);
    }

    /**
     * Subscribes, now or as soon as there is a connection, and again whenever the server has lost the session.
     *
     * @param filter topic filter; one that is subscribed to already gets this handler and QoS instead
     * @param qos the most that the server shall send; with MQTT 5.0 plus options such as
     *     {@link nogc.mqtt.Subscriptions#NO_LOCAL}
     * @param handler gets each message that the filter matches; it is acknowledged when the handler returns
     * @return completes with the QoS that the server granted
     * @throws IllegalArgumentException if the filter is none
     */
    public CompletableFuture<Integer> subscribe(String filter, int qos, Consumer<ReceivedMessage> handler) {
        return subscribeDirect(filter, qos, copying(handler, Listener.ACCEPT));
    }

    private static MessageHandler copying(Consumer<ReceivedMessage> handler, int answer) {
        Objects.requireNonNull(handler, "a subscription needs a handler");
        return message -> {
            handler.accept(new ReceivedMessage(message));
            return answer;
        };
    }

    /**
     * As {@link #subscribe(String, int, Consumer)}, but each message is acknowledged by {@link #acknowledge} only. The
     * server sends on until {@link MqttClientBuilder#inFlightUpTo} of them wait.
     *
     * @param filter topic filter
     * @param qos the most that the server shall send
     * @param handler gets each message
     * @return completes with the QoS that the server granted
     */
    public CompletableFuture<Integer> subscribeDeferred(String filter, int qos, Consumer<ReceivedMessage> handler) {
        return subscribeDirect(filter, qos, copying(handler, Listener.DEFER));
    }

    /**
     * As {@link #subscribe(String, int, Consumer)}, without a copy of the message.
     *
     * @param filter topic filter
     * @param qos the most that the server shall send
     * @param handler sees each message
     * @return completes with the QoS that the server granted
     */
    public CompletableFuture<Integer> subscribeDirect(String filter, int qos, MessageHandler handler) {
        if ((qos & 3) == 3 || qos < 0) {
            return CompletableFuture.failedFuture(failure(Result.INVALID_QOS));
        }
        CompletableFuture<Integer> future = subscriber.add(new TopicFilter(filter), qos & 3, qos & ~3,
                Objects.requireNonNull(handler, "a subscription needs a handler"));
        serveSubscriber();
        return future;
    }

    /**
     * Unsubscribes; its handler gets no more messages.
     *
     * @param filter spelt as it was subscribed to
     * @return completes once the server has answered, or it turned out that it knows of no such subscription; fails if
     *     the server refuses, or there is none
     * @throws IllegalArgumentException if the filter is none
     */
    public CompletableFuture<Void> unsubscribe(String filter) {
        CompletableFuture<Void> future = subscriber.remove(new TopicFilter(filter));
        serveSubscriber();
        return future;
    }

    /** A queue that is full serves it too: each call in it does. */
    private void serveSubscriber() {
        if (post(() -> { }) == Result.DISCONNECTED) {
            subscriber.end();
        }
    }

    /**
     * Acknowledges a message of {@link #subscribeDeferred}.
     *
     * @param message of this client
     * @return completes once the acknowledgement is on its way; fails with {@link Result#STALE} if the connection it
     *     came by is over: the server delivers it again
     */
    public CompletableFuture<Void> acknowledge(ReceivedMessage message) {
        CompletableFuture<Void> future = new ClientFuture<>(standing);
        int queued = post(() -> {
            int result = message.qos() == 0 ? Result.OK : client.acknowledge(message.handle());
            if (result < 0) {
                future.completeExceptionally(failure(result));
            } else {
                future.complete(null);
            }
        });
        if (queued < 0) {
            future.completeExceptionally(failure(queued));
        }
        return future;
    }

    /**
     * Has a call made on the client's thread, where the client beneath may be used directly.
     *
     * @param call short and not blocking
     * @return as {@link ClientRunner#execute}
     */
    public int execute(Consumer<Client> call) {
        return call == null ? Result.INVALID_ARGUMENT : post(() -> call.accept(client));
    }

    /** @return whether a connection stands */
    public boolean isConnected() {
        return runner.isConnected();
    }

    /**
     * Waits until all messages are acknowledged, at most {@link ClientRunner#CLOSE_TIMEOUT}, disconnects, and ends the
     * thread. Futures that are open then fail with {@link Result#DISCONNECTED}, as they do however else it ends. On the
     * client's own thread it does not wait.
     */
    @Override
    public void close() {
        close(Duration.ofMillis(ClientRunner.CLOSE_TIMEOUT));
    }

    /**
     * As {@link #close()}.
     *
     * @param timeout longest wait for messages, any length: 0 and less do not wait
     * @return whether every message was acknowledged
     */
    public boolean close(Duration timeout) {
        return runner.close(millis(timeout));
    }
}
