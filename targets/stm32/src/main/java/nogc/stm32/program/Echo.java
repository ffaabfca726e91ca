package nogc.stm32.program;

import nogc.hal.net.SerialTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Protocol;
import nogc.stm32.Chip;

/**
 * Program B of the size table, the least that a device does which obeys: subscribes {@code nogc/b/in} at QoS 1 with
 * each connection and publishes what comes there to {@code nogc/b/out} at QoS 1, forever.
 */
final class Echo extends Listener {
    private final Topic out;
    private final TopicFilter in;
    private Client client;
    private boolean subscribing;

    private Echo(Chip chip) {
        out = new Topic("nogc/b/out");
        in = new TopicFilter("nogc/b/in");
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        subscribing = true;
    }

    /** Again until there is room for it. */
    private void subscribe() {
        subscribing = client.isConnected() && client.subscribe(in, 1) < 0;
    }

    /** A message that finds no room for its answer gets none, and its sender is told (5.0). */
    @Override
    public int onMessage(Message message) {
        int answer = client.publish(out, message.payload(), message.payloadOffset(), message.payloadLength(), 1, false);
        return answer < 0 ? ReasonCode.QUOTA_EXCEEDED : ACCEPT;
    }

    static void run(Protocol protocol) {
        Chip chip = new Chip();
        Echo listener = new Echo(chip);
        SerialTransport transport = new SerialTransport(chip, chip, 20);
        Config config = PublishOnce.config(2, 2, PublishOnce.BUFFER);
        Client client = new Client(config, protocol, transport, chip, chip, listener);
        listener.client = client;
        ConnectOptions options = new ConnectOptions();
        options.clientId = chip.name();
        chip.require(client.connect(options));
        for (;;) {
            chip.require(client.turn());
            if (listener.subscribing) {
                listener.subscribe();
            } else {
                chip.idle(Chip.LONGEST_IDLE);
            }
        }
    }
}
