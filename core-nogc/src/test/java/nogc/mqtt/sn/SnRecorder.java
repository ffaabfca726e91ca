package nogc.mqtt.sn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nogc.mqtt.Bytes;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.transcript.Notation;

/** The application of a stage: takes each event down, answers as it was told, and makes calls inside events. */
final class SnRecorder extends Listener {
    private final List<String> log;
    private final Map<String, Deque<Runnable>> calls = new HashMap<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private boolean sawConnecting;

    SnRecorder(List<String> log) {
        this.log = log;
    }

    /** Makes a call inside the next event of this name. */
    void when(String event, Runnable call) {
        calls.computeIfAbsent(event, key -> new ArrayDeque<>()).add(call);
    }

    /** Answers the next message with this. */
    void answer(int answer) {
        answers.add(answer);
    }

    /** Answers and calls that were asked for are not wanted any more. */
    void forget() {
        answers.clear();
        calls.clear();
    }

    /** Takes connecting down, too, which is left out unless asked for. */
    void sayConnecting() {
        sawConnecting = true;
    }

    void happened(String event, String rest) {
        log.add(("* " + event + " " + rest).strip());
        Deque<Runnable> waiting = calls.get(event);
        if (waiting != null && !waiting.isEmpty()) {
            waiting.poll().run();
        }
    }

    private static String code(int code) {
        return code == 0 ? "" : " " + code;
    }

    @Override
    public void onConnecting(ConnectOptions options) {
        if (sawConnecting) {
            happened("connecting", "");
        }
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        happened("connected", "");
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        happened("connectFailed", Notation.name(cause) + code(reasonCode) + " retry=" + retryMillis);
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        happened("disconnected", Notation.name(cause) + code(reasonCode) + " retry=" + retryMillis);
    }

    @Override
    public void onIdle(int cause) {
        happened("idle", Notation.name(cause));
    }

    @Override
    public int onMessage(Message message) {
        happened("message", Bytes.hex(message.topic(), message.topicOffset(), message.topicLength()).isEmpty()
                ? "- " + payload(message) : message.topicString().replace('\0', '?') + " " + payload(message));
        return answers.isEmpty() ? ACCEPT : answers.poll();
    }

    private static String payload(Message message) {
        return Notation.canonical(message.payload(), message.payloadOffset(), message.payloadLength())
                + " q" + message.qos() + (message.retain() ? " retain" : "") + (message.dup() ? " dup" : "");
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        happened("published", handle + " " + Notation.name(result) + code(reasonCode)
                + (tag == 0 ? "" : " tag=" + tag));
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        happened("subscribed", handle + " " + Notation.name(result) + (count == 0 ? ""
                : " " + Bytes.hex(codes, offset, count)));
    }

    @Override
    public void onUnsubscribed(int handle, int result, byte[] codes, int offset, int count,
            PropertyReader properties) {
        happened("unsubscribed", handle + " " + Notation.name(result));
    }
}
