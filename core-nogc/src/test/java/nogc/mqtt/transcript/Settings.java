package nogc.mqtt.transcript;

import java.lang.reflect.Field;
import java.util.List;
import nogc.mqtt.Authenticator;
import nogc.mqtt.Bytes;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.ExchangeLimits;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicAliasTable;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.store.MemoryStore;
import nogc.mqtt.wire.Property;

/** The lines {@code config} and {@code options}: fields by their names. */
final class Settings {
    private Settings() {
    }

    static void apply(Config config, List<String> tokens) {
        for (String token : tokens) {
            String[] pair = token.split("=", 2);
            if (pair[0].endsWith("Aliases")) {
                set(config, pair[0], aliases(pair[1]));
            } else if (pair[0].equals("exchangeWatch")) { // milliseconds x connections
                String[] limits = pair[1].split("x");
                config.exchangeWatch = new ExchangeLimits(Integer.parseInt(limits[0]), Integer.parseInt(limits[1]));
            } else if (pair[0].equals("store")) {
                config.store = new MemoryStore();
            } else {
                set(config, pair[0], number(config, pair[0], pair[1]));
            }
        }
    }

    /** {@code 2x16}: so many aliases of topics so long; {@code auto} behind it gives them out by itself. */
    private static TopicAliasTable aliases(String text) {
        String[] sizes = text.replace("auto", "").split("x");
        return new TopicAliasTable(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), text.endsWith("auto"));
    }

    static void apply(ConnectOptions options, List<String> tokens, Recorder recorder) {
        for (String token : tokens) {
            String[] pair = token.split("=", 2);
            String value = pair[1];
            switch (pair[0]) {
                case "clientId", "userName" -> set(options, pair[0],
                        value.equals("null") ? null : new Utf8String(unquoted(value)));
                case "willTopic" -> options.willTopic = value.isEmpty() ? new Topic(4) : new Topic(value);
                case "password" -> options.password = Bytes.utf8(value);
                case "willPayload" -> options.willPayload = Bytes.utf8(value);
                case "properties", "willProperties" -> set(options, pair[0], Notation.writer(Notation.block(value)));
                case "subscriptions" -> {
                    options.subscriptions = new Subscriptions(1000);
                    add(options.subscriptions, List.of(value.split(",")));
                }
                case "authenticator" -> options.authenticator = new Recorded(value, recorder);
                default -> set(options, pair[0], number(options, pair[0], value));
            }
        }
    }

    static String unquoted(String text) {
        return text.startsWith("'") ? new String(Notation.bytes(text), java.nio.charset.StandardCharsets.UTF_8) : text;
    }

    /** {@code filter:qos:options}, the last two 0 if they are missing; stops at the first that is refused. */
    static int add(Subscriptions subscriptions, List<String> entries) {
        for (String entry : entries) {
            String[] parts = entry.split(":");
            int result = subscriptions.add(new TopicFilter(unquoted(parts[0])),
                    parts.length > 1 ? Integer.parseInt(parts[1]) : 0,
                    parts.length > 2 ? Integer.decode(parts[2]) : 0);
            if (result != Result.OK) {
                return result;
            }
        }
        return Result.OK;
    }

    private static Object number(Object target, String name, String value) {
        if (field(target, name).getType() == boolean.class) {
            return Boolean.valueOf(value);
        }
        return Integer.valueOf(value);
    }

    private static void set(Object target, String name, Object value) {
        try {
            field(target, name).set(target, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field(Object target, String name) {
        try {
            return target.getClass().getField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    /** Says "begin", answers with what it was asked, and is content unless the transcript answers otherwise. */
    private static final class Recorded extends Authenticator {
        private final Utf8String method;
        private final Recorder recorder;

        Recorded(String method, Recorder recorder) {
            super(200);
            this.method = new Utf8String(method);
            this.recorder = recorder;
        }

        @Override
        public Utf8String method() {
            return method;
        }

        @Override
        public int begin(PropertyWriter out) {
            out.put(Property.AUTHENTICATION_DATA, Bytes.utf8("begin"), 0, 5);
            return recorder.act("authBegin");
        }

        @Override
        public int challenge(PropertyReader challenge, PropertyWriter out) {
            if (challenge.find(Property.AUTHENTICATION_DATA)) {
                out.put(Property.AUTHENTICATION_DATA, challenge.bytes(), challenge.valueOffset(),
                        challenge.valueLength());
            }
            return recorder.act("authChallenge", Recorder.block(challenge));
        }

        @Override
        public int success(PropertyReader last) {
            return recorder.act("authSuccess", Recorder.block(last));
        }
    }
}
