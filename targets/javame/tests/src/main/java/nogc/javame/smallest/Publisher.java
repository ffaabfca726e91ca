package nogc.javame.smallest;

import nogc.javame.DeviceEntropy;
import nogc.javame.StreamTransport;
import nogc.javame.WallClock;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;

/** The smallest application that publishes: connects, sends one message at QoS 1 a minute. Its size is in the table. */
public final class Publisher {
    private Publisher() {
    }

    /**
     * Runs until it is interrupted.
     *
     * @param args URL of the broker and client identifier
     * @throws InterruptedException if it is
     */
    public static void main(String[] args) throws InterruptedException {
        Config config = new Config();
        config.receiveBuffer = 256;
        config.transmitBuffer = 256;
        config.ring = 512;
        config.outboundSlots = 4;
        config.inboundSlots = 4;
        StreamTransport transport = new StreamTransport(args[0], config.receiveBuffer);
        WallClock clock = new WallClock();
        Client client = new Client(config, new Mqtt311(), transport, clock, new DeviceEntropy(args[1]), new Silent());
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String(args[1]);
        int result = client.connect(options);
        if (result < 0) {
            System.out.println("connect: ".concat(String.valueOf(result)));
            return;
        }
        Topic topic = new Topic("alive");
        byte[] payload = {'1'};
        int next = clock.millis();
        for (;;) {
            if (clock.millis() - next >= 0) {
                boolean queued = client.publish(topic, payload, 0, 1, 1, false) > 0;
                next += queued ? 60000 : 1000;
            }
            int millis = Math.min(client.poll(), Math.max(1, next - clock.millis()));
            transport.await(clock.beforeSleep(millis), client.wantsInput());
        }
    }

    /** Wants to know nothing. */
    private static final class Silent extends Listener {
    }
}
