package nogc.mqtt.transcript;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import nogc.mqtt.Bytes;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;

/** The application of a transcript: writes each event down, and answers it or calls back as the transcript says. */
final class Recorder extends Listener {
    private final List<String> events = new ArrayList<>();
    private final Map<String, Queue<Runnable>> actions = new HashMap<>();
    private final Map<String, Queue<Integer>> answers = new HashMap<>();
    private final Map<String, Integer> standing = new HashMap<>();
    private int pieceStart;
    private int pieceEnd;
    private StringBuilder piece;
    private Asking asking;

    /** The application asks and replies with these. */
    void asks(Asking with) {
        asking = with;
    }

    /** Inside the next event of this name, do this. */
    void when(String event, Runnable action) {
        actions.computeIfAbsent(event, name -> new ArrayDeque<>()).add(action);
    }

    /** The next event of this name is answered with this. */
    void answer(String event, int answer) {
        answers.computeIfAbsent(event, name -> new ArrayDeque<>()).add(answer);
    }

    /** Every event of this name without an answer of its own is answered with this. */
    void answerAlways(String event, int answer) {
        standing.put(event, answer);
    }

    /** What was prepared for an event that did not come. */
    List<String> unused() {
        List<String> unused = new ArrayList<>(actions.keySet());
        answers.forEach((event, queue) -> queue.forEach(answer -> unused.add(event)));
        return unused;
    }

    /** How many events were written down. */
    int count() {
        return events.size() + (piece == null ? 0 : 1);
    }

    /** Takes what was written down; pieces of a payload that follow each other are one event. */
    List<String> take() {
        endPieces();
        List<String> taken = new ArrayList<>(events);
        events.clear();
        return taken;
    }

    int act(String name, String... tokens) {
        Queue<Integer> queue = answers.get(name);
        int answer = queue != null && !queue.isEmpty() ? queue.remove() : standing.getOrDefault(name, ACCEPT);
        note(answer == WAIT ? "waits " + name : name + " " + String.join(" ", tokens));
        Queue<Runnable> queued = actions.remove(name);
        if (queued != null) {
            queued.forEach(Runnable::run);
        }
        return answer;
    }

    void note(String event) {
        endPieces();
        events.add(event);
    }

    private void endPieces() {
        if (piece != null) {
            events.add("piece " + pieceStart + " '" + piece);
            piece = null;
        }
    }

    static String block(PropertyReader properties) {
        properties.rewind();
        StringBuilder block = new StringBuilder();
        while (properties.next()) {
            block.append(Notation.hex(properties));
        }
        return block.isEmpty() ? "" : "{" + block + "}";
    }

    private static String code(int reasonCode) {
        return reasonCode == 0 ? "" : "code=" + Integer.toHexString(reasonCode);
    }

    @Override
    public void onConnecting(ConnectOptions options) {
        act("connecting");
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        act("connected", sessionPresent ? "1" : "0", block(properties));
        if (asking != null) {
            asking.requester.onConnected(sessionPresent, properties);
        }
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        act("connectFailed", Notation.name(cause), code(reasonCode), block(properties), "retry=" + retryMillis);
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        act("disconnected", Notation.name(cause), code(reasonCode), block(properties), "retry=" + retryMillis);
        if (asking != null) {
            asking.requester.onDisconnected();
        }
    }

    @Override
    public int onMessage(Message message) {
        int answer = asking == null ? -1 : asking.onMessage(message);
        return answer >= 0 ? answer : act("message", head(message), payload(message), flags(message));
    }

    @Override
    public int onMessageStart(Message message) {
        return act("start", head(message), "total=" + message.totalLength(), flags(message));
    }

    @Override
    public int onMessagePiece(Message message) {
        if (hasAnswer("piece")) {
            return act("piece", Integer.toString(message.position()), payload(message));
        }
        if (piece == null || pieceEnd != message.position()) {
            endPieces();
            piece = new StringBuilder();
            pieceStart = message.position();
            pieceEnd = pieceStart;
        }
        piece.append(Bytes.hex(message.payload(), message.payloadOffset(), message.payloadLength()));
        pieceEnd += message.payloadLength();
        return ACCEPT;
    }

    private boolean hasAnswer(String name) {
        return answers.containsKey(name) && !answers.get(name).isEmpty();
    }

    @Override
    public int onMessageEnd(Message message) {
        return act("end", "total=" + message.totalLength(), "handle=" + message.handle());
    }

    private static String head(Message message) {
        return "q" + message.qos() + " " + message.topicString();
    }

    private static String payload(Message message) {
        return Notation.canonical(message.payload(), message.payloadOffset(), message.payloadLength());
    }

    private static String flags(Message message) {
        return (message.retain() ? "retain " : "") + (message.dup() ? "dup " : "") + "handle=" + message.handle() + " "
                + block(message.properties());
    }

    @Override
    public void onMessageAborted() {
        act("aborted");
    }

    @Override
    public void onOversize(int qos) {
        act("oversize", "q" + qos);
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        if (asking != null && asking.requester.onPublished(handle, result, reasonCode)) {
            return;
        }
        act("published", handle + (tag == 0 ? "" : " tag=" + tag), Notation.name(result), code(reasonCode),
                block(properties));
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        if (asking != null && asking.requester.onSubscribed(handle, result, codes, offset, count)) {
            return;
        }
        act("subscribed", answer(handle, result, codes, offset, count, properties));
    }

    @Override
    public void onUnsubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        act("unsubscribed", answer(handle, result, codes, offset, count, properties));
    }

    private static String answer(int handle, int result, byte[] codes, int offset, int count,
            PropertyReader properties) {
        return handle + " " + Notation.name(result) + (count == 0 ? "" : " codes=" + Bytes.hex(codes, offset, count))
                + " " + block(properties);
    }
}
