package nogc.samples.cli;

import java.io.IOException;
import java.io.OutputStream;
import nogc.javase.client.Explanation;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.sn.SnFlags;
import nogc.mqtt.sn.SnQos2Subscriber;
import nogc.mqtt.sn.SnSleep;

/** {@code mqtt sn-sub}: prints what comes, awake or asleep. */
final class SnSub extends SnRun {
    /** Exit code of a run that {@code -W} ended, as that of {@code mqtt sub}. */
    private static final int TIMED_OUT = 27;
    private static final int TOPICS = 64;
    private static final int NOT_CONNECTED = -1;

    private final OutputStream out;
    private final SnSleep sleep;
    private final SnQos2Subscriber subscriber;
    private final int started;
    /** Under way, or that there was no connection yet. */
    private int requests = NOT_CONNECTED;
    private int printed;

    SnSub(SnArguments arguments, OutputStream out) throws IOException {
        this(arguments, out, new SnQos2Subscriber(TOPICS, SnArguments.LONGEST_TOPIC), new SnSleep());
    }

    private SnSub(SnArguments arguments, OutputStream out, SnQos2Subscriber subscriber, SnSleep sleep)
            throws IOException {
        super("sn-sub", arguments, subscriber, sleep);
        this.out = out;
        this.sleep = sleep;
        this.subscriber = subscriber;
        started = now();
    }

    @Override
    void begin() {
        connect(!arguments.keepSession);
    }

    @Override
    int step() {
        if (arguments.waitMillis == 0 || isLeaving()) {
            return Integer.MAX_VALUE;
        }
        int left = arguments.waitMillis - (now() - started);
        if (left <= 0 && requests == NOT_CONNECTED) {
            warn(silent());
        }
        return left > 0 ? left : leave(TIMED_OUT);
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        requests = 0;
        for (String filter : arguments.filters) {
            asked(client.subscribe(new TopicFilter(filter), arguments.qos));
        }
        for (int id : arguments.ids) {
            asked(client.subscribePredefined(id, arguments.qos));
        }
    }

    private void asked(int handle) {
        requests++;
        if (handle < 0) {
            fail("cannot subscribe: " + Explanation.of(handle));
        }
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        requests--;
        if (result != Result.OK && client.isConnected()) {
            fail("a subscription was refused: " + Explanation.of(result));
        } else if (requests == 0 && arguments.sleepSeconds > 0) {
            int slept = sleep.sleep(arguments.sleepSeconds);
            if (slept < 0) {
                fail("cannot sleep: " + Explanation.of(slept));
            }
        }
    }

    @Override
    public int onMessage(Message message) {
        if (isLeaving()) {
            return ACCEPT;
        }
        try {
            if (arguments.verbose) {
                if (subscriber.topicIdType() == SnFlags.PREDEFINED && message.topicLength() == 0) {
                    out.write(("#" + subscriber.topicId()).getBytes());
                } else {
                    out.write(message.topic(), message.topicOffset(), message.topicLength());
                }
                out.write(' ');
            }
            out.write(message.payload(), message.payloadOffset(), message.payloadLength());
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            leave(Connection.FAILED); // nobody reads any more
        }
        printed++;
        if (printed == arguments.count) {
            leave(Connection.DONE);
        }
        return ACCEPT;
    }
}
