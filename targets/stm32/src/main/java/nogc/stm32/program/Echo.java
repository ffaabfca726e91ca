package nogc.stm32.program;

import nogc.hal.net.SerialTransport;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Protocol;
import nogc.stm32.Chip;

/**
 * Program B of the size table, the least that a device does which obeys: subscribes {@code nogc/b/in} at QoS 1 with
 * each connection and publishes what comes there to {@code nogc/b/out} at QoS 1, forever.
 */
final class Echo extends Listener {
    private final Topic out = topic("nogc/b/out");
    private final TopicFilter in = filter("nogc/b/in");
    private Client client;

    private Echo() {
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        client.subscribe(in, 1);
    }

    /** A message that finds no room for its answer gets none. */
    @Override
    public int onMessage(Message message) {
        client.publish(out, message.payload(), message.payloadOffset(), message.payloadLength(), 1, false);
        return ACCEPT;
    }

    static void run(Protocol protocol) {
        Chip chip = new Chip();
        Echo listener = new Echo();
        SerialTransport transport = new SerialTransport(chip, chip, 20);
        Client client = new Client(PublishOnce.config(2, 2), protocol, transport, chip, chip, listener);
        listener.client = client;
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String(Chip.IDENTITY_LENGTH);
        options.clientId.set(chip.identity(), 0, Chip.IDENTITY_LENGTH);
        client.connect(options);
        for (;;) {
            chip.idle(client.poll());
        }
    }

    private static Topic topic(String literal) {
        byte[] name = Text.ascii(literal);
        Topic topic = new Topic(name.length);
        topic.set(name, 0, name.length);
        return topic;
    }

    private static TopicFilter filter(String literal) {
        byte[] name = Text.ascii(literal);
        TopicFilter filter = new TopicFilter(name.length);
        filter.set(name, 0, name.length);
        return filter;
    }
}
