package nogc.mqtt.lossy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;
import nogc.mqtt.store.MemoryStore;
import nogc.mqtt.wire.Property;

/**
 * The application of a walk: publishes numbered messages, answers messages in every way that a listener may, calls the
 * client inside callbacks, and keeps the books.
 */
final class WalkApplication extends Listener {
    private final Random random;
    private final WireInspector inspector;
    private final MemoryStore store;
    private final boolean v5;
    private final TopicFilter filter = new TopicFilter(BrokerModel.FILTER);
    private final TopicFilter other = new TopicFilter("u/+");
    private final PropertyWriter expiry = new PropertyWriter(10);
    private boolean calm;

    // valid until the power fails
    private Client client;
    private final Map<Integer, Integer> handles = new HashMap<>();
    private final Set<Integer> requests = new HashSet<>();
    private final List<int[]> deferred = new ArrayList<>();
    private boolean waiting;
    private int streamed = -1;
    private int position;

    // the books
    /** By number: QoS of what was accepted. */
    final Map<Integer, Integer> accepted = new TreeMap<>();
    /** By number: how it ended. */
    final Map<Integer, Integer> results = new TreeMap<>();
    /** By number: how often it was taken. */
    final Map<Integer, Integer> taken = new TreeMap<>();
    /** In the order of the first time. */
    final List<Integer> firstTaken = new ArrayList<>();
    final Set<Integer> refused = new HashSet<>();
    /** Numbers of the messages that were accepted once without a state of the application in the store. */
    final Set<Integer> unrecorded = new HashSet<>();
    /** Numbers of messages that were accepted and must survive a power cut. */
    final Set<Integer> durable = new HashSet<>();
    /** Numbers of the messages of an earlier life that ended badly. */
    final Set<Integer> lost = new HashSet<>();
    private int nextNumber = 1;
    int toPublish;
    /** The store may fail, and a connection end by that. */
    boolean mediumFails;
    int storeFailures;
    int connections;
    int oversized;
    /** Calls of the client so far. */
    int events;

    WalkApplication(Random random, WireInspector inspector, MemoryStore store, boolean v5, int toPublish) {
        this.random = random;
        this.inspector = inspector;
        this.store = store;
        this.v5 = v5;
        this.toPublish = toPublish;
        expiry.put(Property.MESSAGE_EXPIRY_INTERVAL, 1);
    }

    /** A new client takes over: at the start, or after a power cut. */
    void use(Client next) {
        client = next;
        handles.clear();
        requests.clear();
        deferred.clear();
        waiting = false;
        streamed = -1;
    }

    /** From now on everything is accepted. */
    void calmDown() {
        calm = true;
    }

    private boolean sometimes(int outOf) {
        return !calm && random.nextInt(outOf) == 0;
    }

    /** One thing that an application does between two polls. */
    void act() {
        int dice = random.nextInt(10);
        if (dice < 6) {
            publish();
        } else if (dice < 8) {
            settle();
        } else if (dice == 8 && client.isConnected()) {
            keep(random.nextBoolean() ? client.subscribe(other, 1) : client.unsubscribe(other));
        }
    }

    /** Gives what listeners are waited for. */
    void settle() {
        if (waiting) {
            waiting = false;
            client.resume();
        }
        if (!deferred.isEmpty()) {
            acknowledge(deferred.remove(random.nextInt(deferred.size())));
        }
    }

    boolean isWaitedFor() {
        return waiting || !deferred.isEmpty();
    }

    private void acknowledge(int[] message) {
        byte[] state = Messages.payload(message[1], Messages.SHORTEST);
        int result = store == null ? client.acknowledge(message[0])
                : client.acknowledge(message[0], state, 0, state.length);
        Violation.unless(result == Result.OK || result == Result.STALE, "acknowledge: " + result);
        if (result == Result.OK) {
            take(message[1]);
        }
    }

    private void take(int number) {
        if (taken.merge(number, 1, Integer::sum) == 1) {
            firstTaken.add(number);
        }
    }

    /** Publishes the next message, of any size and QoS, or finds out that it does not go now. */
    void publish() {
        if (toPublish == 0) {
            return;
        }
        int number = nextNumber;
        int qos = random.nextInt(3);
        int length = Messages.SHORTEST + random.nextInt(1 << random.nextInt(10));
        Topic topic = new Topic(Messages.topic(number));
        int result;
        if (random.nextInt(6) == 0) {
            result = client.publish(topic, new WalkSource(random, number, calm), length, qos, false, null, number);
        } else {
            PropertyWriter properties = v5 && random.nextInt(4) == 0 ? expiry : null;
            result = client.publish(topic, Messages.payload(number, length), 0, length, qos, random.nextInt(9) == 0,
                    properties, number);
        }
        if (result > 0) {
            nextNumber++;
            toPublish--;
            accepted.put(number, qos);
            Violation.unless(handles.put(result, number) == null, "handle " + result + " is given twice");
        } else {
            Violation.unless(result == Result.FULL || result == Result.BUFFER_TOO_SMALL
                    || result <= Result.QOS_NOT_SUPPORTED && result >= Result.TOPIC_ALIAS_NOT_AVAILABLE,
                    "publish: " + result);
        }
    }

