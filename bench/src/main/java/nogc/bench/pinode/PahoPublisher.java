package nogc.bench.pinode;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** The smallest program over Eclipse Paho's blocking client that publishes a reading each second at QoS 1. */
public final class PahoPublisher {
    private PahoPublisher() {
    }

    /**
     * Runs until it is killed.
     *
     * @param arguments the port of the broker on this machine
     * @throws MqttException if the broker refuses
     * @throws InterruptedException never
     */
    public static void main(String[] arguments) throws MqttException, InterruptedException {
        MqttClient client = new MqttClient("tcp://127.0.0.1:" + arguments[0], "m", new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        client.connect(options);
        for (int reading = 480; ; reading++) {
            byte[] text = (reading / 10 + "." + reading % 10).getBytes(StandardCharsets.US_ASCII);
            client.publish(FirstPublish.TOPIC, text, 1, false);
            Thread.sleep(1000);
        }
    }
}
