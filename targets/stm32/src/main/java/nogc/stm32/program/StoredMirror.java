package nogc.stm32.program;

import nogc.hal.net.SerialTransport;
import nogc.mqtt.Config;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.store.FlashLog;
import nogc.mqtt.wire.BigEndian;
import nogc.stm32.Chip;
import nogc.stm32.InternalFlash;

/**
 * {@link Mirror} at QoS 2 with its session in the store of the chip: what comes to {@code nogc/mirror/in} goes to
 * {@code nogc/mirror/out} exactly once, over every reset of the board.
 *
 * <p>A message has its number in its first three bytes, the low one first, from 0 on. The tag of its answer is that
 * number and 1, and the acknowledgement stores the same as the application's state, behind the record of the answer. So
 * an answer that is over is covered by the state, and one that is not has its tag in the store: what is the highest of
 * these was answered, also if the power failed between the two records and the message comes again. A message that was
 * lost or doubled ends the program with a panic.
 *
 * <p>Send no more than {@value Mirror#WINDOW} messages ahead of their answers, as to Mirror.
 */
final class StoredMirror extends Listener {
    private static final int STATE = 4;
    /** Topic, payload and 30 more. */
    private static final int LARGEST_RECORD = 128;

    private final Topic out = new Topic("nogc/mirror/out");
    private final TopicFilter in = new TopicFilter("nogc/mirror/in");
    private final byte[] state = new byte[STATE];
    private final Chip chip;
    private Client client;
    /** How many messages were acknowledged, and how many answered. */
    private int acknowledged;
    private int answered;
    private boolean subscribing;

    private StoredMirror(Chip chip) {
        this.chip = chip;
    }

    /** Goes on from what the store holds. */
    private void restore() {
        if (client.applicationState(state, 0) > 0) {
            acknowledged = BigEndian.i32(state, 0);
        }
        answered = acknowledged;
        int[] tags = new int[Mirror.SLOTS];
        for (int left = client.openTags(tags); left > 0; left--) {
            answered = Math.max(answered, tags[left - 1]);
        }
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        subscribing = true; // also with a session: the last life may have ended ahead of it
    }

    @Override
    public int onMessage(Message message) {
        byte[] payload = message.payload();
        int at = message.payloadOffset();
        int number = 1 + (payload[at] & 255 | (payload[at + 1] & 255) << 8 | (payload[at + 2] & 255) << 16);
        chip.require(number == acknowledged + 1 ? Result.OK : Result.PROTOCOL_ERROR);
        if (number > answered) {
            chip.require(client.publish(out, payload, at, message.payloadLength(), 2, false, null, number));
            answered = number;
        }
        BigEndian.putI32(state, 0, number);
        chip.require(client.acknowledge(message.handle(), state, 0, STATE));
        acknowledged = number;
        return DEFER;
    }

    static void run(Protocol protocol) {
        Chip chip = new Chip();
        StoredMirror mirror = new StoredMirror(chip);
        SerialTransport transport = new SerialTransport(chip, chip, 20);
        Client client = new Client(config(), protocol, transport, chip, chip, mirror);
        mirror.client = client;
        chip.require(client.connect(Mirror.options(chip, protocol)));
        mirror.restore();
        for (;;) {
            int rest = client.poll();
            if (mirror.subscribing) {
                mirror.subscribing = client.isConnected() && client.subscribe(mirror.in, 2) < 0;
                rest = 0;
            }
            chip.idle(rest);
        }
    }

    private static Config config() {
        Config config = Mirror.config();
        config.store = new FlashLog(new InternalFlash(), LARGEST_RECORD);
        config.applicationState = STATE;
        return config;
    }
}
