package nogc.bench.pinode;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import java.nio.charset.StandardCharsets;

/** The smallest program over HiveMQ's blocking client that publishes a reading each second at QoS 1. */
public final class HiveMqPublisher {
    private HiveMqPublisher() {
    }

    /**
     * Runs until it is killed.
     *
     * @param arguments the port of the broker on this machine
     * @throws InterruptedException never
     */
    public static void main(String[] arguments) throws InterruptedException {
        Mqtt3BlockingClient client = MqttClient.builder().useMqttVersion3().identifier("m").serverHost("127.0.0.1")
                .serverPort(Integer.parseInt(arguments[0])).buildBlocking();
        client.connect();
        for (int reading = 480; ; reading++) {
            byte[] text = (reading / 10 + "." + reading % 10).getBytes(StandardCharsets.US_ASCII);
            client.publishWith().topic(FirstPublish.TOPIC).qos(MqttQos.AT_LEAST_ONCE).payload(text).send();
            Thread.sleep(1000);
        }
    }
}
