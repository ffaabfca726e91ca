package nogc.stm32.program;

import nogc.hal.net.SerialDatagrams;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Utf8String;
import nogc.mqtt.sn.SnConfig;
import nogc.samples.sensor.SensorNode;
import nogc.samples.sensor.SnNodeClient;
import nogc.stm32.Chip;

/**
 * The sensor node over MQTT-SN, by frames on a serial line whose other end is a gateway or a radio that carries
 * datagrams. Between its messages the client sleeps; the LED is lit while the node heats; the button makes it leave.
 */
public final class SensorNodeSn {
    private static final int LONGEST_DATAGRAM = 128;
    private static final int SLEEP_SECONDS = 4;
    private static final int KEEP_ALIVE = 60;
    private static final int PERIOD = 5000;
    /** A digit of six bits for each of so many of a name. */
    private static final int NAME_DIGITS = 16;
    private static final int NAME_PREFIX = 6;

    private SensorNodeSn() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Chip chip = new Chip();
        ConnectOptions options = new ConnectOptions();
        options.clientId = name(chip.identity());
        options.keepAlive = KEEP_ALIVE;
        SnConfig config = SnNodeClient.smallConfig();
        config.retryTime = 1000;
        SnNodeClient client = new SnNodeClient(config, SLEEP_SECONDS, new SerialDatagrams(chip, LONGEST_DATAGRAM),
                chip, chip);
        SensorNode node = new SensorNode(client, chip, chip, options);
        node.setPeriod(PERIOD);
        chip.require(node.start());
        while (!node.isStopped()) {
            chip.idle(node.poll());
            chip.led(node.isHeating());
            if (chip.button()) {
                node.stop();
            }
        }
    }

    /** The chip's name in 22 characters, since MQTT-SN takes 23: six bits a digit in place of four [SN-5.3.1-1]. */
    private static Utf8String name(byte[] identity) {
        Utf8String name = new Utf8String("stm32-0000000000000000");
        for (int i = 0; i < NAME_DIGITS; i++) {
            int value = 0;
            for (int bit = 6 * i; bit < 6 * i + 6; bit++) {
                int nibble = hexadecimal(identity[NAME_PREFIX + bit / 4]);
                value = value << 1 | nibble >> 3 - bit % 4 & 1;
            }
            name.bytes()[NAME_PREFIX + i] = (byte) digit(value);
        }
        return name;
    }

    private static int hexadecimal(int digit) {
        return digit <= '9' ? digit - '0' : digit - 'a' + 10;
    }

    private static int digit(int value) {
        if (value < 10) {
            return '0' + value;
        }
        if (value < 36) {
            return 'A' + value - 10;
        }
        if (value < 62) {
            return 'a' + value - 36;
        }
        return value == 62 ? '-' : '_';
    }
}
