package nogc.samples.hello;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;

/** Connects, subscribes, publishes, prints what comes back. Start it with a host and a port, if not the usual. */
public final class HelloMqtt extends Listener {
    private final CountDownLatch arrived = new CountDownLatch(1);

    /**
     * Says hello to the broker.
     *
     * @param args host and port; 127.0.0.1 and 1883 if not given
     * @throws InterruptedException if the main thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        HelloMqtt hello = new HelloMqtt();
        String host = args.length > 0 ? args[0] : "127.0.0.1";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 1883;
        TcpTransport transport = new TcpTransport(host, port);
        Client client = new Client(new Config(), new Mqtt5(), transport, new SteadyClock(), new SystemEntropy(), hello);
        ConnectOptions options = new ConnectOptions();
        options.subscriptions = new Subscriptions(64);
        require(options.subscriptions.add(new TopicFilter("hello/#"), 1, 0));
        try (ClientRunner runner = new ClientRunner(client, transport)) {
            require(runner.start(options));
            require(runner.publish(new Topic("hello/world"), "hello".getBytes(), 0, 5, 1, false));
            hello.arrived.await(10, TimeUnit.SECONDS);
        }
    }

    private static void require(int result) {
        if (result < 0) {
            throw new IllegalStateException("refused: result " + result + ", see nogc.mqtt.Result");
        }
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        System.err.println("no connection (result " + cause + "): is a broker there? Give its host and port");
        arrived.countDown();
    }

    @Override
    public int onMessage(Message message) {
        System.out.println(message.topicString() + ": " + message.payloadString());
        arrived.countDown();
        return ACCEPT;
    }
}
