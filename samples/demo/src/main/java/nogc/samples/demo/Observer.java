package nogc.samples.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nogc.javase.ClientRunner;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
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
import nogc.samples.sensor.jvm.Endpoint;

/**
 * The other end: a program on a server that watches one node, sends it set-points and asks it questions, with a
 * client of ours on a {@link ClientRunner}. It may allocate.
 */
final class Observer extends Listener implements AutoCloseable {
    /** One reading in so many is told. */
    private static final int TOLD = 50;
    private static final Pattern READING = Pattern.compile("\\{\"n\":(\\d+),\"celsius\":(-?\\d+\\.\\d{3})}");

    private final Story story;
    private final String root;
    private final Topic answers;
    private final ClientRunner runner;
    private final ConnectOptions options = new ConnectOptions();
    private final CountDownLatch tried = new CountDownLatch(1);
    private volatile boolean subscribed;
    private final Tally tally = new Tally();
    private final List<String> presence = new ArrayList<>();
    private final List<String> heater = new ArrayList<>();
    private int asked;
    private int answered;
    private long askedAt;
    private int unreadable;

    Observer(Endpoint broker, String node, Story story) {
        this.story = story;
        root = "sensors/" + node + "/";
        answers = new Topic("demo/" + node + "/answers");
        Subscriptions all = new Subscriptions(256);
        require(all.add(new TopicFilter(root + "#"), 2, 0));
        require(all.add(new TopicFilter("demo/" + node + "/answers"), 1, 0));
        options.clientId = new Utf8String("observer-of-" + node);
        options.subscriptions = all;
        TcpTransport transport = new TcpTransport(broker.host(), broker.port());
        Config config = new Config();
        config.inboundSlots = 512; // some brokers do not keep to a small Receive Maximum at QoS 2
        Client client = new Client(config, new Mqtt5(), transport, new SteadyClock(), new SystemEntropy(), this);
        runner = new ClientRunner(client, transport);
    }

    /** Connects and subscribes; false if that fails or takes longer than 15 seconds. */
    boolean start() throws InterruptedException {
        return runner.start(options) >= 0 && tried.await(15, TimeUnit.SECONDS) && subscribed;
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        tried.countDown();
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        if (cause != Result.DISCONNECTED) {
            story.tell("observer", "lost its own connection: result " + cause + ", reason " + reasonCode);
        }
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        subscribed = result == Result.OK;
        tried.countDown();
    }

    @Override
    public synchronized int onMessage(Message message) {
        String text = message.payloadString();
        if (message.hasTopic(answers)) {
            answered(text, message.properties());
            return ACCEPT;
        }
        String leaf = message.topicString().substring(root.length());
        switch (leaf) {
            case "temperature" -> reading(text);
            case "status" -> seen(presence, leaf, text);
            case "heater" -> seen(heater, leaf, text);
            default -> {
                // Our own set-points and requests.
            }
        }
        notifyAll();
        return ACCEPT;
    }

    private void seen(List<String> states, String leaf, String text) {
        if (!text.isEmpty()) { // empty: forgotten, see forget()
            states.add(text);
            story.tell(leaf, text);
        }
    }

    private void reading(String text) {
        Matcher matcher = READING.matcher(text);
        if (!matcher.matches()) {
            unreadable++;
            return;
        }
        int number = Integer.parseInt(matcher.group(1));
        tally.arrived(number);
        if (number % TOLD == 1) {
            story.tell("reading", String.format(Locale.ROOT, "%s C  (number %d)", matcher.group(2), number));
        }
    }

    private void answered(String text, PropertyReader properties) {
        boolean ours = properties.find(Property.CORRELATION_DATA) && properties.valueLength() == 1
                && properties.bytes()[properties.valueOffset()] == (byte) asked;
        if (ours) {
            answered++;
            double millis = (System.nanoTime() - askedAt) / 1e6;
            story.tell("answer", String.format(Locale.ROOT, "%s  (after %.1f ms)", text, millis));
        }
        notifyAll();
    }

    /** Sends a set-point. */
    void command(String degrees) {
        story.tell("command", "set-point " + degrees + " C");
        publish("setpoint", degrees, null);
    }

    /** Asks for the temperature of now. */
    synchronized void ask() {
        asked++;
        askedAt = System.nanoTime();
        PropertyWriter request = new PropertyWriter(64);
        require(request.put(Property.RESPONSE_TOPIC, answers));
        require(request.put(Property.CORRELATION_DATA, new byte[] {(byte) asked}, 0, 1));
        story.tell("request", "how warm is it? (request " + asked + ")");
        publish("get", "", request);
    }

    /** None of the demo's calls is refused as long as the story goes as written. */
    static void require(int result) {
        if (result < 0) {
            throw new IllegalStateException("a call was refused: result " + result);
        }
    }

    /** Has the broker remove the messages that it retains for the node. */
    void forget() {
        retainNothing("status");
        retainNothing("heater");
    }

    private void retainNothing(String leaf) {
        require(runner.publish(new Topic(root + leaf), null, 0, 0, 1, true));
    }

    private void publish(String leaf, String text, PropertyWriter properties) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        require(runner.publish(new Topic(root + leaf), payload, 0, payload.length, 1, false, properties, 0));
    }

    /** Waits until a state of the node was seen so many times in all; false after the time. */
    synchronized boolean awaitPresence(int count, long millis) throws InterruptedException {
        return await(() -> presence.size() >= count, millis);
    }

    /** Waits until every request has its answer; false after the time. */
    synchronized boolean awaitAnswers(long millis) throws InterruptedException {
        return await(() -> answered >= asked, millis);
    }

    /** Waits until so many readings arrived; false after the time. */
    synchronized boolean awaitReadings(int count, long millis) throws InterruptedException {
        return await(() -> tally.lost(count) == 0, millis);
    }

    private boolean await(BooleanSupplier condition, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (!condition.getAsBoolean()) {
            long rest = (deadline - System.nanoTime()) / 1_000_000;
            if (rest <= 0) {
                return false;
            }
            wait(rest);
        }
        return true;
    }

    Tally tally() {
        return tally;
    }

    synchronized List<String> presence() {
        return List.copyOf(presence);
    }

    synchronized List<String> heater() {
        return List.copyOf(heater);
    }

    synchronized int asked() {
        return asked;
    }

    synchronized int answered() {
        return answered;
    }

    synchronized int unreadable() {
        return unreadable;
    }

    @Override
    public void close() {
        runner.close();
    }
}
