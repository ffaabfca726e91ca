package nogc.mqtt.sn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import nogc.hal.DatagramTransport;
import nogc.mqtt.Bytes;
import nogc.mqtt.transcript.Notation;

/**
 * Plays a transcript of {@link SnSleepingClient}. Its lines are those of {@link SnTranscript} without options and
 * events but these:
 * <pre>
 *   config retries=2 …       fields of SnSleepingConfig
 *   * GATEWAY_LOST           the request, or the connection, ended so
 *   * message #5 'on' q1     a message, which the application takes at once, but behind: ~ holds
 * </pre>
 */
final class SnSleepingPerformance {
    private final SnSleepingStage stage;
    private final List<String> expected = new ArrayList<>();
    private int number;

    private SnSleepingPerformance(int clockStart) {
        stage = new SnSleepingStage(clockStart);
        stage.settings.keepAlive = 0;
    }

    static void play(SnTranscript transcript, int clockStart) {
        SnSleepingPerformance performance = new SnSleepingPerformance(clockStart);
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
        if (verb.equals(">") || verb.equals("*")) {
            expected.add(line.text());
            return;
        }
        compare();
        number = line.number();
        if (verb.equals("config")) {
            rest.forEach(token -> SnPerformance.set(stage.settings, token));
            return;
        }
        if (stage.sleeper == null) {
            stage.startSleeper();
        }
        switch (verb) {
            case "!" -> {
                int equals = rest.indexOf("=");
                assertEquals(rest.get(equals + 1), Notation.name(call(rest.get(0), rest.subList(1, equals))),
                        line.text());
                stage.settle();
            }
            case "<" -> {
                boolean foreign = rest.get(0).startsWith("from:");
                stage.receive(foreign ? Bytes.of(rest.get(0).substring(5)) : stage.peer,
                        Notation.bytes(rest.subList(foreign ? 1 : 0, rest.size())));
            }
            case "@" -> {
                if (rest.size() > 1) {
                    stage.passUnpolled(Integer.parseInt(rest.get(0)));
                } else {
                    stage.pass(Integer.parseInt(rest.get(0)));
                }
            }
            case "~" -> transport(rest);
            case "?" -> assertEquals(rest.get(2), question(rest.get(0)), rest.get(0));
            default -> throw new IllegalArgumentException(verb);
        }
    }

    private int call(String name, List<String> arguments) {
        SnSleepingClient client = stage.sleeper;
        return switch (name) {
            case "connect" -> client.connect();
            case "publish" -> {
                byte[] payload = arguments.size() > 2 ? Notation.bytes(arguments.get(2)) : new byte[0];
                yield client.publish(stage.topic(arguments.get(0)), payload, 0, payload.length,
                        qos(arguments.get(1)), arguments.contains("retain"));
            }
            case "subscribe" -> client.subscribe(stage.topic(arguments.get(0)), qos(arguments.get(1)));
            case "sleep" -> client.sleep(Integer.parseInt(arguments.get(0)));
            case "wake" -> client.wake();
            case "disconnect" -> client.disconnect();
            case "abort" -> client.abort();
            case "take" -> client.take();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static int qos(String word) {
        return Integer.parseInt(word.substring(1));
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
            case "holds" -> stage.taking = false;
            default -> throw new IllegalArgumentException(rest.get(0));
        }
        stage.settle();
    }

    private String question(String name) {
        SnSleepingClient client = stage.sleeper;
        return switch (name) {
            case "state" -> client.isActive() ? "active" : client.isAsleep() ? "asleep"
                    : client.isConnected() ? "awake" : "disconnected";
            case "pending" -> "" + (client.result() == SnSleepingClient.PENDING);
            case "open" -> "" + stage.open;
            case "waits" -> stage.waits() == Integer.MAX_VALUE ? "never" : "" + stage.waits();
            case "largestPayload" -> "" + client.largestPayload();
            default -> {
                try {
                    yield "" + SnMetrics.class.getField(name).getInt(client.metrics());
                } catch (ReflectiveOperationException e) {
                    throw new IllegalArgumentException(name, e);
                }
            }
        };
    }

    private void compare() {
        List<String> got = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (String line : expected) {
            wanted.add(SnPerformance.canonical(line, token -> token));
        }
        for (String event : stage.take()) {
            boolean connect = got.size() < wanted.size() && wanted.get(got.size()).endsWith(" CONNECT");
            got.add(connect ? event.replaceFirst("[0-9a-f]{2}04[0-9a-f]+$", "CONNECT") : event);
        }
        expected.clear();
        assertEquals(String.join("\n", wanted), String.join("\n", got));
    }
}
