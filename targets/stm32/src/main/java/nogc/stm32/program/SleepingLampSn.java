package nogc.stm32.program;

import nogc.hal.net.SerialDatagrams;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.sn.SnMessage;
import nogc.mqtt.sn.SnSleepingClient;
import nogc.mqtt.sn.SnSleepingConfig;
import nogc.mqtt.sn.SnTopic;
import nogc.stm32.Chip;

/**
 * A battery node that obeys: it subscribes to {@code nogc/lamp/set} over MQTT-SN, sleeps, and collects every two
 * seconds what the gateway kept for it. {@code 1} lights the LED, anything else puts it out, and {@code nogc/lamp} says
 * which. A gateway that is lost is asked again after the same two seconds.
 */
public final class SleepingLampSn {
    private static final int LONGEST_DATAGRAM = 64;
    /** How long the gateway waits for the node, far beyond its period. */
    private static final int SLEEP_SECONDS = 60;
    private static final int PERIOD = 2000;

    private final Chip chip;
    private final SnSleepingClient client;
    private final byte[] lit = {'0'};
    private boolean changed;

    private SleepingLampSn(Chip chip, SnSleepingClient client) {
        this.chip = chip;
        this.client = client;
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Chip chip = new Chip();
        SnSleepingConfig config = new SnSleepingConfig();
        config.clientId = new Utf8String("nogc-lamp");
        config.longest = LONGEST_DATAGRAM;
        config.retryTime = 1000;
        SnTopic commands = new SnTopic(new Topic("nogc/lamp/set"));
        SnTopic state = new SnTopic(new Topic("nogc/lamp"));
        SnSleepingClient client = new SnSleepingClient(config, new SerialDatagrams(chip, LONGEST_DATAGRAM), chip);
        SleepingLampSn lamp = new SleepingLampSn(chip, client);
        for (;;) {
            if (!client.isConnected()) {
                lamp.changed = lamp.did(client.connect()) && lamp.did(client.subscribe(commands, 1));
            }
            if (lamp.changed && (client.isActive() || lamp.did(client.connect()))) {
                lamp.changed = !lamp.did(client.publish(state, lamp.lit, 0, 1, 1, true));
            }
            if (client.isActive()) {
                lamp.did(client.sleep(SLEEP_SECONDS));
            }
            lamp.rest();
            if (client.isAsleep() && !lamp.changed) {
                lamp.did(client.wake());
            }
        }
    }

    /** Polls until the request that was begun is over; whether it ended well. */
    private boolean did(int refusal) {
        while (client.result() == SnSleepingClient.PENDING) {
            poll();
        }
        return refusal == Result.OK && client.result() == Result.OK;
    }

    /** Sleeps on for a period, unless there is something to tell. */
    private void rest() {
        int since = chip.millis();
        while (!changed && chip.millis() - since < PERIOD) {
            poll();
        }
    }

    private void poll() {
        chip.idle(client.poll());
        if (client.received() != null) {
            SnMessage message = client.message();
            byte is = message.dataLength() > 0 ? message.bytes()[message.dataOffset()] : 0;
            lit[0] = is == '1' ? (byte) '1' : (byte) '0';
            chip.led(lit[0] == '1');
            changed = true;
            chip.require(client.take());
        }
    }
}
