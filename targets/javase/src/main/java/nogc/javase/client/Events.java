package nogc.javase.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import nogc.javase.tls.TlsResult;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.client.Client;
import nogc.mqtt.wire.Property;

/**
 * Hands the events of a client on: to futures, handlers, the log, and the application's own listener. What one of them
 * throws is logged and costs the event, not the client. Payloads, passwords and user names are never logged.
 */
final class Events extends Listener {
    private static final Logger LOG = System.getLogger("nogc.mqtt");

    private final Listener own;
    private final boolean endsOnFailure;
    private final boolean version5;
    private final Ways ways;
    private final Subscriber subscriber;
    private final Completions completions;
    private final MessageHandler otherwise;
    private final Standing standing;
    private final Consumer<Throwable> handlerFailed = failure -> failed("a handler of a message", failure);
    private Client client;
    /** Makes a call on the client's thread once it has told all others where the client stands. */
    private Consumer<Runnable> later;

    // Guarded by `waiting`.
    private final List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
    private final List<CompletableFuture<Void>> leaving = new ArrayList<>();

    // The client's thread.
    private final PropertyReader nothing = new PropertyReader();
    private boolean sessionPresent;
    private MqttException lastFailure;

    Events(MqttClientBuilder builder, Standing standing, Ways ways, Subscriber subscriber,
            Completions completions) {
        this.own = builder.listener;
        this.endsOnFailure = builder.endsOnFailure;
        this.version5 = builder.version5;
        this.otherwise = builder.otherwise;
        this.standing = standing;
        this.ways = ways;
        this.subscriber = subscriber;
        this.completions = completions;
    }

    void serve(Client served, Consumer<Runnable> turn) {
        client = served;
        later = turn;
    }

    /** Any thread: completes with the next connection, or when the connecting ends. */
    void awaitConnected(CompletableFuture<Boolean> future) {
        synchronized (waiting) {
            waiting.add(future);
        }
    }

    void forget(CompletableFuture<Boolean> future) {
        synchronized (waiting) {
            waiting.remove(future);
        }
    }

    /** The client's thread: completes those who wait, if the connection stands already. */
    void tellConnected() {
        if (client.isConnected()) {
            for (CompletableFuture<Boolean> future : take(waiting)) {
                future.complete(sessionPresent);
            }
        }
    }

    /** The client's thread: completes once the client is idle. */
    void awaitIdle(CompletableFuture<Void> future) {
        if (client.isIdle()) {
            future.complete(null);
        } else {
            synchronized (waiting) {
                leaving.add(future);
            }
        }
    }

    private <T> List<CompletableFuture<T>> take(List<CompletableFuture<T>> from) {
        synchronized (waiting) {
            List<CompletableFuture<T>> all = List.copyOf(from);
            from.clear();
            return all;
        }
    }

    /** The client's thread, which is about to end: nobody waits any longer. */
    void end() {
        MqttException why = failure(Result.DISCONNECTED, 0, null);
        standing.failed(why.getMessage());
        take(waiting).forEach(future -> future.completeExceptionally(why));
        take(leaving).forEach(future -> future.complete(null));
        subscriber.end();
        completions.end();
    }

    @Override
    public void onConnecting(ConnectOptions options) {
        LOG.log(Level.DEBUG, "connecting to {0}", ways.all());
        if (lastFailure == null) {
            standing.connecting();
        }
        guard("onConnecting", () -> own.onConnecting(options));
    }

    @Override
    public void onConnected(boolean present, PropertyReader properties) {
        LOG.log(Level.INFO, "connected to {0}, session {1}", ways.here(), present ? "resumed" : "new");
        standing.connected(ways.here());
        sessionPresent = present;
        subscriber.connected(present, client.isSessionUncertain());
        subscriber.serve(client);
        guard("onConnected", () -> own.onConnected(present, properties));
        later.accept(this::tellConnected);
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        LOG.log(lost(cause, reasonCode, properties), "no connection to {0}: {1}; {2}", ways.tried(),
                lastFailure.getMessage(), next(retryMillis));
        guard("onConnectFailed", () -> own.onConnectFailed(cause, reasonCode, properties, retryMillis));
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        LOG.log(lost(cause, reasonCode, properties), "disconnected from {0}: {1}; {2}", ways.here(),
                lastFailure.getMessage(), next(retryMillis));
        guard("onDisconnected", () -> own.onDisconnected(cause, reasonCode, properties, retryMillis));
    }

    /** Keeps what happened for those who wait; and how loud it is told. */
    private Level lost(int cause, int reasonCode, PropertyReader properties) {
        lastFailure = failure(cause, reasonCode, properties);
        standing.failed(lastFailure.getMessage());
        return cause == Result.DISCONNECTED ? Level.INFO : Level.WARNING; // the application wants it so
    }

    private static String next(int retryMillis) {
        return retryMillis < 0 ? "not tried again" : "next attempt in " + retryMillis + " ms";
    }

