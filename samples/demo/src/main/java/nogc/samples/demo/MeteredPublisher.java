package nogc.samples.demo;

import java.nio.charset.StandardCharsets;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.UdpTransport;
import nogc.mqtt.Listener;
import nogc.mqtt.sn.SnClient;
import nogc.mqtt.sn.SnConfig;
import nogc.mqtt.sn.SnMetrics;

/** A device that does nothing but wake up, send a reading at QoS -1 to a predefined topic id, and sleep again. */
final class MeteredPublisher {
    private static final int PERIOD = 50;

    private final UdpTransport udp;
    private final SnClient client;

    MeteredPublisher(int gatewayPort) {
        udp = new UdpTransport("127.0.0.1", gatewayPort);
        client = new SnClient(new SnConfig(), udp, new SteadyClock(), new SystemEntropy(), new Listener() { });
    }

    /**
     * Sends readings.
     *
     * @param topicId of the gateway's file
     * @param readings how many
     * @return what they cost
     */
    Cost run(int topicId, int readings, int headers) throws InterruptedException {
        int wakings = 0;
        for (int n = 1; n <= readings; n++) {
            Thread.sleep(PERIOD);
            wakings++;
            byte[] text = ("{\"n\":" + n + ",\"celsius\":21.437}").getBytes(StandardCharsets.US_ASCII);
            Observer.require(client.publishPredefined(topicId, text, 0, text.length, -1, false, 0));
            while (!client.isIdle()) {
                Thread.sleep(Math.min(1, client.poll())); // the first time its transport looks up a name
            }
        }
        SnMetrics metrics = client.metrics();
        udp.close();
        return new Cost("MQTT-SN, QoS -1 to a predefined id", readings, wakings, new Traffic(metrics.datagramsSent,
                metrics.bytesSent, metrics.datagramsReceived, metrics.bytesReceived), headers);
    }
}
