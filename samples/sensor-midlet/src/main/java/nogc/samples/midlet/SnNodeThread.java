package nogc.samples.midlet;

import nogc.javame.DeviceEntropy;
import nogc.javame.UdpTransport;
import nogc.javame.WallClock;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Utf8String;
import nogc.mqtt.sn.SnConfig;
import nogc.samples.sensor.SensorNode;
import nogc.samples.sensor.SnNodeClient;

/** Runs a node over MQTT-SN. */
final class SnNodeThread extends NodeThread {
    private static final int LONGEST_DATAGRAM = 128;
    private static final int LEAST_KEEP_ALIVE = 60;
    private static final int LONGEST_KEEP_ALIVE = 65535;

    private final UdpTransport transport;

    /** Makes all objects of a node; as {@link NodeThread}. */
    SnNodeThread(SnSettings settings, NodeThread before, NodeMidlet midlet) {
        this(settings, new UdpTransport(settings.url, LONGEST_DATAGRAM), new WallClock(), before, midlet);
    }

    private SnNodeThread(SnSettings settings, UdpTransport transport, WallClock clock, NodeThread before,
            NodeMidlet midlet) {
        super(node(settings, transport, clock), clock, settings, before, midlet);
        this.transport = transport;
    }

    private static SensorNode node(SnSettings settings, UdpTransport transport, WallClock clock) {
        SnConfig config = SnNodeClient.smallConfig();
        config.retryTime = settings.retry;
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String(settings.name);
        // Above the sleep time, since some gateways hold it against a client that sleeps.
        options.keepAlive = Math.min(LONGEST_KEEP_ALIVE, Math.max(LEAST_KEEP_ALIVE, 2 * settings.sleep));
        SnNodeClient client = new SnNodeClient(config, settings.sleep, transport, clock,
                new DeviceEntropy(settings.name));
        return new SensorNode(client, clock, new SimulatedThermometer(clock), options);
    }

    @Override
    void await(int millis, boolean input) throws InterruptedException {
        transport.await(millis, input);
    }

    @Override
    void wake() {
        transport.wake();
    }

    @Override
    void close() {
        transport.close();
    }
}
