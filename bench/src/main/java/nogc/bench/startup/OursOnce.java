package nogc.bench.startup;

import java.io.IOException;
import nogc.javase.Sleeper;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;

/** Ours, polled by the main thread as a device would. */
public final class OursOnce extends Listener {
    private int published = Result.NOT_CONNECTED;

    private OursOnce() {
    }

    /**
     * Publishes.
     *
     * @param words host and port
     * @throws IOException if the system has no selector
     */
    public static void main(String[] words) throws IOException {
        OursOnce listener = new OursOnce();
        TcpTransport transport = new TcpTransport(words[0], Integer.parseInt(words[1]));
        Client client = new Client(new Config(), new Mqtt311(), transport, new SteadyClock(), new SystemEntropy(),
                listener);
        try (Sleeper sleeper = new Sleeper(transport)) {
            if (client.connect(new ConnectOptions()) < 0 || client.publish(new Topic(Once.TOPIC), Once.PAYLOAD, 0,
                    Once.PAYLOAD.length, 1, false) < 0 || client.disconnectWhenDone(20_000) < 0) {
                throw new IllegalStateException("cannot publish");
            }
            for (int wait = client.poll(); !client.isIdle(); wait = client.poll()) {
                sleeper.sleep(wait, client.wantsInput(), client.wantsOutput());
            }
        }
        if (listener.published != Result.OK) {
            throw new IllegalStateException("not published: " + listener.published);
        }
        Once.end();
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        published = result;
    }
}
