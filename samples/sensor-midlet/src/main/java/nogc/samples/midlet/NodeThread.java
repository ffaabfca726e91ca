package nogc.samples.midlet;

import nogc.javame.DeviceEntropy;
import nogc.javame.RmsFlashRegion;
import nogc.javame.StreamTransport;
import nogc.javame.WallClock;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Result;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.store.FlashLog;
import nogc.samples.sensor.Counters;
import nogc.samples.sensor.SensorNode;

/**
 * Runs a node from its first connection until it has left. Any thread may call {@link #leave}; the node itself belongs
 * to this thread alone.
 */
class NodeThread extends Thread {
    private static final int SECTORS = 2;
    private static final int SECTOR_SIZE = 2048;
    /** How long a machine may take to set a record of a sector, in milliseconds. */
    private static final int LONGEST_RECORD_MILLIS = 1000;

    /** Null where the node has another. */
    private final StreamTransport transport;
    /** Null without a store. */
    private final RmsFlashRegion region;
    private final WallClock clock;
    private final SensorNode node;
    private final NodeThread before;
    private final NodeMidlet midlet;
    private boolean leaving;
    private boolean ended;

    /**
     * Makes all objects of a node.
     *
     * @param settings that make sense
     * @param before a thread with the same client identifier that is leaving and is waited for, or null
     * @param midlet is told the end, or null
     * @throws IllegalArgumentException if the machine has no such connection
     */
    NodeThread(Settings settings, NodeThread before, NodeMidlet midlet) {
        this.before = before;
        this.midlet = midlet;
        clock = new WallClock();
        region = settings.store == null ? null
                : new RmsFlashRegion(settings.store, SECTORS, SECTOR_SIZE, LONGEST_RECORD_MILLIS);
        Config config = region == null ? SensorNode.smallConfig()
                : SensorNode.keepingConfig(new FlashLog(region, SensorNode.LARGEST_RECORD));
        transport = new StreamTransport(settings.url, config.receiveBuffer);
        Protocol protocol = settings.protocol == 5 ? (Protocol) new Mqtt5() : new Mqtt311();
        node = new SensorNode(config, protocol, transport, clock, new DeviceEntropy(settings.name),
                new SimulatedThermometer(clock), options(settings));
        tell(settings);
    }

    /** For a node over another transport; who extends this waits for that one, wakes and closes it. */
    NodeThread(SensorNode node, WallClock clock, Settings settings, NodeThread before, NodeMidlet midlet) {
        this.before = before;
        this.midlet = midlet;
        this.clock = clock;
        this.node = node;
        transport = null;
        region = null;
        tell(settings);
    }

    private void tell(Settings settings) {
        node.setPeriod(settings.period);
        node.setTelemetryQos(settings.qos);
        node.setReadings(settings.readings);
    }

    private static ConnectOptions options(Settings settings) {
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String(settings.name);
        if (settings.userName != null) {
            options.userName = new Utf8String(settings.userName);
        }
        if (settings.password != null) {
            options.password = settings.password.getBytes();
            options.passwordLength = options.password.length;
        }
        return options;
    }

    @Override
    public void run() {
        try {
            if (before != null) {
                before.join();
            }
            if (begin()) {
                while (!node.isStopped()) {
                    serve();
                }
                tellCounters();
            }
        } catch (InterruptedException e) {
            System.out.println("interrupted");
        } finally {
            close();
            tellEnd();
        }
    }

    /** False, with the reason on the console, if the node cannot start. */
    private boolean begin() {
        if (region != null && region.open() < 0) {
            System.out.println("Node-Store cannot be used: ".concat(String.valueOf(region.lastFailure())));
            return false;
        }
        int result = node.start();
        if (result == Result.STORE_OTHER_SESSION || result == Result.STORE_DAMAGED) {
            System.out.println("Node-Store holds another session, or is damaged: name another one");
        } else if (result < 0) {
            tellRefusal(result);
        }
        return result >= 0;
    }

    private void serve() throws InterruptedException {
        if (isLeaving()) {
            node.stop();
        }
        int millis = node.poll();
        await(clock.beforeSleep(millis), node.client().wantsInput());
    }

    private void tellCounters() {
        Counters counters = node.counters();
        if (counters.connections == 0 && counters.failures > 0) {
            tellRefusal(counters.lastCause);
        }
        StringBuffer text = new StringBuffer();
        text.append(counters.readings).append(" readings, ").append(counters.skipped).append(" skipped, ");
        System.out.println(text.append(counters.lost).append(" messages lost").toString());
    }

    private static void tellRefusal(int result) {
        System.out.println("connect: ".concat(String.valueOf(result)));
    }

    /** Waits for the transport, or until it is woken. */
    void await(int millis, boolean input) throws InterruptedException {
        transport.await(millis, input);
    }

    /** Ends a wait; for any thread. */
    void wake() {
        transport.wake();
    }

    /** Closes what the node used. */
    void close() {
        transport.close();
        if (region != null) {
            region.close();
        }
    }

    private synchronized boolean isLeaving() {
        return leaving;
    }

    private void tellEnd() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        if (midlet != null) {
            midlet.ended(this);
        }
    }

    /** Has the node leave: "offline", DISCONNECT. Returns at once. */
    void leave() {
        synchronized (this) {
            leaving = true;
        }
        wake();
    }

    /**
     * Waits until the node has left.
     *
     * @param millis longest wait
     * @throws InterruptedException if the calling thread is interrupted
     */
    synchronized void awaitEnd(int millis) throws InterruptedException {
        if (!ended) {
            wait(millis);
        }
    }
}
