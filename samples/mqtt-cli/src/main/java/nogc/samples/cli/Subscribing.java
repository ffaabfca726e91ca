package nogc.samples.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import nogc.mqtt.Config;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.TopicFilter;

/** {@code mqtt sub}: prints messages, large ones piece by piece as they arrive. */
final class Subscribing extends Connection {
    /** The exit code after {@code -W}, as mosquitto_sub has it. */
    static final int TIMED_OUT = 27;

    private final SubArguments asked;
    private final OutputStream out;
    private final Subscriptions subscriptions;
    private final List<TopicFilter> filteredOut;
    private int printed;
    private int connectedAt;
    private boolean wasConnected;
    private boolean ending;
    private boolean skipping;
    private int exitCode = DONE;

    Subscribing(SubArguments asked, OutputStream out) throws IOException {
        super("sub", asked.connection, config());
        this.asked = asked;
        this.out = new BufferedOutputStream(out, 65_536);
        filteredOut = asked.filteredOut.stream().map(TopicFilter::new).toList();
        subscriptions = subscriptions(asked);
    }

    private static Config config() {
        Config config = new Config();
        config.receiveBuffer = 65_536;
        config.transmitBuffer = 65_536;
        config.inboundSlots = 1023; // some brokers do not keep to a small Receive Maximum at QoS 2
        return config;
    }

    private static Subscriptions subscriptions(SubArguments asked) {
        int size = 0;
        for (String filter : asked.filters) {
            size += ConnectionArguments.bytes(filter).length + 3;
        }
        Subscriptions subscriptions = new Subscriptions(size);
        int options = (asked.noLocal ? Subscriptions.NO_LOCAL : 0)
                | (asked.retainAsPublished ? Subscriptions.RETAIN_AS_PUBLISHED : 0);
        for (String filter : asked.filters) {
            subscriptions.add(new TopicFilter(filter), asked.connection.qos, options);
        }
        return subscriptions;
    }

    @Override
    boolean isPatient() {
        return true;
    }

    @Override
    void connected(boolean sessionPresent) {
        if (!wasConnected) {
            wasConnected = true;
            connectedAt = now();
        } else if (sessionPresent) {
            return;
        }
        int result = client.subscribe(subscriptions, properties("subscribe"));
        if (result < 0) {
            fail("cannot subscribe: " + Failure.ofCall(result));
        }
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        for (int i = 0; i < count; i++) {
            int code = codes[offset + i] & 0xff;
            if (code >= ReasonCode.UNSPECIFIED_ERROR) {
                String why = "the broker refused the subscription to '" + asked.filters.get(i) + "': "
                        + Failure.reason(code, arguments.isVersion5(), properties);
                if (result == Result.REFUSED) {
                    fail(why);
                } else {
                    warn(why);
                }
            }
        }
        if (result == Result.OK && asked.exitWhenSubscribed) {
            finish(DONE);
        }
    }

    @Override
    int step() {
        if (ending) {
            finish(exitCode);
            return 0;
        }
        if (asked.timeout > 0 && wasConnected) {
            int left = asked.timeout - (now() - connectedAt);
            if (left <= 0) {
                finish(TIMED_OUT);
            }
            return Math.max(0, left);
        }
        return Integer.MAX_VALUE;
    }

    @Override
    void afterPoll() {
        try {
            out.flush();
        } catch (IOException e) {
            outputBroke();
        }
    }

    @Override
    public int onMessage(Message message) {
        if (ending) {
            return WAIT; // unacknowledged, so that a kept session brings it again
        }
        if (isWanted(message)) {
            printTopic(message);
            print(message);
            printEnd();
        }
        return ACCEPT;
    }

    @Override
    public int onMessageStart(Message message) {
        if (ending) {
            return WAIT;
        }
        skipping = !isWanted(message);
        if (!skipping) {
            printTopic(message);
        }
        return ACCEPT;
    }

    @Override
    public int onMessagePiece(Message message) {
        if (!skipping) {
            print(message);
        }
        return ACCEPT;
    }

    @Override
    public int onMessageEnd(Message message) {
        if (!skipping) {
            printEnd();
        }
        return ACCEPT;
    }

    @Override
    public void onMessageAborted() {
        if (!skipping) {
            warn("the connection broke inside a message: what was printed of it is not all");
        }
    }

    @Override
    public void onOversize(int qos) {
        warn("skipped a message with more than 64 KB of topic and properties");
    }

    private boolean isWanted(Message message) {
        if (asked.retainedOnly && !message.retain()) {
            end();
            return false;
        }
        if (asked.noRetained && message.retain()) {
            return false;
        }
        for (TopicFilter filter : filteredOut) {
            if (message.matches(filter)) {
                return false;
            }
        }
        return true;
    }

    private void printTopic(Message message) {
        if (asked.verbose) {
            write(message.topic(), message.topicOffset(), message.topicLength());
            write(' ');
        }
    }

    private void print(Message message) {
        write(message.payload(), message.payloadOffset(), message.payloadLength());
    }

    private void printEnd() {
        if (!asked.noNewline) {
            write('\n');
        }
        printed++;
        if (printed == asked.count) {
            end();
        }
    }

    /** No further message is taken; DISCONNECT follows once this one is acknowledged. */
    private void end() {
        ending = true;
        again();
    }

    /** The reader of our output has gone: end without a word, like any filter. */
    private void outputBroke() {
        ending = true;
        exitCode = FAILED;
        again();
    }

    private void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            outputBroke();
        }
    }

    private void write(char character) {
        try {
            out.write(character);
        } catch (IOException e) {
            outputBroke();
        }
    }
}
