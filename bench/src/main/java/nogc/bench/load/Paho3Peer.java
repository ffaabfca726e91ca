package nogc.bench.load;

import java.nio.ByteBuffer;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttMessageListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Eclipse Paho's asynchronous client, MQTT 3.1.1, its session in memory. */
final class Paho3Peer implements Peer {
    private final MqttAsyncClient client;

    Paho3Peer(Server server, int inFlight) throws Exception {
        client = new MqttAsyncClient(server.uri(), MqttAsyncClient.generateClientId(), new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setConnectionTimeout(60);
        options.setMaxInflight(inFlight + 1); // it gives a place back only behind the listener
        if (server.isSecure()) {
            options.setSocketFactory(server.socketFactory());
        }
        client.connect(options).waitForCompletion(60_000);
    }

    @Override
    public void publish(byte[] payload, int qos, Ends load) throws MqttException {
        IMqttActionListener listener = new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                load.ended(null);
            }

            @Override
            public void onFailure(IMqttToken token, Throwable failure) {
                load.ended(failure);
            }
        };
        client.publish(TOPIC, payload, qos, false, null, listener);
    }

    @Override
    public void receive(String topic, int most, Arrivals arrivals) throws MqttException {
        IMqttMessageListener listener = (name, message) ->
                arrivals.arrived(ByteBuffer.wrap(message.getPayload()).getInt());
        client.subscribe(topic, most, null, null, listener).waitForCompletion(60_000);
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 1000);
        client.close();
    }
}
