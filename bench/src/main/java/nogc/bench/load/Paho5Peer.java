package nogc.bench.load;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Eclipse Paho's asynchronous client, MQTT 5.0, its session in memory. */
final class Paho5Peer implements Peer {
    private final MqttAsyncClient client;

    Paho5Peer(Server server) throws Exception {
        client = new MqttAsyncClient(server.uri(), UUID.randomUUID().toString(), new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setConnectionTimeout(60);
        if (server.isSecure()) {
            options.setSocketFactory(server.socketFactory());
        }
        client.connect(options).waitForCompletion(60_000);
    }

    @Override
    public void publish(byte[] payload, int qos, Ends load) throws MqttException {
        MqttActionListener listener = new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                load.ended(null);
            }

            @Override
            public void onFailure(IMqttToken token, Throwable failure) {
                load.ended(failure);
            }
        };
        // It gives a place back only behind the listener, and the server's Receive Maximum is all that it takes.
        for (;;) {
            try {
                client.publish(TOPIC, payload, qos, false, null, listener);
                return;
            } catch (MqttException e) {
                if (e.getReasonCode() != MqttClientException.REASON_CODE_MAX_INFLIGHT) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public void receive(String topic, int most, Arrivals arrivals) throws MqttException {
        client.setCallback(new MqttCallback() {
            @Override
            public void messageArrived(String name, MqttMessage message) {
                arrivals.arrived(ByteBuffer.wrap(message.getPayload()).getInt());
            }

            @Override
            public void disconnected(MqttDisconnectResponse response) {
                // the load notices that nothing comes
            }

            @Override
            public void mqttErrorOccurred(MqttException failure) {
                failure.printStackTrace();
            }

            @Override
            public void deliveryComplete(IMqttToken token) {
                // of what it publishes
            }

            @Override
            public void connectComplete(boolean again, String uri) {
                // done already
            }

            @Override
            public void authPacketArrived(int reasonCode, MqttProperties properties) {
                // none without an Authentication Method
            }
        });
        client.subscribe(topic, most).waitForCompletion(60_000);
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 1000, false);
        client.close();
    }
}
