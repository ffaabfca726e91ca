package nogc.mqtt.sn;

import java.util.List;
import nogc.mqtt.Listener;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.transcript.Notation;

/** Plays a transcript of {@link SnClient}. */
final class SnClientPerformance extends SnPerformance {
    private final SnStage stage;
    private final SnCaller caller;

    SnClientPerformance(int clockStart) {
        this(new SnStage(clockStart));
    }

    private SnClientPerformance(SnStage stage) {
        super(stage);
        this.stage = stage;
        stage.options.clientId = new Utf8String("node");
        stage.options.keepAlive = 0;
        stage.config.reconnectMinimum = 1;
        stage.config.reconnectMaximum = 1;
        caller = new SnCaller(stage);
    }

    @Override
    boolean prepare(String verb, List<String> rest) {
        switch (verb) {
            case "config" -> rest.forEach(token -> set(stage.config, token));
            case "options" -> rest.forEach(this::option);
            case "with" -> stage.config.options = rest.stream().map(caller::option).toArray(SnOption[]::new);
            case "entropy" -> rest.forEach(token -> stage.entropy(Integer.parseInt(token)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void option(String token) {
        String[] pair = token.split("=", 2);
        String value = pair[1];
        switch (pair[0]) {
            case "clientId" -> stage.options.clientId = new Utf8String(text(value));
            case "userName" -> stage.options.userName = new Utf8String(value);
            case "willTopic" -> stage.options.willTopic = new Topic(value);
            case "willPayload" -> stage.options.willPayload = Notation.bytes(value);
            case "subscriptions" -> {
                stage.options.subscriptions = new Subscriptions(200);
                for (String entry : value.split(",")) {
                    String[] parts = entry.split(":");
                    stage.options.subscriptions.add(new TopicFilter(parts[0]), Integer.parseInt(parts[1]), 0);
                }
            }
            default -> set(stage.options, token);
        }
    }

    @Override
    void start() {
        if (stage.client == null) {
            stage.start();
        }
    }

    @Override
    void call(List<String> rest) {
        caller.call(rest);
    }

    @Override
    String answer(String question) {
        return caller.question(question);
    }

    @Override
    String handle(String name) {
        return caller.handle(name);
    }

    @Override
    void other(String verb, List<String> rest) {
        if (!verb.equals("when")) {
            super.other(verb, rest);
        } else if (rest.get(1).equals("answer")) {
            stage.recorder.answer(switch (rest.get(2)) {
                case "WAIT" -> Listener.WAIT;
                case "DEFER" -> Listener.DEFER;
                default -> Integer.decode(rest.get(2));
            });
        } else {
            stage.recorder.when(rest.get(0), () -> caller.call(rest.subList(2, rest.size())));
        }
    }
}
