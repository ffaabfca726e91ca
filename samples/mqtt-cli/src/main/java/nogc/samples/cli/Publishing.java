package nogc.samples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import nogc.mqtt.Config;
import nogc.mqtt.PayloadSource;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;

/** {@code mqtt pub}: publishes what was asked for, and has ended well when all of it is acknowledged. */
final class Publishing extends Connection {
    private static final int RING = 262_144;
    /** Longer payloads are pulled from where they are, instead of being copied into the ring. */
    private static final int LONGEST_COPY = 16_384;
    private static final byte[] NOTHING = new byte[0];

    private final PubArguments asked;
    private final Topic topic;
    private final PropertyWriter properties;
    private final LineReader lines;
    private final FilePayload file;
    private final int fileLength;
    private final byte[] message;

    private byte[] line;
    private long published;
    private long acknowledged;
    private int nextTime;

    Publishing(PubArguments asked) throws IOException {
        super("pub", asked.connection, config(asked));
        this.asked = asked;
        topic = new Topic(asked.topic);
        if (asked.connection.properties.topicAlias() > 0
                && topic.setAlias(asked.connection.properties.topicAlias()) < 0) {
            throw new IllegalStateException("the alias was checked, and now is refused");
        }
        properties = properties("publish");
        lines = asked.source == PubArguments.Source.LINES ? new LineReader(System.in, this::wake) : null;
        long length = asked.isStreamed() ? Files.size(asked.file) : 0;
        file = length > 0 ? new FilePayload(asked.file) : null;
        fileLength = (int) length;
        message = file != null ? NOTHING : switch (asked.source) {
            case MESSAGE -> asked.message;
            case STDIN -> read(System.in);
            case FILE -> readFile(asked);
            default -> NOTHING;
        };
    }

    /** Pipes, devices and files of the kernel do not know how long they are: read to the end, then send. */
    private static byte[] readFile(PubArguments asked) throws IOException {
        try (InputStream in = Files.newInputStream(asked.file)) {
            return read(in);
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        try {
            return in.readNBytes(PubArguments.LARGEST_PAYLOAD + 1);
        } catch (OutOfMemoryError e) {
            throw new IOException("the input is larger than the memory of this JVM: give it more by -Xmx, or -f a"
                    + " regular file, which is streamed");
        }
    }

    private static Config config(PubArguments asked) {
        Config config = new Config();
        config.receiveBuffer = 8192;
        config.transmitBuffer = 65_536;
        config.ring = RING;
        config.outboundSlots = asked.inFlight;
        return config;
    }

    @Override
    void connected(boolean sessionPresent) {
        nextTime = now();
    }

    @Override
    boolean isPatient() {
        return lines != null;
    }

    @Override
    int step() {
        if (message.length > PubArguments.LARGEST_PAYLOAD) {
            fail("the input is larger than a message of MQTT can be (256 MB)");
            return 0;
        }
        while (mayPublish() && hasNext()) {
            int wait = nextTime - now();
            if (asked.repeatDelay > 0 && wait > 0) {
                return wait;
            }
            int result = publish();
            if (result == Result.FULL || result == Result.STORE_FULL && client.usedSlots() > 0) {
                return Integer.MAX_VALUE;
            }
            if (result < 0) {
                fail("cannot publish to '" + asked.topic + "': " + Failure.ofCall(result));
                return 0;
            }
            published++;
            line = null;
            nextTime += asked.repeatDelay;
        }
        if (acknowledged == published && isLast() && (store == null || client.usedSlots() == 0)) {
            finish(DONE);
            return 0;
        }
        return Integer.MAX_VALUE;
    }

    /** Into a store also while nobody answers. */
    private boolean mayPublish() {
        return client.isConnected() || store != null && arguments.qos > 0;
    }

    private boolean hasNext() {
        if (lines == null) {
            return published < asked.repeat;
        }
        if (line == null) {
            line = lines.poll();
        }
        return line != null;
    }

    private boolean isLast() {
        return lines == null ? published == asked.repeat : line == null && lines.isAtEnd();
    }

    private int publish() {
        if (file != null && fileLength > 0) {
            return publish(file, fileLength);
        }
        byte[] payload = lines != null ? line : message;
        if (payload.length > LONGEST_COPY) {
            return publish(new ArrayPayload(payload), payload.length);
        }
        return client.publish(topic, payload, 0, payload.length, arguments.qos, asked.retain, properties);
    }

    private int publish(PayloadSource source, int length) {
        return client.publish(topic, source, length, arguments.qos, asked.retain, properties);
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader answer) {
        if (handle != 0) { // else an earlier run has published it
            acknowledged++;
        }
        again();
        if (result != Result.OK) {
            fail("a message to '" + asked.topic + "' was not delivered: "
                    + Failure.ofMessage(result, reasonCode, arguments.isVersion5(), answer));
        }
    }

    @Override
    void ended() throws IOException {
        if (isInterrupted() && (acknowledged < published || !isLast())) {
            fail("interrupted; " + acknowledged + " messages were delivered");
        }
        if (file != null) {
            file.close();
        }
    }
}
