package nogc.stm32.program;

import nogc.hal.net.SerialTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Topic;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Protocol;
import nogc.stm32.Chip;
import nogc.stm32.Literal;

/**
 * Program A of the size table, the least that an MQTT device does: connect, publish one message at QoS 0 to
 * {@code nogc/a}, disconnect.
 */
final class PublishOnce extends Listener {
    static final int BUFFER = 256;

    private Client client;

    private PublishOnce() {
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        if (client.disconnect() < 0) { // it broke meanwhile
            client.abort();
        }
    }

    static void run(Protocol protocol) {
        Chip chip = new Chip();
        PublishOnce listener = new PublishOnce();
        SerialTransport transport = new SerialTransport(chip, chip, 20);
        Client client = new Client(config(1, 0, 0), protocol, transport, chip, chip, listener);
        listener.client = client;
        ConnectOptions options = new ConnectOptions();
        options.clientId = chip.name();
        Topic topic = new Topic("nogc/a");
        byte[] payload = Literal.bytes("hello");
        chip.require(client.connect(options));
        chip.require(client.publish(topic, payload, 0, payload.length, 0, false));
        while (!client.isIdle()) {
            chip.require(client.turn());
            chip.idle(Chip.LONGEST_IDLE);
        }
    }

    /**
     * The smallest that the programs get along with. Without inbound slots there is no code that receives, with a
     * maximum packet size none for messages in pieces, and without room beside the ring a program that finds none for
     * its request tries again.
     */
    static Config config(int outboundSlots, int inboundSlots, int maximumPacketSize) {
        Config config = new Config();
        config.receiveBuffer = BUFFER;
        config.maximumPacketSize = maximumPacketSize;
        config.transmitBuffer = 256;
        config.ring = 256;
        config.requestBuffer = 0;
        config.outboundSlots = outboundSlots;
        config.inboundSlots = inboundSlots;
        config.closeTimeout = 0; // the serial line does not tell that the far end closed
        return config;
    }
}
