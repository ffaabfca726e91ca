package nogc.bench.contender;

import nogc.bench.Packets;
import nogc.hal.Entropy;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Engine;
import nogc.mqtt.codec.Mqtt311;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * This project's engine, connected with MQTT 3.1.1, and a server that is nothing but the PUBACK to what was sent. One
 * round is everything that a QoS 1 message costs but for transport and clock: queueing (topic and payload are copied),
 * encoding, receiving and decoding the PUBACK, and the completion.
 */
@State(Scope.Thread)
public class OurEngine {
    private static final byte[] CONNACK = {0x20, 2, 0, 0};
    /** Offset of the packet identifier in the PUBLISH: behind two bytes of header and the topic with its length. */
    private static final int PACKET_IDENTIFIER = 4 + Packets.TOPIC.length();

    private final Topic topic = new Topic(Packets.TOPIC);
    private final byte[] payload = Packets.payload();
    private final Engine engine;
    private int now;
    private int completed;

    /** Connects. */
    public OurEngine() {
        this(new Config());
    }

    /** Connects, with a store perhaps. */
    OurEngine(Config config) {
        Entropy noJitter = () -> 0;
        engine = new Engine(config, new Mqtt311(), noJitter, new Listener() {
            @Override
            public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
                completed = handle;
            }
        });
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("bench");
        int result = engine.session().connection().connect(options);
        engine.at(now);
        engine.step();
        engine.opened();
        engine.written(engine.output());
        receive(CONNACK);
        if (result < 0 || !engine.session().isConnected()) {
            throw new IllegalStateException("the engine did not take the options or the CONNACK: " + result);
        }
    }

    /**
     * One message out and its acknowledgement in.
     *
     * @return whether the message completed
     */
    public boolean round() {
        now++;
        int handle = engine.session().publishing().publish(topic, payload, null, 0, payload.length, 1, false, null, 0);
        engine.at(now);
        engine.step();
        int length = engine.output();
        byte[] sent = engine.outputBuffer();
        byte[] input = engine.input();
        int publish = engine.outputOffset();
        int puback = engine.inputOffset();
        input[puback] = 0x40;
        input[puback + 1] = 2;
        input[puback + 2] = sent[publish + PACKET_IDENTIFIER];
        input[puback + 3] = sent[publish + PACKET_IDENTIFIER + 1];
        engine.written(length);
        engine.received(4);
        return handle > 0 && handle == completed;
    }

    private void receive(byte[] packet) {
        System.arraycopy(packet, 0, engine.input(), engine.inputOffset(), packet.length);
        engine.received(packet.length);
    }
}
