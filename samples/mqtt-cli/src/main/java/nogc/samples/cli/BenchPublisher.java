package nogc.samples.cli;

import java.io.IOException;
import nogc.mqtt.Config;
import nogc.mqtt.PayloadSource;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;

/** Publishes as fast as the broker takes it: the measured client of {@code mqtt bench}, or the one that feeds it. */
final class BenchPublisher extends Connection {
    /** Looks again so soon when the receiver is behind, in milliseconds. */
    private static final int NAP = 1;
    /** Bytes of a payload from which on it is read from where it lies. */
    private static final int LARGE = 4096;

    private final Topic topic;
    private final byte[] payload;
    /** Gives a large payload, which is so copied once less than through the ring; else null. */
    private final PayloadSource source;
    private final PropertyWriter properties;
    private final BenchRun run;
    private final BenchReceiver receiver;
    private boolean began;
    private long published;
    private long completed;
    /** Handle of the message that tells that all have arrived, 0 before. */
    private int last;

    /**
     * Makes the publisher.
     *
     * @param asked the command line
     * @param topic where to
     * @param run to measure, or null
     * @param receiver to stay close ahead of, or null
     */
    BenchPublisher(BenchArguments asked, String topic, BenchRun run, BenchReceiver receiver) throws IOException {
        super("bench", asked.connection, config(asked));
        this.topic = new Topic(topic);
        this.run = run;
        this.receiver = receiver;
        payload = new byte[asked.size];
        source = asked.size < LARGE ? null : new ArrayPayload(payload);
        properties = properties("publish");
        sleepsBy(asked.coalesce, asked.spin);
    }

    static Config config(BenchArguments asked) {
        Config config = new Config();
        config.receiveBuffer = 65_536;
        config.transmitBuffer = 65_536;
        config.ring = Math.max(65_536, (asked.size + 512) * Math.min(asked.inFlight, 64));
        config.outboundSlots = asked.inFlight;
        config.inboundSlots = Math.min(1023, Math.max(20, asked.inFlight));
        return config;
    }

    @Override
    void connected(boolean sessionPresent) {
        if (!began && run != null) {
            run.begin();
        }
        began = true;
    }

    @Override
    boolean isPatient() {
        return false;
    }

    @Override
    int step() {
        if (!began) {
            return Integer.MAX_VALUE;
        }
        if (run != null && run.isOver(completed)) {
            finish(DONE);
            return 0;
        }
        if (run != null && run.isEnding()) {
            return publishLast();
        }
        int result = Result.OK;
        while (result >= 0 && (receiver == null || published < receiver.credit())) {
            result = source != null ? client.publish(topic, source, payload.length, arguments.qos, false, properties)
                    : client.publish(topic, payload, 0, payload.length, arguments.qos, false, properties);
            if (result >= 0) {
                published++;
            }
        }
        if (result < 0 && result != Result.FULL) {
            fail("cannot publish: " + Failure.ofCall(result));
        }
        return result == Result.FULL ? Integer.MAX_VALUE : NAP;
    }

    /** All that left before has arrived once the server has acknowledged this. */
    private int publishLast() {
        int result = last > 0 ? last : client.publish(topic, payload, 0, payload.length, 1, false, properties);
        if (result >= 0) {
            last = result;
        } else if (result == Result.FULL) {
            again();
        } else {
            warn("whether all messages arrived cannot be asked: " + Failure.ofCall(result));
            run.end(completed);
            again();
        }
        return Integer.MAX_VALUE;
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader answer) {
        if (handle == last) {
            run.end(completed);
        }
        completed++;
        again();
        if (result != Result.OK) {
            fail("a message was not delivered: "
                    + Failure.ofMessage(result, reasonCode, arguments.isVersion5(), answer));
        }
    }
}
