package nogc.samples.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import nogc.mqtt.Config;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;

/** {@code mqtt sub}: subscribes, has the wanted messages printed, large ones as they arrive, and knows when to end. */
final class Subscribing extends Connection {
    /** The exit code after {@code -W}, as mosquitto_sub has it. */
    static final int TIMED_OUT = 27;

    private final SubArguments asked;
    private final MessagePrinter printer;
    private final Subscriptions subscriptions;
    private final Subscriptions unwanted;
    private final List<TopicFilter> filteredOut;
    /** Of the retained message that is to be deleted. */
    private final Topic retainedTopic = new Topic(Utf8String.MAX_LENGTH);
    private final int startedAt;
    private int printed;
    private boolean asking;
    private boolean subscribed;
    private boolean ending;
    private boolean skipping;
    /** Empty retained messages on their way, which delete others. */
    private int deleting;
    private int exitCode = DONE;

    Subscribing(SubArguments asked, OutputStream out) throws IOException {
        super("sub", asked.connection, config());
        this.asked = asked;
        printer = new MessagePrinter(asked, out);
        filteredOut = asked.filteredOut.stream().map(TopicFilter::new).toList();
        int options = (asked.noLocal ? Subscriptions.NO_LOCAL : 0)
                | (asked.retainAsPublished ? Subscriptions.RETAIN_AS_PUBLISHED : 0);
        subscriptions = list(asked.filters, asked.connection.qos, options);
        unwanted = list(asked.unwanted, 0, 0);
        startedAt = now();
    }

    private static Config config() {
        Config config = new Config();
        config.receiveBuffer = 65_536;
        config.transmitBuffer = 65_536;
        config.ring = 262_144; // for topics of retained messages that are deleted
        config.inboundSlots = 1023; // some brokers do not keep to a small Receive Maximum at QoS 2
        return config;
    }

    private static Subscriptions list(List<String> filters, int qos, int options) {
        int size = 1;
        for (String filter : filters) {
            size += ConnectionArguments.bytes(filter).length + 3;
        }
        Subscriptions list = new Subscriptions(size);
        for (String filter : filters) {
            int result = list.add(new TopicFilter(filter), qos, options);
            if (result < 0) {
                throw new IllegalStateException("'" + filter + "' was checked, and now is refused: " + result);
            }
        }
        return list;
    }

    @Override
    boolean isPatient() {
        return true;
    }

    /** Until a SUBACK has come nothing is subscribed, even if the server kept the session. */
    @Override
    void connected(boolean sessionPresent) {
        asking = false;
        if (!sessionPresent || !subscribed) {
            subscribed = false;
            ask();
        }
    }

    private void ask() {
        int result = Result.OK;
        if (subscriptions.count() > 0) {
            result = client.subscribe(subscriptions, properties("subscribe"));
        }
        if (result >= 0 && unwanted.count() > 0) {
            result = client.unsubscribe(unwanted, properties("unsubscribe"));
        }
        asking = result >= 0;
        if (result < 0 && result != Result.FULL) { // full: once there is room
            fail("cannot subscribe: " + Failure.ofCall(result));
        }
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        asking = false;
        refusals("subscription to", asked.filters, result, codes, offset, count, properties);
        if (result == Result.OK) {
            done(unwanted.count() == 0);
        }
    }

    @Override
    public void onUnsubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        asking = false;
        refusals("unsubscribing from", asked.unwanted, result, codes, offset, count, properties);
        if (result == Result.OK) {
            done(true);
        }
    }

    private void done(boolean all) {
        subscribed = all;
        if (all && asked.exitWhenSubscribed) {
            finish(DONE);
        }
    }

    private void refusals(String what, List<String> filters, int result, byte[] codes, int offset, int count,
            PropertyReader properties) {
        for (int i = 0; i < count; i++) {
            int code = codes[offset + i] & 0xff;
            if (code >= ReasonCode.UNSPECIFIED_ERROR) {
                String why = "the broker refused the " + what + " '" + filters.get(i) + "': "
                        + Failure.reason(code, arguments.isVersion5(), properties);
                if (result == Result.REFUSED) {
                    fail(why);
                } else {
                    warn(why);
                }
            }
        }
    }

    @Override
    int step() {
        if (ending && (deleting == 0 || !client.isConnected())) {
            finish(exitCode);
            return 0;
        }
        if (client.isConnected() && !subscribed && !asking) {
            ask();
        }
        return Integer.MAX_VALUE;
    }

    /** The time of -W counts from the start, whatever the connection is at. */
    @Override
    int timeLeft() {
        if (asked.timeout == 0) {
            return Integer.MAX_VALUE;
        }
        int left = asked.timeout - (now() - startedAt);
        if (left <= 0) {
            warnIfNeverConnected();
            finish(TIMED_OUT);
        }
        return Math.max(0, left);
    }

    @Override
    void afterPoll() {
        printer.flush();
        if (printer.isBroken() && !ending) { // end without a word, like any filter
            exitCode = FAILED;
            end();
        }
    }

    @Override
    public int onMessage(Message message) {
        if (ending) {
            return WAIT; // unacknowledged, so that a kept session brings it again
        }
        boolean wanted = isWanted(message);
        if (wanted && !deletes(message)) {
            return WAIT;
        }
        if (wanted) {
            printer.begin(message);
            printer.payload(message);
            printed();
        }
        return taken();
    }

    @Override
    public int onMessageStart(Message message) {
        if (ending) {
            return WAIT;
        }
        skipping = !isWanted(message);
        if (!skipping && !deletes(message)) {
            return WAIT;
        }
        if (!skipping) {
            printer.begin(message);
        }
        return ACCEPT;
    }

    @Override
    public int onMessagePiece(Message message) {
        if (!skipping) {
            printer.payload(message);
        }
        return ACCEPT;
    }

    @Override
    public int onMessageEnd(Message message) {
        if (!skipping) {
            printed();
        }
        return taken();
    }

    /** A store is told that a message is printed once it is. */
    private int taken() {
        if (store != null) {
            printer.flush();
        }
        return store != null && printer.isBroken() ? WAIT : ACCEPT;
    }

    @Override
    public void onMessageAborted() {
        printer.abort();
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
        return asked.percent >= 100 || ThreadLocalRandom.current().nextDouble() * 100 < asked.percent;
    }

    /** Deletes a retained message from the broker, if that was asked for; false: no room, the message comes again. */
    private boolean deletes(Message message) {
        if (!asked.removeRetained || !message.retain() || message.totalLength() == 0) {
            return true;
        }
        int result = retainedTopic.set(message.topic(), message.topicOffset(), message.topicLength());
        if (result >= 0) {
            result = client.publish(retainedTopic, null, 0, 0, 0, true);
        }
        if (result == Result.FULL) {
            return false;
        }
        if (result < 0) {
            fail("cannot delete the retained message of '" + message.topicString() + "': " + Failure.ofCall(result));
        } else {
            deleting++;
        }
        return true;
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader answer) {
        if (handle != 0) { // else a command before this one has published it
            deleting--;
        }
        if (result != Result.OK) {
            warn("a retained message was not deleted: "
                    + Failure.ofMessage(result, reasonCode, arguments.isVersion5(), answer));
        }
        resume();
    }

    private void printed() {
        printer.end();
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
}
