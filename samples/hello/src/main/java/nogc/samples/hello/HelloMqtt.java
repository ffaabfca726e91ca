package nogc.samples.hello;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nogc.javase.client.MqttClient;

/** Connects, subscribes, publishes, prints what comes back. Start it with the broker's URI, if not the usual. */
public final class HelloMqtt {
    private HelloMqtt() {
    }

    /**
     * Says hello to the broker. Ends with 0; with 1, and a line that says why, where nothing came back.
     *
     * @param args URI of the broker; {@code mqtt://127.0.0.1} if not given
     * @throws InterruptedException if somebody wants it to end
     */
    public static void main(String[] args) throws InterruptedException {
        String problem = run(args.length > 0 ? args[0] : "mqtt://127.0.0.1");
        if (problem != null) {
            System.err.println(problem);
            System.exit(1);
        }
    }

    /** @return what went wrong, or null */
    static String run(String uri) throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        try (MqttClient client = MqttClient.of(uri).stopOnFirstFailure().build()) {
            client.subscribe("hello/#", 1, message -> {
                System.out.println(message.topic() + ": " + message.text());
                arrived.countDown();
            });
            client.connect().get(10, TimeUnit.SECONDS);
            client.publish("hello/world", "hello", 1).get(10, TimeUnit.SECONDS);
            return arrived.await(10, TimeUnit.SECONDS) ? null : "hello/world did not come back: may we read hello/#?";
        } catch (ExecutionException e) {
            return e.getCause().getMessage();
        } catch (TimeoutException e) {
            return uri + " does not answer within 10 s: check host and port, and whether that port speaks MQTT";
        } catch (IllegalArgumentException e) {
            return e.getMessage(); // it is no URI of a broker
        }
    }
}
