package nogc.mqtt.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.TopicFilter;

/** An application that makes one call, twice, inside each callback of one kind. */
final class Calls extends Target {
    static final List<String> NAMES = List.of("connect", "disconnect", "disconnectWhenDone", "abort", "publish0", "publish1", "publish2",
            "subscribe", "unsubscribe", "acknowledge", "resume", "reauthenticate");
    /** Calls in callbacks of their own completions would go on for ever. */
    private static final int MOST = 8;

    final List<Integer> results = new ArrayList<>();

    private final String callback;
    private final String call;
    private final ConnectOptions options;
    private final Set<Integer> open = new HashSet<>();
    private final TopicFilter filter = new TopicFilter("a");
    private int handle;
    private boolean resting;

    Calls(boolean v5, String callback, String call) {
        this(v5, callback, call, new ConnectOptions());
    }

    private Calls(boolean v5, String callback, String call, ConnectOptions options) {
        super(v5, small(), options);
        this.callback = callback;
        this.call = call;
        this.options = options;
    }

    private static Config small() {
        Config config = new Config();
        config.receiveBuffer = 64;
        return config;
    }

    /** From now on it makes no calls. */
    void rest() {
        resting = true;
    }

    Set<Integer> open() {
        return open;
    }

    int call(String name) {
        int result = switch (name) {
            case "connect" -> session().connection().connect(options);
            case "disconnect" -> session().disconnect(0, null);
            case "disconnectWhenDone" -> session().disconnectWhenDone(0);
            case "abort" -> session().connection().abort();
            case "publish0" -> States.publish(this, 0);
            case "publish1" -> States.publish(this, 1);
            case "publish2" -> States.publish(this, 2);
            case "subscribe" -> session().subscribe(filter, 1);
            case "unsubscribe" -> session().unsubscribe(filter);
            case "acknowledge" -> session().acknowledge(handle, 0, null, 0, 0);
            case "resume" -> session().resume();
            default -> session().reauthenticate();
        };
        if (result > 0) {
            assertTrue(open.add(result), () -> "handle " + result + " given twice");
        }
        return result;
    }

    private void in(String name) {
        if (name.equals(callback) && !resting && results.size() < MOST) {
            results.add(call(call));
            results.add(call(call));
        }
    }

    private void over(String name, int completed) {
        assertTrue(open.remove(completed), () -> "handle " + completed + " completed, but it is not open");
        in(name);
    }

    @Override
    public void onConnecting(ConnectOptions chosen) {
        in("onConnecting");
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        super.onConnected(sessionPresent, properties);
        in("onConnected");
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        super.onConnectFailed(cause, reasonCode, properties, retryMillis);
        in("onConnectFailed");
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        super.onDisconnected(cause, reasonCode, properties, retryMillis);
        in("onDisconnected");
    }

    @Override
    public void onIdle(int cause) {
        in("onIdle");
    }

    @Override
    public int onMessage(Message message) {
        handle = message.handle();
        in("onMessage");
        return super.onMessage(message);
    }

    @Override
    public int onMessageStart(Message message) {
        handle = message.handle();
        in("onMessageStart");
        return ACCEPT;
    }

    @Override
    public int onMessagePiece(Message message) {
        in("onMessagePiece");
        return ACCEPT;
    }

    @Override
    public int onMessageEnd(Message message) {
        in("onMessageEnd");
        return ACCEPT;
    }

    @Override
    public void onMessageAborted() {
        in("onMessageAborted");
    }

    @Override
    public void onOversize(int qos) {
        in("onOversize");
    }

    @Override
    public void onPublished(int completed, int tag, int result, int reasonCode, PropertyReader properties) {
        over("onPublished", completed);
    }

    @Override
    public void onSubscribed(int completed, int result, byte[] codes, int offset, int count,
            PropertyReader properties) {
        over("onSubscribed", completed);
    }

    @Override
    public void onUnsubscribed(int completed, int result, byte[] codes, int offset, int count,
            PropertyReader properties) {
        over("onUnsubscribed", completed);
    }
}