    /** What happened, what the transport and the server said of it, and what to change. */
    private MqttException failure(int cause, int reasonCode, PropertyReader properties) {
        String text = Explanation.of(cause, reasonCode, version5);
        String particulars = isOfTransport(cause) ? ways.transport.lastError() : null;
        if (particulars != null) {
            text += " (" + particulars + ")";
        }
        if (properties != null && properties.find(Property.REASON_STRING)) {
            text += " (the server says: " + new String(properties.bytes(), properties.valueOffset(),
                    properties.valueLength(), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?") + ")";
        }
        return new MqttException(cause, reasonCode, text);
    }

    private static boolean isOfTransport(int cause) {
        return cause <= -64 && cause > Result.REFUSED || cause == Result.CONNECT_TIMEOUT
                || TlsResult.explain(cause) != null;
    }

    @Override
    public void onIdle(int cause) {
        MqttException why = lastFailure != null ? lastFailure : failure(cause, 0, null);
        lastFailure = null;
        // Taken ahead of the application, which may connect again at once.
        List<CompletableFuture<Boolean>> inVain = take(waiting);
        List<CompletableFuture<Void>> left = take(leaving);
        guard("onIdle", () -> own.onIdle(cause));
        later.accept(() -> {
            inVain.forEach(future -> future.completeExceptionally(why));
            left.forEach(future -> future.complete(null));
        });
    }

    @Override
    public int onMessage(Message message) {
        try {
            int answer = subscriber.handle(message, handlerFailed);
            if (answer < 0 && otherwise != null) {
                answer = otherwise.onMessage(message);
            }
            return answer < 0 ? own.onMessage(message) : answer;
        } catch (RuntimeException | Error e) {
            failed("a handler of a message", e);
            return ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR; // MQTT 5.0, QoS 1 and 2; else it is accepted
        }
    }

    @Override
    public int onMessageStart(Message message) {
        int answer = answer("onMessageStart", ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR,
                () -> own.onMessageStart(message));
        if (answer >= 0x80) {
            LOG.log(Level.WARNING, "refused a message of {0,number,#} bytes from {1}: larger payloads need more room",
                    message.totalLength(), ways.here());
        }
        return answer;
    }

    @Override
    public int onMessagePiece(Message message) {
        try {
            return own.onMessagePiece(message);
        } catch (RuntimeException | Error e) {
            failed("onMessagePiece", e);
            return ACCEPT;
        }
    }

    @Override
    public int onMessageEnd(Message message) {
        return answer("onMessageEnd", ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR, () -> own.onMessageEnd(message));
    }

    @Override
    public void onMessageAborted() {
        guard("onMessageAborted", own::onMessageAborted);
    }

    @Override
    public void onOversize(int qos) {
        LOG.log(Level.WARNING, "refused a message from {0}: its topic and properties are too long for us", ways.here());
        guard("onOversize", () -> own.onOversize(qos));
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        if (handle != 0) { // 0: of an earlier life of the JVM, whose futures are gone
            completions.ended(tag, result, reasonCode);
        }
        tellPublished(handle, tag, result, reasonCode, properties);
        subscriber.serveDue(client);
    }

    /** A message was taken, but is not handed to the client. The client's thread, or that which ends it. */
    void refused(int tag, int result) {
        completions.ended(tag, result, 0);
        tellPublished(0, tag, result, 0, nothing);
    }

    private void tellPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        if (tag >= 0) {
            try {
                own.onPublished(handle, tag, result, reasonCode, properties);
            } catch (RuntimeException | Error e) {
                failed("onPublished", e);
            }
        }
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        answered(handle, result, count == 1 ? codes[offset] & 0xFF : 0);
        guard("onSubscribed", () -> own.onSubscribed(handle, result, codes, offset, count, properties));
    }

    @Override
    public void onUnsubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        answered(handle, result, count == 1 ? codes[offset] & 0xFF : 0);
        guard("onUnsubscribed", () -> own.onUnsubscribed(handle, result, codes, offset, count, properties));
    }

    private void answered(int handle, int result, int reasonCode) {
        String refused = subscriber.answered(handle, result, reasonCode);
        if (refused != null) {
            LOG.log(Level.WARNING, "{0} refused {1}: {2}", ways.here(), refused,
                    Explanation.of(Result.REFUSED, reasonCode, version5));
        }
        subscriber.serve(client);
    }

    private void guard(String event, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            failed(event, e);
        }
    }

    /** An event that answers. */
    private interface Answering {
        int answer();
    }

    private int answer(String event, int otherwiseAnswer, Answering call) {
        try {
            return call.answer();
        } catch (RuntimeException | Error e) {
            failed(event, e);
            return otherwiseAnswer;
        }
    }

    /** Logs a failure of the application's, or lets it end the client where the application wants that. */
    private void failed(String event, Throwable failure) {
        if (endsOnFailure && failure instanceof Error) {
            throw (Error) failure;
        } else if (endsOnFailure) {
            throw (RuntimeException) failure;
        }
        LOG.log(Level.ERROR, event + " threw; the client goes on", failure);
    }
}
