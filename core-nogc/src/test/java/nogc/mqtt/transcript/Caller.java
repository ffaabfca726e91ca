package nogc.mqtt.transcript;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.client.Client;

/** The lines {@code ! call} and {@code ? question}, and the names that a transcript gives to handles. */
final class Caller {
    private final Client client;
    private final ConnectOptions options;
    private final Stream stream;
    private final Asking asking;
    private final Map<String, String> names = new HashMap<>();

    /** {@code asking} is null where the transcript has no requester. */
    Caller(Client client, ConnectOptions options, Stream stream, Asking asking) {
        this.asking = asking;
        this.client = client;
        this.options = options;
        this.stream = stream;
    }

    /** Makes a call and returns what it answered instead of what was expected, or null. */
    String call(List<String> line) {
        int equals = line.lastIndexOf("=");
        if (equals < 0) {
            throw new IllegalArgumentException("no result: " + line);
        }
        int result = call(line.get(0), new ArrayList<>(line.subList(1, equals)));
        return matches(line.get(equals + 1), Notation.name(result)) ? null : Notation.name(result);
    }

    /** Whether a token is as expected; {@code $name} is what it was before, and anything the first time. */
    boolean matches(String expected, String actual) {
        int dollar = expected.indexOf('$');
        if (dollar < 0) {
            return Notation.canonical(expected).equals(actual);
        }
        if (!actual.startsWith(expected.substring(0, dollar))) {
            return false;
        }
        String value = actual.substring(dollar);
        String known = names.putIfAbsent(expected.substring(dollar), value);
        return known == null ? value.matches("[1-9]\\d*") : known.equals(value);
    }

    private int handle(String token) {
        return Integer.parseInt(token.startsWith("$") ? names.get(token) : token);
    }

    private int call(String name, List<String> arguments) {
        PropertyWriter properties = null;
        int last = arguments.size() - 1;
        if (last >= 0 && arguments.get(last).startsWith("{")) {
            properties = Notation.writer(Notation.block(arguments.remove(last)));
        }
        switch (name) {
            case "connect":
                return client.connect(options);
            case "disconnect":
                return arguments.isEmpty() ? client.disconnect()
                        : client.disconnect(Integer.parseInt(arguments.get(0), 16), properties);
            case "disconnectWhenDone":
                return client.disconnectWhenDone(Integer.parseInt(arguments.get(0)));
            case "cancel":
                return client.cancel(handle(arguments.get(0)));
            case "clear":
                return client.clear();
            case "abort":
                return client.abort();
            case "publish":
                return publish(arguments, properties);
            case "subscribe":
                return subscribe(arguments, properties);
            case "unsubscribe":
                return unsubscribe(arguments, properties);
            case "acknowledge":
                return acknowledge(arguments);
            case "request":
                return asking.request(arguments, properties);
            case "reply":
                return asking.reply(handle(arguments.get(0)), arguments, properties);
            case "drop":
                return asking.drop(handle(arguments.get(0)));
            case "cancelAll":
                return asking.cancelAll();
            case "resume":
                return client.resume();
            case "reauthenticate":
                return client.reauthenticate();
            case "isSessionUncertain":
                return client.isSessionUncertain() ? 1 : 0;
            case "poll":
                return client.poll();
            default:
                throw new IllegalArgumentException(name);
        }
    }

    /** {@code topic q1 'payload'} or {@code stream:length}, then {@code retain}, {@code alias=n}, {@code tag=n}. */
    private int publish(List<String> arguments, PropertyWriter properties) {
        Topic topic = arguments.get(0).equals("''") ? new Topic(4) : new Topic(Settings.unquoted(arguments.get(0)));
        int qos = Integer.parseInt(arguments.get(1).substring(1));
        String payload = arguments.get(2);
        boolean retain = false;
        int tag = 0;
        for (String argument : arguments.subList(3, arguments.size())) {
            retain |= argument.equals("retain");
            if (argument.startsWith("alias=")) {
                topic.setAlias(Integer.parseInt(argument.substring(6)));
            }
            if (argument.startsWith("tag=")) {
                tag = Integer.parseInt(argument.substring(4));
            }
        }
        if (payload.startsWith("stream:")) {
            return client.publish(topic, stream, Integer.parseInt(payload.substring(7)), qos, retain, properties, tag);
        }
        byte[] bytes = Notation.bytes(payload);
        return properties == null && tag == 0 ? client.publish(topic, bytes, 0, bytes.length, qos, retain)
                : client.publish(topic, bytes, 0, bytes.length, qos, retain, properties, tag);
    }

    /** {@code filter qos} or {@code list filter:qos:options …}. */
    private int subscribe(List<String> arguments, PropertyWriter properties) {
        if (arguments.get(0).equals("list")) {
            Subscriptions list = new Subscriptions(1000);
            int result = Settings.add(list, arguments.subList(1, arguments.size()));
            return result < 0 ? result : client.subscribe(list, properties);
        }
        return client.subscribe(filter(arguments.get(0)), Integer.parseInt(arguments.get(1)));
    }

    private int unsubscribe(List<String> arguments, PropertyWriter properties) {
        if (arguments.get(0).equals("list")) {
            Subscriptions list = new Subscriptions(1000);
            int result = Settings.add(list, arguments.subList(1, arguments.size()));
            return result < 0 ? result : client.unsubscribe(list, properties);
        }
        return client.unsubscribe(filter(arguments.get(0)));
    }

    private static TopicFilter filter(String text) {
        return text.equals("''") ? new TopicFilter(4) : new TopicFilter(Settings.unquoted(text));
    }

    private int acknowledge(List<String> arguments) {
        int handle = handle(arguments.get(0));
        if (arguments.size() == 1) {
            return client.acknowledge(handle);
        }
        if (arguments.get(1).startsWith("'")) {
            byte[] state = Notation.bytes(arguments.get(1));
            return client.acknowledge(handle, state, 0, state.length);
        }
        return client.acknowledge(handle, Integer.parseInt(arguments.get(1), 16));
    }

    /** The answer to {@code ? name}: a counter, a limit or what the client says of itself. */
    String ask(String name) {
        try {
            for (var field : client.metrics().getClass().getFields()) {
                if (field.getName().equals(name)) {
                    return field.get(client.metrics()).toString();
                }
            }
            for (Object owner : asking == null ? List.of(client, client.limits()) : List.of(client, asking.requester)) {
                for (var method : owner.getClass().getMethods()) {
                    if (method.getName().equals(name) && method.getParameterCount() == 0) {
                        return method.invoke(owner).toString();
                    }
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalArgumentException(name);
    }
}
