package nogc.bench.startup;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;

/** HiveMQ's blocking client. */
public final class HiveMqOnce {
    private HiveMqOnce() {
    }

    /**
     * Publishes.
     *
     * @param words host and port
     * @throws Exception what the client throws
     */
    public static void main(String[] words) throws Exception {
        Mqtt3BlockingClient client = MqttClient.builder().useMqttVersion3().serverHost(words[0])
                .serverPort(Integer.parseInt(words[1])).buildBlocking();
        client.connect();
        client.publishWith().topic(Once.TOPIC).qos(MqttQos.AT_LEAST_ONCE).payload(Once.PAYLOAD).send();
        client.disconnect();
        Once.end();
    }
}
