package nogc.mqtt.hostile;

import java.util.ArrayList;
import java.util.List;
import nogc.hal.Transport;
import nogc.mqtt.Bytes;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Engine;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.session.Link;
import nogc.mqtt.session.Session;

/**
 * A client without input and output in virtual time, which a test feeds with bytes, and the application above it, which
 * writes down what it hears.
 */
public class Target extends Listener {
    private final boolean version5;
    private final Config config;
    private final ConnectOptions options;
    private final Engine engine;
    private final Link link;
    private final List<String> heard = new ArrayList<>();
    private StringBuilder written = new StringBuilder();
    private int now;
    private int links;
    private boolean linkUp;
    /** Bytes, events, openings and closings so far. */
    private int moved;
    private int idle;

    /** What {@link #onMessage} answers. */
    private int answer = ACCEPT;
    private int lastHandle;
    private int lastCause;

    /** A client that is not connected yet and reconnects after a millisecond. */
    public Target(boolean version5, Config config, ConnectOptions options) {
        this.version5 = version5;
        this.config = config;
        this.options = options;
        config.reconnectMinimum = 1;
        config.reconnectMaximum = 1;
        options.clientId = new Utf8String("c");
        engine = new Engine(config, version5 ? new Mqtt5() : new Mqtt311(), () -> 0, this);
        link = engine.link();
    }

    public Engine engine() {
        return engine;
    }

    public Session session() {
        return engine.session();
    }

    Link link() {
        return link;
    }

    public boolean isVersion5() {
        return version5;
    }

    /** What the application answers to each message from now on. */
    void answers(int chosen) {
        answer = chosen;
    }

    int lastHandle() {
        return lastHandle;
    }

    /** Why the last connection or attempt ended. */
    public int lastCause() {
        return lastCause;
    }

    /** Milliseconds until the client wants to be called again. */
    public int remaining() {
        return engine.remaining();
    }

    /** How many transports were opened. */
    int links() {
        return links;
    }

    /** Starts to connect, up to the CONNECT that waits for its CONNACK. */
    public void connect() {
        engine.session().connection().connect(options);
        turn();
    }

    /** Feeds a CONNACK without properties. */
    public void accept(boolean sessionPresent) {
        feed(Bytes.of((version5 ? "20 03 0" : "20 02 0") + (sessionPresent ? 1 : 0) + (version5 ? " 00 00" : " 00")));
    }

    /** The transport, if there is one, breaks; the next one opens, and CONNECT is written. */
    public void cut() {
        if (!linkUp) {
            return;
        }
        engine.lost(Transport.END_OF_STREAM);
        closeIfWanted();
        pass(1);
    }

    /** Milliseconds pass. */
    public void pass(int millis) {
        now += millis;
        turn();
    }

    /** Looks at the time, opens and closes the transport as asked, and takes what is to be written. */
    public void turn() {
        int before = fingerprint();
        serve();
        idle = remaining() == 0 && before == fingerprint() ? idle + 1 : 0;
        if (idle > 1) {
            throw new AssertionError("it wants to be called at once, again and again, and nothing moves");
        }
    }

    /** What has moved so far and what an application can see; the same twice is no progress. */
    private int fingerprint() {
        int seen = moved * 1024 + session().slots().free();
        return seen * 64 + (session().isConnected() ? 1 : 0) + (link.isIdle() ? 2 : 0)
                + (link.mayRead() ? 4 : 0) + (link.wantsOpen() ? 8 : 0) + (engine.inputSpace() > 0 ? 16 : 0);
    }

    private void serve() {
        engine.at(now);
        engine.step();
        closeIfWanted();
        if (link.wantsOpen()) {
            links++;
            moved++;
            linkUp = true;
            engine.opened();
        }
        engine.received(0);
        write();
    }

    private void write() {
        while (engine.output() > 0) {
            int count = engine.output();
            moved += count;
            written.append(Bytes.hex(engine.outputBuffer(), engine.outputOffset(), count));
            engine.written(count);
        }
        if (link.mayRead() && !link.isOpen()) { // DISCONNECT was written: the server closes
            engine.lost(Transport.END_OF_STREAM);
        }
        closeIfWanted();
    }

    private void closeIfWanted() {
        if (link.wantsClose()) {
            link.closed();
            moved++;
            linkUp = false;
        }
    }

    /** Bytes from the server, as many at once as there is room for. */
    public void feed(byte[] bytes) {
        feed(bytes, bytes.length);
    }

    /** Bytes from the server in reads of a size; what comes after the end of the connection is lost. */
    public void feed(byte[] bytes, int size) {
        int before = links;
        int fed = 0;
        while (fed < bytes.length && before == links && link.isOpen() && engine.inputSpace() > 0) {
            int count = Math.min(Math.min(size, engine.inputSpace()), bytes.length - fed);
            System.arraycopy(bytes, fed, engine.input(), engine.inputOffset(), count);
            engine.received(count);
            fed += count;
            moved += count;
            write();
        }
    }

    /** What was written since the last time, in hexadecimal digits. */
    public String takeWritten() {
        String taken = written.toString();
        written = new StringBuilder();
        return taken;
    }

    /** What the application heard since the last time. */
    public List<String> takeHeard() {
        List<String> taken = new ArrayList<>(heard);
        heard.clear();
        return taken;
    }

    /** Passes over an event that the test takes for granted. */
    void forget(String event) {
        heard.remove(event);
    }

    private void hear(String event) {
        moved++;
        heard.add(event);
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        hear("connected");
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        lastCause = cause;
        hear("connectFailed");
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        lastCause = cause;
        hear("disconnected");
    }

    @Override
    public int onMessage(Message message) {
        lastHandle = message.handle();
        hear("message " + message.topicString());
        return answer;
    }

    @Override
    public int onMessageStart(Message message) {
        hear("start " + message.topicString());
        return answer;
    }

    @Override
    public int onMessageEnd(Message message) {
        hear("end");
        return answer;
    }

    @Override
    public void onOversize(int qos) {
        hear("oversize");
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        hear("published " + result);
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        hear("subscribed " + result);
    }

    @Override
    public void onUnsubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        hear("unsubscribed " + result);
    }
}
