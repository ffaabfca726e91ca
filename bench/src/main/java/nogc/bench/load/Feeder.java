package nogc.bench.load;

import java.io.IOException;
import nogc.javase.Sleeper;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;

/**
 * Publishes what receivers at the same broker ask for, so that no queue of the broker overflows: for each message at
 * {@link Peer#TOPIC} so many as {@link ReceiveLoad#CREDIT}, numbered in their first four bytes. Prints a line once it
 * is ready; ends with the process that reads it.
 * <pre>
 *   java -cp benchmarks.jar nogc.bench.load.Feeder HOST PORT QOS PAYLOAD
 * </pre>
 */
public final class Feeder extends Listener {
    private static final int BUFFER = 65_536;
    /** What a Mosquitto lets be unacknowledged. */
    private static final int IN_FLIGHT = 20;

    private final TcpTransport transport;
    private final Client client;
    private final Topic topic;
    private final int qos;
    private final byte[] payload;
    private long credit;
    private int number;
    /** There is more to ask for, or more room. */
    private boolean again;

    private Feeder(String host, int port, String qos, String size) {
        Config config = new Config();
        config.outboundSlots = 256;
        config.receiveBuffer = BUFFER;
        config.transmitBuffer = BUFFER;
        this.qos = Integer.parseInt(qos);
        payload = new byte[Integer.parseInt(size)];
        config.ring = Math.max(config.ring, config.outboundSlots * (payload.length + 64));
        topic = new Topic(ReceiveLoad.topic(this.qos, payload.length, IN_FLIGHT));
        transport = new TcpTransport(host, port, BUFFER);
        client = new Client(config, new Mqtt311(), transport, new SteadyClock(), new SystemEntropy(), this);
    }

    /**
     * Runs.
     *
     * @param words as above
     * @throws IOException if the system has no selector
     */
    public static void main(String[] words) throws IOException {
        if (words.length != 4) {
            System.err.println("usage: Feeder HOST PORT QOS PAYLOAD");
            System.exit(2);
        }
        new Feeder(words[0], Integer.parseInt(words[1]), words[2], words[3]).run();
    }

    private void run() throws IOException {
        try (Sleeper sleeper = new Sleeper(transport)) {
            if (client.connect(new ConnectOptions()) < 0) {
                throw new IllegalStateException("cannot connect");
            }
            while (!client.isIdle()) {
                again = false;
                feed();
                int wait = client.poll();
                sleeper.sleep(again ? 0 : wait, client.wantsInput(), client.wantsOutput());
            }
        }
    }

    private void feed() {
        while (credit > 0) {
            payload[0] = (byte) (number >> 24);
            payload[1] = (byte) (number >> 16);
            payload[2] = (byte) (number >> 8);
            payload[3] = (byte) number;
            int result = client.publish(topic, payload, 0, payload.length, qos, false);
            if (result == Result.FULL) {
                return;
            }
            if (result < 0) {
                throw new IllegalStateException("cannot publish: " + result);
            }
            number++;
            credit--;
        }
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        if (client.subscribe(new TopicFilter(Peer.TOPIC), 0) < 0) {
            throw new IllegalStateException("cannot subscribe");
        }
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        System.out.println(result == Result.OK ? "ready" : "refused");
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        again = true;
    }

    @Override
    public int onMessage(Message message) {
        credit += ReceiveLoad.CREDIT;
        again = true;
        return ACCEPT;
    }
}
