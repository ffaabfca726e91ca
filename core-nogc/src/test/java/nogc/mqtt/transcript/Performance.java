package nogc.mqtt.transcript;

import java.util.ArrayList;
import java.util.List;
import nogc.hal.Entropy;
import nogc.mqtt.Bytes;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.wire.VarInt;

/** Plays one transcript in one version of MQTT on one stage. */
final class Performance {
    private final Transcript transcript;
    private final List<Transcript.Line> lines;
    private final boolean properties;
    private final Stage stage;
    private final Recorder recorder;
    private final Config config = new Config();
    private final ConnectOptions options = new ConnectOptions();
    private final Stream stream = new Stream();
    private int[] entropy = {0};
    private int entropyUsed;
    private Client client;
    private Caller caller;
    private List<String> requester;
    private int next;
    private byte[] output = new byte[0];
    private List<String> heard = List.of();

    Performance(Transcript transcript, String version, Recorder recorder, Stage stage) {
        this.transcript = transcript;
        this.recorder = recorder;
        this.stage = stage;
        lines = transcript.lines(version);
        properties = version.startsWith("5");
        options.clientId = new Utf8String("c");
        config.closeTimeout = 0; // for the many that end with a DISCONNECT; close-*.txt are those that set it
    }

    /** In virtual time. */
    static int play(Transcript transcript, String version, Delivery delivery) {
        Recorder recorder = new Recorder();
        return new Performance(transcript, version, recorder, new VirtualStage(delivery, recorder)).play();
    }

    /** Plays all; returns how many bytes of input there were. */
    int play() {
        while (next < lines.size()) {
            Transcript.Line line = lines.get(next);
            List<String> tokens = Notation.tokens(line.text());
            String kind = tokens.get(0);
            List<String> rest = tokens.subList(1, tokens.size());
            try {
                next++;
                if (!isSetting(kind, rest)) {
                    perform(kind, rest, line);
                    compare(line);
                }
            } catch (RuntimeException e) {
                throw new AssertionError(where(line) + e, e);
            }
        }
        if (!recorder.unused().isEmpty()) {
            throw new AssertionError(transcript.file() + ": these events did not come: " + recorder.unused());
        }
        return stage.bytesRead();
    }

    private boolean isSetting(String kind, List<String> rest) {
        if (client != null && (List.of("config", "entropy", "requester").contains(kind))) {
            throw new IllegalArgumentException("too late: the client is made");
        }
        switch (kind) {
            case "config" -> Settings.apply(config, rest);
            case "options" -> Settings.apply(options, rest, recorder);
            case "entropy" -> entropy = rest.stream().mapToInt(Integer::parseInt).toArray();
            case "requester" -> requester = rest;
            default -> {
                if (client == null) {
                    Entropy source = () -> entropy[Math.min(entropyUsed++, entropy.length - 1)];
                    client = new Client(config, properties ? new Mqtt5() : new Mqtt311(), stage.transport(),
                            stage.clock(), source, recorder);
                    Asking asking = null;
                    if (requester != null) {
                        asking = new Asking(client, stage.clock(), source, recorder, requester);
                        recorder.asks(asking);
                        stage.alsoPolls(asking.requester::poll);
                    }
                    caller = new Caller(client, options, stream, asking);
                }
                return false;
            }
        }
        return true;
    }

    private void perform(String kind, List<String> rest, Transcript.Line line) {
        switch (kind) {
            case "!" -> call(rest, line);
            case "<" -> stage.feed(Notation.bytes(rest));
            case "~" -> {
                happen(rest);
                if (rest.get(rest.size() - 1).equals("unpolled")) {
                    return;
                }
            }
            case "@" -> {
                if (rest.size() > 1 && rest.get(1).equals("unpolled")) {
                    stage.sleep(Integer.parseInt(rest.get(0)));
                    return;
                }
                stage.pass(Integer.parseInt(rest.get(0)), client, this::isComplete);
                return;
            }
            case "when", "always" -> {
                prepare(kind, rest, line);
                return;
            }
            case "?" -> {
                String answer = caller.ask(rest.get(0));
                if (!caller.matches(rest.get(2), answer)) {
                    throw new AssertionError(where(line) + answer);
                }
                return;
            }
            default -> throw new IllegalArgumentException("nothing happened that this could be expected of");
        }
        stage.settle(client, this::isComplete);
    }

    private void call(List<String> call, Transcript.Line line) {
        String wrong = caller.call(call);
        if (wrong != null) {
            throw new AssertionError(where(line) + "answered " + wrong);
        }
    }

