package nogc.stm32.program;

import nogc.hal.net.SerialDatagrams;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.sn.SnClient;
import nogc.mqtt.sn.SnConfig;
import nogc.mqtt.sn.SnOption;
import nogc.mqtt.sn.SnSleep;
import nogc.stm32.Chip;
import nogc.stm32.Literal;

/**
 * What a battery node does over MQTT-SN: connects, has the name {@code nogc/a} registered, publishes to it at QoS 1,
 * sleeps, and wakes when its sleep time has passed.
 */
public final class SleeperSn extends Listener {
    private static final int LONGEST_DATAGRAM = 64;
    private static final int SLEEP_SECONDS = 60;

    private final Chip chip;
    private final SnSleep sleep;

    private SleeperSn(Chip chip, SnSleep sleep) {
        this.chip = chip;
        this.sleep = sleep;
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        chip.require(sleep.sleep(SLEEP_SECONDS));
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Chip chip = new Chip();
        SnSleep sleep = new SnSleep();
        SleeperSn node = new SleeperSn(chip, sleep);
        SnConfig config = new SnConfig();
        config.receiveBuffer = LONGEST_DATAGRAM;
        config.transmitBuffer = LONGEST_DATAGRAM;
        config.queue = 32;
        config.topics = 1;
        config.topicLength = 8;
        config.options = new SnOption[] {sleep};
        SnClient client = new SnClient(config, new SerialDatagrams(chip, LONGEST_DATAGRAM), chip, chip, node);
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("nogc-a");
        Topic topic = new Topic("nogc/a");
        byte[] payload = Literal.bytes("hello");
        chip.require(client.connect(options));
        chip.require(client.publish(topic, payload, 0, payload.length, 1, false));
        while (!client.isIdle()) {
            chip.idle(client.poll());
        }
    }
}
