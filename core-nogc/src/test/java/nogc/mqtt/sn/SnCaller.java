package nogc.mqtt.sn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nogc.mqtt.Bytes;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.transcript.Notation;

/** The calls of a transcript, on the client and on its options, and its questions. */
final class SnCaller {
    private static final int KNOWN_PREDEFINED = 5;

    private final SnStage stage;
    private final Map<String, Integer> handles = new HashMap<>();
    private SnWill will;
    private SnSleep sleep;
    private SnDiscovery discovery;

    SnCaller(SnStage stage) {
        this.stage = stage;
    }

    /** {@code will}, {@code sleep}, {@code discovery:3}, {@code subscriber:4x20}, {@code forwarder:0102}, … */
    SnOption option(String text) {
        String[] parts = text.split(":");
        return switch (parts[0]) {
            case "will" -> will = new SnWill() {
                @Override
                public void onUpdated(boolean ofMessage, int result, int returnCode) {
                    stage.recorder.happened("willUpdated", (ofMessage ? "message " : "topic ") + Notation.name(result)
                            + (returnCode == 0 ? "" : " " + returnCode));
                }
            };
            case "sleep" -> {
                sleep = new SnSleep() {
                    @Override
                    public void onAsleep(int result) {
                        stage.recorder.happened("asleep", Notation.name(result));
                    }
                };
                if (parts.length > 1) {
                    sleep.margin = Integer.parseInt(parts[1]);
                }
                yield sleep;
            }
            case "discovery" -> {
                discovery = new SnDiscovery(Integer.parseInt(parts[1])) {
                    @Override
                    public void onGateway(int gatewayId, byte[] address, int offset, int length) {
                        stage.recorder.happened("gateway", gatewayId + " " + Bytes.hex(address, offset, length));
                    }
                };
                for (int i = 2; i < parts.length; i++) {
                    SnPerformance.set(discovery, parts[i]);
                }
                yield discovery;
            }
            case "qos2out" -> new SnQos2Publisher();
            case "subscriber" -> new SnSubscriber(size(parts, 0), size(parts, 1));
            case "qos2in" -> new SnQos2Subscriber(size(parts, 0), size(parts, 1));
            case "predefined" -> {
                SnSubscriber subscriber = new SnSubscriber(size(parts, 0), size(parts, 1));
                subscriber.predefine(new int[] {KNOWN_PREDEFINED}, new Topic[] {new Topic("known")});
                yield subscriber;
            }
            case "forwarder" -> new SnForwarder(Bytes.of(parts[1]), 0, parts[1].length() / 2);
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static int size(String[] parts, int index) {
        return Integer.parseInt(parts[1].split("x")[index]);
    }

    String handle(String name) {
        Integer handle = handles.get(name);
        return handle == null ? name : handle.toString();
    }

    /** {@code publish a/b q1 'text' = $h}. */
    void call(List<String> tokens) {
        List<String> words = tokens.get(0).equals("!") ? tokens.subList(1, tokens.size()) : tokens;
        int equals = words.indexOf("=");
        int result = result(words.get(0), words.subList(1, equals));
        String expected = words.get(equals + 1);
        if (expected.startsWith("$")) {
            assertTrue(result > 0, () -> words + " returned " + Notation.name(result));
            handles.put(expected, result);
        } else {
            assertEquals(expected, Notation.name(result), () -> String.join(" ", words));
        }
    }

    private int result(String name, List<String> arguments) {
        SnClient client = stage.client;
        return switch (name) {
            case "connect" -> client.connect(stage.options);
            case "disconnect" -> client.disconnect();
            case "abort" -> client.abort();
            case "poll" -> client.poll();
            case "resume" -> client.resume();
            case "publish" -> publish(arguments);
            case "forget" -> client.forget(new Topic(arguments.get(0)));
            case "subscribe" -> subscribe(arguments);
            case "unsubscribe" -> unsubscribe(arguments);
            case "sleep" -> sleep.sleep(Integer.parseInt(arguments.get(0)));
            case "wake" -> sleep.wake();
            case "search" -> discovery.search();
            case "add" -> {
                byte[] address = Bytes.of(arguments.get(1));
                yield discovery.add(Integer.parseInt(arguments.get(0)), address, 0, address.length);
            }
            case "willTopic" -> will.updateTopic(new Topic(arguments.get(0)), qos(arguments.get(1)),
                    arguments.contains("retain"));
            case "willMessage" -> will.updateMessage(Notation.bytes(arguments.get(0)), 0,
                    Notation.bytes(arguments.get(0)).length);
            case "willDelete" -> will.delete();
            case "willDeleteAtConnect" -> {
                will.deleteAtConnect(true);
                yield 0;
            }
            case "option" -> {
                SnPerformance.set(stage.options, arguments.get(0));
                yield 0;
            }
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static int qos(String word) {
        return Integer.parseInt(word.substring(1));
    }

    /** A topic: {@code #5} a predefined id, {@code ~ab} a short name, else a name. */
    private int publish(List<String> arguments) {
        String topic = arguments.get(0);
        byte[] payload = arguments.size() > 2 ? Notation.bytes(arguments.get(2)) : new byte[0];
        boolean retain = arguments.contains("retain");
        int qos = qos(arguments.get(1));
        int tag = arguments.stream().filter(word -> word.startsWith("tag=")).findFirst()
                .map(word -> Integer.parseInt(word.substring(4))).orElse(0);
        if (topic.startsWith("#")) {
            return stage.client.publishPredefined(Integer.parseInt(topic.substring(1)), payload, 0, payload.length,
                    qos, retain, tag);
        }
        if (topic.startsWith("~")) {
            return stage.client.publishShort(new Topic(topic.substring(1)), payload, 0, payload.length, qos, retain,
                    tag);
        }
        return stage.client.publish(new Topic(SnPerformance.text(topic)), payload, 0, payload.length, qos, retain, tag);
    }

    private int subscribe(List<String> arguments) {
        String filter = arguments.get(0);
        int qos = qos(arguments.get(1));
        if (filter.startsWith("#") && filter.length() > 1) {
            return stage.client.subscribePredefined(Integer.parseInt(filter.substring(1)), qos);
        }
        return filter.startsWith("~") ? stage.client.subscribeShort(new Topic(filter.substring(1)), qos)
                : stage.client.subscribe(new TopicFilter(SnPerformance.text(filter)), qos);
    }

    private int unsubscribe(List<String> arguments) {
        String filter = arguments.get(0);
        if (filter.startsWith("#") && filter.length() > 1) {
            return stage.client.unsubscribePredefined(Integer.parseInt(filter.substring(1)));
        }
        return filter.startsWith("~") ? stage.client.unsubscribeShort(new Topic(filter.substring(1)))
                : stage.client.unsubscribe(new TopicFilter(SnPerformance.text(filter)));
    }

    String question(String name) {
        SnClient client = stage.client;
        return switch (name) {
            case "idle" -> "" + client.isIdle();
            case "active" -> "" + client.isActive();
            case "asleep" -> "" + client.isAsleep();
            case "isConnected" -> "" + client.isConnected();
            case "attempts" -> "" + client.attempts();
            case "open" -> "" + stage.open;
            case "waits" -> "" + stage.waits();
            case "largestPayload" -> "" + client.largestPayload();
            case "freeQueue" -> "" + client.freeQueue();
            case "gateways" -> "" + discovery.count();
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
