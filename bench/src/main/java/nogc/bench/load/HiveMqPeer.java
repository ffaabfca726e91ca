package nogc.bench.load;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;

/** HiveMQ's asynchronous client, MQTT 3.1.1. */
final class HiveMqPeer implements Peer {
    private final Mqtt3AsyncClient client;

    HiveMqPeer(String host, int port, TrustManagerFactory trust) throws Exception {
        Mqtt3ClientBuilder builder = MqttClient.builder().useMqttVersion3().serverHost(host).serverPort(port);
        if (trust != null) {
            builder = builder.sslConfig(MqttClientSslConfig.builder().trustManagerFactory(trust).build());
        }
        client = builder.buildAsync();
        client.connect().get(60, TimeUnit.SECONDS);
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
