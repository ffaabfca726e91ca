package nogc.stm32.program;

import nogc.hal.net.SerialTransport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Protocol;
import nogc.stm32.Chip;

/**
 * The endurance run of a board and its line: what comes to {@code nogc/mirror/in} goes to {@code nogc/mirror/out}, at
 * the QoS that it came with, forever, over every loss of the connection.
 * <pre>
 * QoS 0   is held back while there is no room for the answer
 * QoS 1   acknowledged once the answer was, so that not even a reset of the board loses one
 * QoS 2   taken at once and kept in memory, so that none is doubled as long as the board runs
 * </pre>
 * At QoS 1 and 2 send no more than {@value #WINDOW} messages ahead of their answers: for one more there may be no room,
 * and what would make room stands behind it.
 */
final class Mirror extends Listener {
    /** Messages of QoS 1 and 2 that may be on their way through the board at once. */
    static final int WINDOW = 3;
    /**
     * As many answers may have arrived whose acknowledgements did not; after a loss of the connection the server may
     * send all of these again while their answers are still under way; and SUBSCRIBE takes one.
     */
    static final int SLOTS = 4 * WINDOW + 1;

    private final Topic out;
    private final TopicFilter in;
    /** Handles of the QoS 1 answers under way, 0 for a free place, and of the messages that they answer. */
    private final int[] answers = new int[SLOTS];
    private final int[] messages = new int[SLOTS];
    private boolean held;
    private boolean subscribing;
    private Client client;

    private Mirror(Chip chip) {
        out = new Topic("nogc/mirror/out");
        in = new TopicFilter("nogc/mirror/in");
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        subscribing = true;
    }

    /** Again until there is room for it. */
    private void subscribe() {
        subscribing = client.isConnected() && client.subscribe(in, 2) < 0;
    }

    @Override
    public int onMessage(Message message) {
        int qos = message.qos();
        int answer = client.publish(out, message.payload(), message.payloadOffset(), message.payloadLength(), qos,
                false);
        if (answer < 0) {
            held = true;
            return WAIT;
        }
        if (qos != 1) {
            return ACCEPT;
        }
        int place = 0;
        while (answers[place] != 0) {
            place++;
        }
        answers[place] = answer;
        messages[place] = message.handle();
        return DEFER;
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        for (int place = 0; place < SLOTS; place++) {
            if (answers[place] == handle) {
                answers[place] = 0;
                client.acknowledge(messages[place]); // refused for one that came over an earlier connection
            }
        }
    }

    static void run(Protocol protocol) {
        Chip chip = new Chip();
        Mirror mirror = new Mirror(chip);
        SerialTransport transport = new SerialTransport(chip, chip, 20);
        Client client = new Client(config(), protocol, transport, chip, chip, mirror);
        mirror.client = client;
        chip.require(client.connect(options(chip, protocol)));
        for (;;) {
            int rest = client.poll();
            if (mirror.subscribing) {
                mirror.subscribe();
                rest = 0;
            }
            if (mirror.held) {
                mirror.held = false;
                client.resume();
                rest = 0;
            }
            chip.idle(rest);
        }
    }

    /** A session that outlives the connection, and a keep alive that finds its loss soon. */
    static ConnectOptions options(Chip chip, Protocol protocol) {
        ConnectOptions options = new ConnectOptions();
        options.clientId = chip.name();
        options.cleanStart = 0;
        if (protocol.hasProperties()) {
            options.sessionExpiry = 3600;
        }
        options.keepAlive = 2;
        return options;
    }

    /** Sizes for {@link #SLOTS} messages, and short times. */
    static Config config() {
        Config config = new Config();
        config.receiveBuffer = 256;
        config.transmitBuffer = 256;
        config.ring = 80 * SLOTS;
        config.outboundSlots = SLOTS;
        config.inboundSlots = SLOTS;
        config.connackTimeout = 1500;
        config.pingTimeout = 1500;
        config.reconnectMinimum = 250;
        config.reconnectMaximum = 1000;
        return config;
    }
}
