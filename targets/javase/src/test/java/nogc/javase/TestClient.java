package nogc.javase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Protocol;

/** A client that a test drives on its own thread, and that remembers every event. */
class TestClient extends Listener implements AutoCloseable {
    private static final long PATIENCE = 20_000;

    /** How a publish ended. */
    record Completion(int result, int reasonCode) {
    }

    final ConnectOptions options = new ConnectOptions();
    /** "topic qos retain payload" of each message, in the order of arrival. */
    final List<String> messages = new ArrayList<>();
    final Map<Integer, Completion> published = new HashMap<>();
    /** The codes of each SUBACK, as numbers with a blank between them. */
    final List<String> subscribed = new ArrayList<>();
    final List<Boolean> connected = new ArrayList<>();
    /** "cause reason" of each attempt that failed and each connection that ended. */
    final List<String> failed = new ArrayList<>();
    final List<String> disconnected = new ArrayList<>();
    final Client client;
    private final Sleeper sleeper;

    TestClient(String identifier, Config config, Protocol protocol, Selectable transport) {
        options.clientId = new Utf8String(identifier);
        client = new Client(config, protocol, transport, new SteadyClock(), new SystemEntropy(), this);
        try {
            sleeper = new Sleeper(transport);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestClient(String identifier, Protocol protocol, int port) {
        this(identifier, smallSteps(), protocol, new TcpTransport("127.0.0.1", port));
    }

    /** A configuration that tries again at once. */
    static Config smallSteps() {
        Config config = new Config();
        config.reconnectMinimum = 20;
        config.reconnectMaximum = 200;
        return config;
    }

    /** Polls until a condition holds, and fails the test when that takes too long. */
    void await(String what, BooleanSupplier condition) {
        await(what, PATIENCE, condition);
    }

    /** The same for what takes longer than most. */
    void await(String what, long patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited in vain until " + what + "; " + this);
            }
            int wait = poll();
            if (!condition.getAsBoolean()) {
                sleep(Math.min(wait, 100));
            }
        }
    }

    /** Polls for a time, for what must not happen. */
    void run(long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() - deadline < 0) {
            step(10);
        }
    }

    /** Polls once and then sleeps until there is something to do, at most so long. */
    void step(int longest) {
        sleep(Math.min(poll(), longest));
    }

    /** Polls, and sleeps as long as there is nothing to do, until a condition holds. */
    void sleepUntil(BooleanSupplier condition) {
        for (int wait = poll(); !condition.getAsBoolean(); wait = poll()) {
            sleep(wait);
        }
    }

    private int poll() {
        int wait = client.poll();
        if (wait < 0) {
            throw new AssertionError("poll answered " + wait);
        }
        return wait;
    }

    private void sleep(int millis) {
        try {
            sleeper.sleep(millis, client.wantsInput(), client.wantsOutput());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestClient connect() {
        int result = client.connect(options);
        if (result != Result.OK) {
            throw new AssertionError("connect answered " + result);
        }
        int before = connected.size();
        await("connected", () -> connected.size() > before);
        return this;
    }

    /** Subscribes and waits for the answer. */
    TestClient subscribe(String filter, int qos) {
        int before = subscribed.size();
        positive(client.subscribe(new TopicFilter(filter), qos));
        await("subscribed", () -> subscribed.size() > before);
        return this;
    }

    /** Publishes; its handle. */
    int publish(String topic, String payload, int qos, boolean retain) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return positive(client.publish(new Topic(topic), bytes, 0, bytes.length, qos, retain));
    }

    /** Waits until a publish ended. */
    Completion completion(int handle) {
        await("published " + handle, () -> published.containsKey(handle));
        return published.get(handle);
    }

    /** Publishes and waits until it ended well. */
    void publishAndWait(String topic, String payload, int qos, boolean retain) {
        Completion completion = completion(publish(topic, payload, qos, retain));
        if (completion.result() != Result.OK) {
            throw new AssertionError("published with " + completion);
        }
    }

    static int positive(int result) {
        if (result <= 0) {
            throw new AssertionError("refused with " + result);
        }
        return result;
    }

    /** Waits for messages, all and no more than these, in this order. */
    void awaitMessages(String... expected) {
        await("messages came: " + List.of(expected), () -> messages.size() >= expected.length);
        if (!messages.equals(List.of(expected))) {
            throw new AssertionError("expected " + List.of(expected) + " but got " + messages);
        }
    }

    /** The same for several topics or QoS levels, whose order among each other is the broker's affair (section 4.6). */
    void awaitMessagesInAnyOrder(String... expected) {
        await("messages came: " + List.of(expected), () -> messages.size() >= expected.length);
        if (!messages.stream().sorted().toList().equals(Stream.of(expected).sorted().toList())) {
            throw new AssertionError("expected, in any order, " + List.of(expected) + " but got " + messages);
        }
    }

    /** Drops the connection without DISCONNECT. */
    void abort() {
        client.abort();
        await("aborted", client::isIdle);
    }

    /** Leaves with DISCONNECT. */
    void disconnect() {
        client.disconnect();
        await("disconnected", client::isIdle);
    }

    @Override
    public void close() {
        try {
            sleeper.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        connected.add(sessionPresent);
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        failed.add(cause + " " + reasonCode);
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        disconnected.add(cause + " " + reasonCode);
    }

    @Override
    public int onMessage(Message message) {
        messages.add(text(message.topic(), message.topicOffset(), message.topicLength()) + " " + message.qos() + " "
                + (message.retain() ? "r " : "- ")
                + text(message.payload(), message.payloadOffset(), message.payloadLength()));
        return ACCEPT;
    }

    static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        if (published.put(handle, new Completion(result, reasonCode)) != null) {
            throw new AssertionError("handle " + handle + " completed twice");
        }
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(i == 0 ? "" : " ").append(codes[offset + i] & 0xff);
        }
        subscribed.add(result == Result.OK ? all.toString() : result + ": " + all);
    }

    @Override
    public void onUnsubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        onSubscribed(handle, result, codes, offset, count, properties);
    }

    @Override
    public String toString() {
        return "connected " + connected + " failed " + failed + " disconnected " + disconnected + " messages "
                + (messages.size() > 20 ? messages.size() : messages) + " published " + published.size()
                + " subscribed " + subscribed;
    }
}
