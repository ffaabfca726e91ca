package nogc.bench.startup;

import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Eclipse Paho's blocking client, its session in memory. */
public final class PahoOnce {
    private PahoOnce() {
    }

    /**
     * Publishes.
     *
     * @param words host and port
     * @throws Exception what the client throws
     */
    public static void main(String[] words) throws Exception {
        MqttClient client = new MqttClient("tcp://" + words[0] + ":" + words[1], MqttClient.generateClientId(),
                new MemoryPersistence());
        client.connect();
        client.publish(Once.TOPIC, Once.PAYLOAD, 1, false);
        client.disconnect();
        Once.end();
    }
}
