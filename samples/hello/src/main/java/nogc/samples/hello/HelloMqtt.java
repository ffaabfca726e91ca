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
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;

/** Connects, subscribes, publishes, prints the message that comes back. Start it with a host and a port. */
public final class HelloMqtt extends Listener {
    private final CountDownLatch arrived = new CountDownLatch(1);

    /**
     * Says hello to the broker.
     *
     * @param args host and port
     * @throws InterruptedException if the main thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        HelloMqtt hello = new HelloMqtt();
        TcpTransport transport = new TcpTransport(args[0], Integer.parseInt(args[1]));
        Client client = new Client(new Config(), new Mqtt5(), transport, new SteadyClock(), new SystemEntropy(), hello);
        ConnectOptions options = new ConnectOptions();
        options.subscriptions = new Subscriptions(64);
        options.subscriptions.add(new TopicFilter("hello/#"), 1, 0);
        try (ClientRunner runner = new ClientRunner(client, transport)) {
            runner.start(options);
            runner.publish(new Topic("hello/world"), "hello".getBytes(), 0, 5, 1, false);
            hello.arrived.await(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public int onMessage(Message message) {
        System.out.println(message.topicString() + ": " + message.payloadString());
        arrived.countDown();
        return ACCEPT;
    }
}
