package nogc.mqtt.sn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import nogc.hal.DatagramTransport;
import nogc.mqtt.Bytes;
import nogc.mqtt.Listener;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.transcript.Notation;

/** Plays a transcript on a stage. */
final class SnPerformance {
    private final SnTranscript transcript;
    private final SnStage stage;
    private final SnCaller caller;
    private final List<String> expected = new ArrayList<>();
    private int number;

    private SnPerformance(SnTranscript transcript, int clockStart) {
        this.transcript = transcript;
        stage = new SnStage(clockStart);
        stage.options.clientId = new Utf8String("node");
        stage.options.keepAlive = 0;
        stage.config.reconnectMinimum = 1;
        stage.config.reconnectMaximum = 1;
        caller = new SnCaller(stage);
    }

    static void play(SnTranscript transcript, int clockStart) {
        SnPerformance performance = new SnPerformance(transcript, clockStart);
        try {
            for (SnTranscript.Line line : transcript.lines()) {
                performance.play(line);
            }
            performance.compare();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(transcript.file() + ":" + performance.number + ", clock at " + clockStart + ": "
                    + e.getMessage(), e);
        }
    }

    private void play(SnTranscript.Line line) {
        List<String> tokens = Notation.tokens(line.text());
        String verb = tokens.get(0);
        List<String> rest = tokens.subList(1, tokens.size());
        if (verb.startsWith(">") || verb.equals("*")) {
            expected.add(line.text());
            return;
        }
        if (stage.client != null) {
            compare();
        }
        number = line.number();
        switch (verb) {
            case "config" -> rest.forEach(token -> set(stage.config, token));
            case "options" -> rest.forEach(this::option);
            case "with" -> with(rest);
            case "entropy" -> rest.forEach(token -> stage.entropy(Integer.parseInt(token)));
            default -> act(verb, rest);
        }
    }

    private void act(String verb, List<String> rest) {
        if (stage.client == null) {
            stage.start();
        }
        switch (verb) {
            case "!" -> {
                caller.call(rest);
                stage.settle();
            }
            case "<" -> receive(rest);
            case "@" -> {
                int millis = Integer.parseInt(rest.get(0));
                if (rest.size() > 1) {
                    stage.passUnpolled(millis);
                } else {
                    stage.pass(millis);
                }
            }
            case "~" -> transport(rest);
            case "when" -> when(rest);
            case "?" -> assertEquals(rest.get(2), caller.question(rest.get(0)), rest.get(0));
            default -> throw new IllegalArgumentException(verb);
        }
    }

    private void receive(List<String> rest) {
        if (rest.get(0).startsWith("from:")) {
            stage.receive(Bytes.of(rest.get(0).substring(5)), Notation.bytes(rest.subList(1, rest.size())));
        } else {
            stage.receive(Notation.bytes(rest));
        }
    }

    private void transport(List<String> rest) {
        switch (rest.get(0)) {
            case "opening" -> stage.opening = 0;
            case "opens" -> stage.opening = 1;
            case "refuses" -> stage.opening = Notation.result(rest.get(1));
            case "blocks" -> stage.sending = 0;
            case "flows" -> stage.sending = 1;
            case "sends" -> stage.sending = rest.get(1).equals("TOO_LONG") ? DatagramTransport.TOO_LONG
                    : Notation.result(rest.get(1));
            case "lost" -> stage.lose(Notation.result(rest.get(1)));
            case "longest" -> stage.longest = Integer.parseInt(rest.get(1));
            default -> throw new IllegalArgumentException(rest.get(0));
        }
        if (!rest.get(0).equals("longest")) {
            stage.settle();
        }
    }

    private void when(List<String> rest) {
        if (rest.get(1).equals("answer")) {
            stage.recorder.answer(switch (rest.get(2)) {
                case "WAIT" -> Listener.WAIT;
                case "DEFER" -> Listener.DEFER;
                default -> Integer.decode(rest.get(2));
            });
        } else {
            List<String> call = rest.subList(2, rest.size());
            stage.recorder.when(rest.get(0), () -> caller.call(call));
        }
    }

    private void compare() {
        List<String> actual = stage.take();
        List<String> wanted = new ArrayList<>();
        List<String> got = new ArrayList<>();
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String expectation = i < expected.size() ? canonical(expected.get(i)) : "";
            String event = i < actual.size() ? actual.get(i) : "";
            if (!expectation.contains(" retry=")) {
                event = event.replaceFirst(" retry=-?\\d+", "");
            }
            if (expectation.endsWith(" CONNECT")) {
                event = event.replaceFirst("[0-9a-f]{2}04[0-9a-f]+$", "CONNECT");
            }
            wanted.add(expectation);
            got.add(event);
        }
        expected.clear();
        assertEquals(String.join("\n", wanted), String.join("\n", got));
    }

    /** An expected line in the form in which the stage takes it down. */
    private String canonical(String line) {
        return canonical(line, caller::handle);
    }

    static String canonical(String line, UnaryOperator<String> handles) {
        List<String> tokens = Notation.tokens(line);
        if (line.startsWith(">")) {
            int bytes = 1;
            StringBuilder text = new StringBuilder(tokens.get(0)).append(' ');
            if (tokens.get(0).equals(">>") || tokens.get(1).startsWith("to:")) {
                text.append(tokens.get(1)).append(' ');
                bytes = 2;
            }
            return tokens.get(bytes).equals("CONNECT") ? text + "CONNECT"
                    : text + Bytes.hex(Notation.bytes(tokens.subList(bytes, tokens.size())));
        }
        List<String> words = new ArrayList<>();
        for (String token : tokens) {
            words.add(token.startsWith("$") ? handles.apply(token) : Notation.canonical(token));
        }
        return String.join(" ", words);
    }

    private void with(List<String> names) {
        SnOption[] options = new SnOption[names.size()];
        for (int i = 0; i < options.length; i++) {
            options[i] = caller.option(names.get(i));
        }
        stage.config.options = options;
    }

    private void option(String token) {
        String[] pair = token.split("=", 2);
        String value = pair[1];
        switch (pair[0]) {
            case "clientId" -> stage.options.clientId = new Utf8String(text(value));
            case "userName" -> stage.options.userName = new Utf8String(value);
            case "willTopic" -> stage.options.willTopic = new Topic(value);
            case "willPayload" -> {
                stage.options.willPayload = Notation.bytes(value);
            }
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

    static String text(String token) {
        return token.startsWith("'") ? new String(Notation.bytes(token), java.nio.charset.StandardCharsets.UTF_8)
                : token;
    }

    /** {@code name=value} of a public field. */
    static void set(Object target, String token) {
        String[] pair = token.split("=", 2);
        try {
            Field field = target.getClass().getField(pair[0]);
            if (field.getType() == boolean.class) {
                field.setBoolean(target, Boolean.parseBoolean(pair[1]));
            } else {
                field.setInt(target, Integer.parseInt(pair[1]));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(token, e);
        }
    }
}
