package nogc.samples.demo;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import nogc.javase.ClientRunner;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import nogc.samples.sensor.jvm.Endpoint;

/** The other end of {@code make demo-sn}: sees all that comes to the broker of any node, and sends set-points. */
final class Watcher extends Listener implements AutoCloseable {
    private final Story story;
    private final ClientRunner runner;
    private final ConnectOptions options = new ConnectOptions();
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Map<String, String> presence = new HashMap<>();
    private final Map<String, String> heater = new HashMap<>();
    private boolean telling = true;

    Watcher(Endpoint broker, Story story) {
        this.story = story;
        Subscriptions all = new Subscriptions(64);
        Observer.require(all.add(new TopicFilter("sensors/+/+"), 1, 0));
        options.clientId = new Utf8String("watcher");
        options.subscriptions = all;
        TcpTransport transport = new TcpTransport(broker.host(), broker.port());
        runner = new ClientRunner(new Client(new Config(), new Mqtt5(), transport, new SteadyClock(),
                new SystemEntropy(), this), transport);
    }

    /** Connects and subscribes; whether that is done within the time. */
    boolean start(long millis) throws InterruptedException {
        return runner.start(options) >= 0 && subscribed.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        subscribed.countDown();
    }

    @Override
    public synchronized int onMessage(Message message) {
        String[] levels = message.topicString().split("/");
        String node = levels[1];
        String text = message.payloadString();
        boolean told = telling && node.startsWith("sleeper");
        switch (levels[2]) {
            case "temperature" -> tallies.computeIfAbsent(node, name -> new Tally())
                    .arrived(Integer.parseInt(text.replaceFirst("\\{\"n\":(\\d+),.*", "$1")));
            case "status" -> presence.merge(node, text, Watcher::changed);
            case "heater" -> heater.merge(node, text, Watcher::changed);
            default -> told = false; // our own set-points
        }
        if (told) {
            story.tell("broker", "has from " + node + ": " + levels[2] + " " + text);
        }
        notifyAll();
        return ACCEPT;
    }

    /** At QoS 1 a state may come twice. */
    private static String changed(String before, String now) {
        return before.endsWith(now) ? before : before + ", " + now;
    }

    /** Tells nothing of the nodes any more. */
    synchronized void beQuiet() {
        telling = false;
    }

    /** Sends a set-point, which waits at the gateway while the node sleeps. */
    void command(String node, String degrees) {
        story.tell("broker", "set-point of " + degrees + " C for " + node);
        byte[] payload = degrees.getBytes(StandardCharsets.US_ASCII);
        Observer.require(runner.publish(new Topic("sensors/" + node + "/setpoint"), payload, 0, payload.length, 1,
                false, null, 0));
    }

    /** The readings of a node. */
    synchronized Tally tally(String node) {
        return tallies.computeIfAbsent(node, name -> new Tally());
    }

    /** The states of a node, in their order. */
    synchronized String presence(String node) {
        return presence.getOrDefault(node, "none");
    }

    /** The states of a node's heater, in their order. */
    synchronized String heater(String node) {
        return heater.getOrDefault(node, "none");
    }

    /** Waits until something is so; false after the time. */
    synchronized boolean await(BooleanSupplier condition, long millis) throws InterruptedException {
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

    @Override
    public void close() {
        runner.close();
    }
}
