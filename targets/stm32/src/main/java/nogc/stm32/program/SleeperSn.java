package nogc.stm32.program;

import nogc.hal.net.SerialDatagrams;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.sn.SnSleepingClient;
import nogc.mqtt.sn.SnSleepingConfig;
import nogc.mqtt.sn.SnTopic;
import nogc.stm32.Chip;
import nogc.stm32.Literal;

/**
 * What a battery node does over MQTT-SN: every ten minutes it connects, has the name {@code nogc/a} registered,
 * publishes to it at QoS 1 and goes to sleep, out of which it wakes ahead of the end of each minute. Without a gateway
 * it tries again after the same ten minutes.
 */
public final class SleeperSn {
    private static final int LONGEST_DATAGRAM = 64;
    private static final int SLEEP_SECONDS = 60;
    private static final int PERIOD = 600000;

    private final Chip chip;
    private final SnSleepingClient client;

    private SleeperSn(Chip chip, SnSleepingClient client) {
        this.chip = chip;
        this.client = client;
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Chip chip = new Chip();
        SnSleepingConfig config = new SnSleepingConfig();
        config.clientId = new Utf8String("nogc-a");
        config.longest = LONGEST_DATAGRAM;
        SnTopic topic = new SnTopic(new Topic("nogc/a"));
        byte[] payload = Literal.bytes("hello");
        SnSleepingClient client = new SnSleepingClient(config, new SerialDatagrams(chip, LONGEST_DATAGRAM), chip);
        SleeperSn node = new SleeperSn(chip, client);
        for (;;) {
            int since = chip.millis();
            if (node.did(client.connect()) && node.did(client.publish(topic, payload, 0, payload.length, 1, false))) {
                node.did(client.sleep(SLEEP_SECONDS));
            }
            while (chip.millis() - since < PERIOD) {
                chip.idle(client.poll());
            }
        }
    }

    /** Polls until the request that was begun is over; whether it ended well. */
    private boolean did(int refusal) {
        while (client.result() == SnSleepingClient.PENDING) {
            chip.idle(client.poll());
        }
        return refusal == Result.OK && client.result() == Result.OK;
    }
}
