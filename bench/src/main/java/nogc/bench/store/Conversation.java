package nogc.bench.store;

import java.nio.charset.StandardCharsets;
import nogc.bench.Packets;
import nogc.hal.FlashRegion;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Engine;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.store.FlashLog;

/**
 * A client of MQTT 3.1.1 whose session is in a flash log, and a server that answers what each exchange asks for, in
 * memory. One exchange at a time, or a burst of them; each runs to its end.
 */
final class Conversation extends Listener {
    /** The longest message of these exchanges and its record. */
    static final int LARGEST_RECORD = 256;
    /** Bytes of application's state that {@link #receive} may store with a message. */
    static final int STATE_LENGTH = 8;
    private static final byte[] CONNACK = {0x20, 2, 0, 0};

    private final Topic topic = new Topic(Packets.TOPIC);
    private final byte[] payload = Packets.payload();
    private final byte[] state = new byte[STATE_LENGTH];
    private final Engine engine;
    private boolean storesState;
    private int now;
    private int completed;
    private int taken;

    /**
     * Connects.
     *
     * @param region of the log
     */
    Conversation(FlashRegion region) {
        Config config = new Config();
        config.store = new FlashLog(region, LARGEST_RECORD);
        config.applicationState = STATE_LENGTH;
        engine = new Engine(config, new Mqtt311(), () -> 0, this);
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("cost");
        check(engine.session().connection().connect(options) == Result.OK, "connect");
        turn();
        engine.opened();
        flush();
        answer(CONNACK);
        check(engine.session().isConnected(), "CONNACK");
        flush();
    }

    private static void check(boolean good, String what) {
        if (!good) {
            throw new IllegalStateException("not as it should be: " + what);
        }
    }

    /** Messages out, queued together and each acknowledged to its end. */
    void publish(int qos, int count) {
        int before = completed;
        for (int i = 0; i < count; i++) {
            int handle = engine.session().publishing().publish(topic, payload, null, 0, payload.length, qos, false,
                    null, 0);
            check(handle > 0, "publish");
        }
        byte[] packets = flush();
        int at = 0;
        byte[] answers = new byte[4 * count];
        for (int i = 0; i < count; i++) {
            int id = at + 4 + Packets.TOPIC.length();
            acknowledge(answers, 4 * i, qos == 1 ? 0x40 : 0x50, packets[id], packets[id + 1]);
            at = id + 2 + payload.length;
        }
        answer(answers);
        if (qos == 2) {
            byte[] releases = flush();
            for (int i = 0; i < count; i++) {
                acknowledge(answers, 4 * i, 0x70, releases[4 * i + 2], releases[4 * i + 3]);
            }
            answer(answers);
        }
        flush();
        check(completed - before == count, "completions");
    }

    /** A message in, to its end. */
    void receive(int qos, boolean withState) {
        storesState = withState;
        int before = taken;
        byte[] name = Packets.TOPIC.getBytes(StandardCharsets.US_ASCII);
        byte[] packet = new byte[4 + name.length + 2 + payload.length];
        packet[0] = (byte) (0x30 | qos << 1);
        packet[1] = (byte) (packet.length - 2);
        packet[3] = (byte) name.length;
        System.arraycopy(name, 0, packet, 4, name.length);
        packet[4 + name.length + 1] = 7;
        System.arraycopy(payload, 0, packet, packet.length - payload.length, payload.length);
        answer(packet);
        byte[] sent = flush();
        check(sent.length == 4 && taken == before + 1, "an acknowledgement");
        if (qos == 2) {
            byte[] release = new byte[4];
            acknowledge(release, 0, 0x62, sent[2], sent[3]);
            answer(release);
            check(flush().length == 4, "PUBCOMP");
        }
    }

    private static void acknowledge(byte[] packet, int at, int type, byte high, byte low) {
        packet[at] = (byte) type;
        packet[at + 1] = 2;
        packet[at + 2] = high;
        packet[at + 3] = low;
    }

    private void turn() {
        now++;
        engine.at(now);
        engine.step();
    }

    /** All that the client sends by itself, which makes its records durable. */
    private byte[] flush() {
        byte[] all = new byte[0];
        turn();
        for (int length = engine.output(); length > 0; length = engine.output()) {
            int before = all.length;
            all = java.util.Arrays.copyOf(all, before + length);
            System.arraycopy(engine.outputBuffer(), engine.outputOffset(), all, before, length);
            engine.written(length);
        }
        return all;
    }

    private void answer(byte[] packets) {
        int done = 0;
        while (done < packets.length) {
            int piece = Math.min(64, packets.length - done);
            System.arraycopy(packets, done, engine.input(), engine.inputOffset(), piece);
            engine.received(piece);
            done += piece;
        }
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        check(result == Result.OK, "result " + result);
        completed++;
    }

    @Override
    public int onMessage(Message message) {
        taken++;
        if (!storesState) {
            return ACCEPT;
        }
        check(engine.session().acknowledge(message.handle(), 0, state, 0, STATE_LENGTH) == Result.OK, "acknowledge");
        return DEFER;
    }
}
