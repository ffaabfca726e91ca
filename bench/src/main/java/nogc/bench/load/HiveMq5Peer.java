package nogc.bench.load;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** HiveMQ's asynchronous client, MQTT 5.0. */
final class HiveMq5Peer implements Peer {
    private final Mqtt5AsyncClient client;

    HiveMq5Peer(Server server) throws Exception {
        // An identifier of its own, since it asks a server to assign one, which a peer that only counts does not.
        client = HiveMq3Peer.builder(server).identifier(UUID.randomUUID().toString()).useMqttVersion5().buildAsync();
        client.connect().get(60, TimeUnit.SECONDS);
    }

    @Override
    public void publish(byte[] payload, int qos, Ends load) {
        client.publishWith().topic(TOPIC).qos(MqttQos.fromCode(qos)).payload(payload).send()
                .whenComplete((result, failure) -> load.ended(
                        failure == null ? result.getError().orElse(null) : failure));
    }

    @Override
    public void receive(String topic, int most, Arrivals arrivals) throws Exception {
        client.subscribeWith().topicFilter(topic).qos(MqttQos.fromCode(most))
                .callback(message -> arrivals.arrived(message.getPayload().orElseThrow().getInt(0)))
                .send().get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        client.disconnect().get(10, TimeUnit.SECONDS);
    }
}
