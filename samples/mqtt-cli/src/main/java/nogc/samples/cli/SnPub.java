package nogc.samples.cli;

import java.io.IOException;
import nogc.javase.client.Explanation;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.sn.SnQos2Publisher;

/** {@code mqtt sn-pub}: a message, or each line of the standard input. */
final class SnPub extends SnRun {
    private final Topic topic;
    private final LineReader reader;
    /** What comes next, or null. */
    private byte[] next;
    private boolean last;
    private int underWay;

    SnPub(SnArguments arguments) throws IOException {
        super("sn-pub", arguments, new SnQos2Publisher());
        topic = arguments.topic == null ? null : new Topic(arguments.topic);
        reader = arguments.lines ? new LineReader(System.in, this::wake) : null;
        next = arguments.message;
        last = !arguments.lines;
    }

    @Override
    void begin() {
        if (arguments.qos >= 0) {
            connect(true);
        }
    }

    @Override
    int step() {
        while (!isLeaving()) {
            if (next == null && reader != null) {
                next = reader.poll();
                last = next == null && reader.isAtEnd();
            }
            if (next == null || !publish()) {
                break;
            }
            next = null;
        }
        return next == null && last && underWay == 0 ? leave(Connection.DONE) : Integer.MAX_VALUE;
    }

    /** Whether it was taken; if not, another has to come to its end first. */
    private boolean publish() {
        int qos = arguments.qos;
        int handle;
        if (topic == null) {
            handle = client.publishPredefined(arguments.predefined, next, 0, next.length, qos, arguments.retain, 0);
        } else if (topic.length() == 2) {
            handle = client.publishShort(topic, next, 0, next.length, qos, arguments.retain, 0);
        } else {
            handle = client.publish(topic, next, 0, next.length, qos, arguments.retain);
        }
        if (handle > 0) {
            underWay++;
        } else if (handle == Result.DATAGRAM_TOO_LARGE) {
            fail("a message has " + next.length + " bytes, and at most " + client.largestPayload()
                    + " fit a datagram");
        } else if (handle != Result.FULL) {
            fail("cannot publish: " + Explanation.of(handle));
        }
        return handle > 0;
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        underWay--;
        if (result != Result.OK) {
            fail("the message was not taken: " + Explanation.of(result));
        }
        wake();
    }
}
