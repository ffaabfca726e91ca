package nogc.samples.midlet;

import nogc.javame.DeviceEntropy;
import nogc.javame.StreamTransport;
import nogc.javame.WallClock;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;
import nogc.samples.sensor.Counters;
import nogc.samples.sensor.SensorNode;

/**
 * Runs a node from its first connection until it has left. Any thread may call {@link #leave}; the node itself belongs
 * to this thread alone.
 */
class NodeThread extends Thread {
    private final StreamTransport transport;
    private final WallClock clock = new WallClock();
    private final SensorNode node;
    private final NodeThread before;
    private boolean leaving;
    private boolean ended;

    /**
     * Makes all objects of a node.
     *
     * @param settings checked here
     * @param before a thread with the same client identifier that is leaving and is waited for, or null
     * @throws IllegalArgumentException if a setting makes no sense
     */
    NodeThread(Settings settings, NodeThread before) {
        settings.check();
        this.before = before;
        Config config = SensorNode.smallConfig();
        transport = new StreamTransport(settings.url, config.receiveBuffer);
        Protocol protocol = settings.protocol == 5 ? (Protocol) new Mqtt5() : new Mqtt311();
        node = new SensorNode(config, protocol, transport, clock, new DeviceEntropy(settings.name),
                new SimulatedThermometer(clock), options(settings));
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
            int result = node.start();
            if (result < 0) {
                System.out.println("connect: ".concat(String.valueOf(result)));
            }
            while (!node.isStopped()) {
                serve();
            }
            System.out.println(report(node.counters()));
        } catch (InterruptedException e) {
            System.out.println("interrupted");
        } finally {
            transport.close();
            tellEnd();
        }
    }

    private void serve() throws InterruptedException {
        if (isLeaving()) {
            node.stop();
        }
        int millis = node.poll();
        transport.await(clock.beforeSleep(millis), node.client().wantsInput());
    }

    private static String report(Counters counters) {
        StringBuffer text = new StringBuffer();
        text.append(counters.readings).append(" readings, ").append(counters.skipped).append(" skipped, ");
        return text.append(counters.lost).append(" messages lost").toString();
    }

    private synchronized boolean isLeaving() {
        return leaving;
    }

    private void tellEnd() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        onEnd();
    }

    /** The node has left, or the server refused it for good. On this thread. */
    void onEnd() {
    }

    /** Has the node leave: "offline", DISCONNECT. Returns at once. */
    void leave() {
        synchronized (this) {
            leaving = true;
        }
        transport.wake();
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
