package nogc.mqtt.sn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import nogc.hal.DatagramTransport;
import nogc.mqtt.Bytes;
import nogc.mqtt.transcript.Notation;

/** Plays a transcript on a stage: what its lines mean for each client. Those that are for one alone a subclass reads. */
abstract class SnPerformance {
    private final SnStage stage;
    private final List<String> expected = new ArrayList<>();
    private int number;

    SnPerformance(SnStage stage) {
        this.stage = stage;
    }

    /** Whether the line says how the client is made; called until it is there. */
    abstract boolean prepare(String verb, List<String> rest);

    /** Makes the client, unless it is there. */
    abstract void start();

    /** The words behind {@code !}. */
    abstract void call(List<String> rest);

    /** What stands behind {@code =} in a question of this name. */
    abstract String answer(String question);

    /** A line of another kind. */
    void other(String verb, List<String> rest) {
        throw new IllegalArgumentException(verb);
    }

    /** The handle for which {@code $name} stands. */
    String handle(String name) {
        return name;
    }

    final void play(SnTranscript transcript, int clockStart) {
        try {
            for (SnTranscript.Line line : transcript.lines()) {
                play(line);
            }
            compare();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(transcript.file() + ":" + number + ", clock at " + clockStart + ": "
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
        compare();
        number = line.number();
        if (!prepare(verb, rest)) {
            start();
            act(verb, rest);
        }
    }

    private void act(String verb, List<String> rest) {
        switch (verb) {
            case "!" -> {
                call(rest);
                stage.settle();
            }
            case "<" -> {
                boolean foreign = rest.get(0).startsWith("from:");
                stage.receive(foreign ? Bytes.of(rest.get(0).substring(5)) : stage.peer,
                        Notation.bytes(rest.subList(foreign ? 1 : 0, rest.size())));
            }
            case "@" -> {
                int millis = Integer.parseInt(rest.get(0));
                if (rest.size() > 1) {
                    stage.passUnpolled(millis);
                } else {
                    stage.pass(millis);
                }
            }
            case "~" -> {
                transport(rest);
                stage.settle();
            }
            case "?" -> assertEquals(rest.get(2), answer(rest.get(0)), rest.get(0));
            default -> other(verb, rest);
        }
    }

    /** The words behind {@code ~}. */
    void transport(List<String> rest) {
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
            words.add(token.startsWith("$") ? handle(token) : Notation.canonical(token));
        }
        return String.join(" ", words);
    }

    static String text(String token) {
        return token.startsWith("'") ? new String(Notation.bytes(token), StandardCharsets.UTF_8) : token;
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
