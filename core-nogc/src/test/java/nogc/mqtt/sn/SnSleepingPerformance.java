package nogc.mqtt.sn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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
final class SnSleepingPerformance extends SnPerformance {
    private final SnSleepingStage stage;

    SnSleepingPerformance(int clockStart) {
        this(new SnSleepingStage(clockStart));
    }

    private SnSleepingPerformance(SnSleepingStage stage) {
        super(stage);
        this.stage = stage;
        stage.settings.keepAlive = 0;
    }

    @Override
    boolean prepare(String verb, List<String> rest) {
        if (verb.equals("config")) {
            rest.forEach(token -> set(stage.settings, token));
            return true;
        }
        return false;
    }

    @Override
    void start() {
        if (stage.sleeper == null) {
            stage.startSleeper();
        }
    }

    @Override
    void call(List<String> rest) {
        int equals = rest.indexOf("=");
        assertEquals(rest.get(equals + 1), Notation.name(call(rest.get(0), rest.subList(1, equals))),
                String.join(" ", rest));
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

    @Override
    void transport(List<String> rest) {
        if (rest.get(0).equals("holds")) {
            stage.taking = false;
        } else {
            super.transport(rest);
        }
    }

    @Override
    String answer(String name) {
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
}