    private void keep(int result) {
        if (result > 0) {
            requests.add(result);
        }
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        events++;
        connections++;
        if (!sessionPresent) {
            keep(client.subscribe(filter, 2));
        }
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        events++;
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        events++;
        Violation.unless(!Result.isPeerFault(cause) && (cause != Result.STORE_FAILED || mediumFails),
                "the client blames the broker or the store: " + cause);
        storeFailures += cause == Result.STORE_FAILED ? 1 : 0;
        Violation.unless(streamed < 0, "the end of a long message was not told before the end of the connection");
        waiting = false;
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        events++;
        Violation.unless(handle > 0 || store != null, "handle " + handle);
        if (handle == 0) { // a message of an earlier life
            Violation.unless(accepted.containsKey(tag), "a message of an earlier life has the tag " + tag);
            if (result != Result.OK && result != Result.REFUSED) {
                lost.add(tag);
                inspector.unnamedFailed();
            }
            return;
        }
        Integer number = handles.remove(handle);
        Violation.unless(number != null, "handle " + handle + " completes, which is not open");
        Violation.unless(number == tag, "message " + number + " completes with the tag " + tag);
        Violation.unless(results.put(number, result) == null, "message " + number + " completes twice");
        inspector.completed(number, result == Result.OK && accepted.get(number) > 0);
        if (sometimes(2)) {
            publish();
        }
        if (sometimes(5)) {
            settle();
        }
        chaos();
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        events++;
        Violation.unless(requests.remove(handle), "subscribe " + handle + " completes, which is not open");
        Violation.unless(result == Result.OK && count == 1 || result == Result.CONNECTION_LOST, "subscribed: " + result);
        chaos();
    }

    @Override
    public void onUnsubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        events++;
        Violation.unless(requests.remove(handle), "unsubscribe " + handle + " completes, which is not open");
        chaos();
    }

    private void chaos() {
        if (sometimes(100)) {
            client.abort();
        } else if (sometimes(100)) {
            client.disconnect();
        }
    }

    @Override
    public int onMessage(Message message) {
        events++;
        int number = Messages.number(message.payload(), message.payloadOffset());
        Messages.check(number, 0, message.payload(), message.payloadOffset(), message.payloadLength());
        Violation.unless(message.hasTopic(new Topic(Messages.topic(number))), "topic of message " + number);
        return answer(message, number);
    }

    private int answer(Message message, int number) {
        if (sometimes(10)) {
            waiting = true;
            return WAIT;
        }
        chaos();
        if (message.qos() > 0 && v5 && sometimes(20)) {
            refused.add(number);
            return 0x83; // Implementation specific error
        }
        boolean plain = store != null && message.qos() > 0 && random.nextInt(5) == 0;
        if (plain) {
            unrecorded.add(number); // a power cut ahead of the commit delivers it again
        } else if (message.qos() > 0 && (store != null || sometimes(6))) {
            deferred.add(new int[] {message.handle(), number});
            if (store != null && random.nextInt(3) > 0) {
                acknowledge(deferred.remove(deferred.size() - 1)); // inside the callback
            }
            return DEFER;
        }
        take(number);
        return ACCEPT;
    }

    @Override
    public int onMessageStart(Message message) {
        events++;
        if (sometimes(10)) {
            waiting = true;
            return WAIT;
        }
        Violation.unless(streamed < 0, "a long message begins inside another one");
        if (message.qos() > 0 && v5 && sometimes(15)) {
            return 0x97; // Quota exceeded
        }
        streamed = 0;
        position = 0;
        return ACCEPT;
    }

    @Override
    public int onMessagePiece(Message message) {
        events++;
        Violation.unless(message.position() == position && message.payloadLength() > 0, "position of a piece");
        if (sometimes(10)) {
            waiting = true;
            return WAIT;
        }
        // The number may be cut in two by the end of the buffer.
        for (int i = 0; i < message.payloadLength() && position + i < Messages.SHORTEST; i++) {
            streamed = streamed << 8 | message.payload()[message.payloadOffset() + i] & 0xff;
        }
        if (position >= Messages.SHORTEST) {
            Messages.check(streamed, position, message.payload(), message.payloadOffset(), message.payloadLength());
        }
        position += message.payloadLength();
        return ACCEPT;
    }

    @Override
    public int onMessageEnd(Message message) {
        events++;
        Violation.unless(position == message.totalLength(), "the end of a long message before its last piece");
        int number = streamed;
        int answer = answer(message, number);
        if (answer != WAIT) {
            streamed = -1;
        }
        return answer;
    }

    @Override
    public void onMessageAborted() {
        events++;
        Violation.unless(streamed >= 0, "no long message to abort");
        streamed = -1;
    }

    @Override
    public void onOversize(int qos) {
        events++;
        oversized++;
    }

    /** The store has made everything durable. */
    void committed() {
        durable.addAll(handles.values());
    }

    /** Whether every message and request that the client accepted has ended. */
    boolean isComplete() {
        return handles.isEmpty() && requests.isEmpty() && toPublish == 0;
    }

    @Override
    public String toString() {
        return "open handles " + handles + " requests " + requests + " waiting " + waiting + " deferred " + deferred.size()
                + " still to publish " + toPublish;
    }
}