    private void happen(List<String> rest) {
        switch (rest.get(0)) {
            case "opening" -> stage.opens(0);
            case "opens" -> stage.opens(1);
            case "refuses" -> stage.opens(Notation.result(rest.get(1)));
            case "blocks" -> stage.blocks(true);
            case "flows" -> stage.blocks(false);
            case "lost" -> stage.ends(Notation.result(rest.get(1)));
            case "source" -> {
                if (rest.get(1).equals("fails")) {
                    stream.fail();
                } else {
                    stream.allow(Integer.parseInt(rest.get(1)));
                }
            }
            default -> throw new IllegalArgumentException(rest.get(0));
        }
    }

    private void prepare(String kind, List<String> rest, Transcript.Line line) {
        String event = rest.get(0);
        if (rest.get(1).equals("!")) {
            recorder.when(event, () -> call(rest.subList(2, rest.size()), line));
            return;
        }
        String text = rest.get(2);
        int answer = text.equals("WAIT") ? Listener.WAIT : text.equals("DEFER") ? Listener.DEFER
                : text.startsWith("-") ? Integer.parseInt(text) : Integer.parseInt(text, 16);
        if (kind.equals("always")) {
            recorder.answerAlways(event, answer);
        } else {
            recorder.answer(event, answer);
        }
    }

    /** Whether as many bytes and events have come as the lines behind this one expect. */
    private boolean isComplete() {
        int bytes = 0;
        int events = 0;
        byte[] written = stage.written();
        for (int i = next; i < lines.size(); i++) {
            List<String> tokens = Notation.tokens(lines.get(i).text());
            if (tokens.get(0).equals("*")) {
                events++;
            } else if (!tokens.get(0).equals(">")) {
                break;
            } else if (tokens.get(1).equals("CONNECT")) {
                bytes += bytes + 1 < written.length ? 2 + written[bytes + 1] : 2;
            } else {
                bytes += Notation.bytes(tokens.subList(1, tokens.size())).length;
            }
        }
        return bytes <= written.length && events <= recorder.count();
    }

    /** What the client wrote and said since the line is what the lines behind it expect. */
    private void compare(Transcript.Line line) {
        output = join(output, stage.takeWritten());
        heard = recorder.take();
        int position = 0;
        int event = 0;
        while (next < lines.size()) {
            Transcript.Line expected = lines.get(next);
            List<String> tokens = Notation.tokens(expected.text());
            List<String> rest = tokens.subList(1, tokens.size());
            if (tokens.get(0).equals(">")) {
                position = compareOutput(expected, rest, position);
            } else if (tokens.get(0).equals("*")) {
                String actual = event < heard.size() ? heard.get(event++) : "nothing";
                if (!isSame(rest, actual)) {
                    throw new AssertionError(where(expected) + "heard " + actual + rest(event));
                }
            } else {
                break;
            }
            next++;
        }
        if (event < heard.size()) {
            throw new AssertionError(where(line) + "and then unexpectedly " + heard.subList(event, heard.size()));
        }
        if (position < output.length) {
            throw new AssertionError(where(line) + "and then unexpectedly wrote " + output(position));
        }
        output = new byte[0];
    }

    private String rest(int event) {
        return event < heard.size() ? ", then " + heard.subList(event, heard.size()) : "";
    }

    private int compareOutput(Transcript.Line expected, List<String> rest, int position) {
        int end;
        boolean same;
        if (rest.get(0).equals("CONNECT")) {
            same = position + 2 < output.length && output[position] == 0x10;
            int length = same ? VarInt.get(output, position + 1, output.length) : 0;
            end = position + 1 + VarInt.length(length) + length;
        } else {
            byte[] bytes = Notation.bytes(rest);
            end = Math.min(position + bytes.length, output.length);
            same = Bytes.hex(bytes).equals(Bytes.hex(output, position, end - position));
        }
        if (!same) {
            throw new AssertionError(where(expected) + "wrote " + output(position));
        }
        return end;
    }

    private String output(int from) {
        return Bytes.hex(output, from, output.length - from);
    }

    private boolean isSame(List<String> expected, String event) {
        List<String> actual = new ArrayList<>(List.of(event.trim().split("\\s+")));
        for (String optional : List.of("retry=", "handle=")) {
            if (expected.stream().noneMatch(token -> token.startsWith(optional))) {
                actual.removeIf(token -> token.startsWith(optional));
            }
        }
        if (actual.size() != expected.size()) {
            return false;
        }
        for (int i = 0; i < actual.size(); i++) {
            if (!caller.matches(expected.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    private String where(Transcript.Line line) {
        return transcript.file() + ":" + line.number() + ": " + line.text() + "\n  " + stage + "\n  ";
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] joined = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }
}
