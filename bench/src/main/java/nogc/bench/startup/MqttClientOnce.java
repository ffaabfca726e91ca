package nogc.bench.startup;

import java.util.concurrent.TimeUnit;
import nogc.javase.client.MqttClient;
import nogc.mqtt.Topic;

/** Ours by the builder, with its thread and futures. */
public final class MqttClientOnce {
    private MqttClientOnce() {
    }

    /**
     * Publishes.
     *
     * @param words host and port
     * @throws Exception what the client throws
     */
    public static void main(String[] words) throws Exception {
        try (MqttClient client = MqttClient.of("mqtt://" + words[0] + ":" + words[1]).version311().build()) {
            client.connect().get(20, TimeUnit.SECONDS);
            client.publish(new Topic(Once.TOPIC), Once.PAYLOAD, 1, false, null).get(20, TimeUnit.SECONDS);
        }
        Once.end();
    }
}
