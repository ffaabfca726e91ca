package nogc.samples.hello;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import nogc.javase.client.MqttClient;

/** Connects, subscribes, publishes, prints what comes back. Start it with the broker's URI, if not the usual. */
public final class HelloMqtt {
    private HelloMqtt() {
    }

    /**
     * Says hello to the broker.
     *
     * @param args URI of the broker; {@code mqtt://127.0.0.1} if not given
     * @throws Exception if a wait takes too long
     */
    public static void main(String[] args) throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        String uri = args.length > 0 ? args[0] : "mqtt://127.0.0.1";
        try (MqttClient client = MqttClient.of(uri).stopOnFirstFailure().build()) {
            client.subscribe("hello/#", 1, message -> {
                System.out.println(message.topic() + ": " + message.text());
                arrived.countDown();
            });
            client.connect().get(10, TimeUnit.SECONDS);
            client.publish("hello/world", "hello", 1).get(10, TimeUnit.SECONDS);
            arrived.await(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            System.err.println(e.getCause().getMessage());
        }
    }
}
