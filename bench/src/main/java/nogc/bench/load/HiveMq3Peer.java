package nogc.bench.load;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import java.util.concurrent.TimeUnit;

/** HiveMQ's asynchronous client, MQTT 3.1.1. */
final class HiveMq3Peer implements Peer {
    private final Mqtt3AsyncClient client;

    HiveMq3Peer(Server server) throws Exception {
        client = builder(server).useMqttVersion3().buildAsync();
        client.connect().get(60, TimeUnit.SECONDS);
    }

    /** Of either version. */
    static MqttClientBuilder builder(Server server) throws Exception {
        MqttClientBuilder builder = MqttClient.builder().serverHost(server.host()).serverPort(server.port());
        if (!server.isSecure()) {
            return builder;
        }
        return builder.sslConfig(MqttClientSslConfig.builder().trustManagerFactory(server.trust()).build());
    }

    @Override
    public void publish(byte[] payload, int qos, Ends load) {
        client.publishWith().topic(TOPIC).qos(MqttQos.fromCode(qos)).payload(payload).send()
                .whenComplete((message, failure) -> load.ended(failure));
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
