package nogc.stm32.program;

import nogc.hal.net.SerialDatagrams;
import nogc.mqtt.sn.SnPublisher;
import nogc.stm32.Chip;
import nogc.stm32.Literal;

/**
 * The least that an MQTT-SN device does: a message at QoS -1 to the predefined topic id 1, without a connection, by
 * frames on a serial line.
 */
public final class PublishSn {
    static final int LONGEST_DATAGRAM = 64;
    static final int TOPIC_ID = 1;

    private PublishSn() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Chip chip = new Chip();
        SerialDatagrams line = new SerialDatagrams(chip, LONGEST_DATAGRAM);
        SnPublisher publisher = new SnPublisher(line, LONGEST_DATAGRAM);
        byte[] payload = Literal.bytes("hello");
        chip.require(publisher.publishPredefined(TOPIC_ID, payload, 0, payload.length, false));
        while (line.flush() > 0) {
            chip.idle(1);
        }
    }
}
