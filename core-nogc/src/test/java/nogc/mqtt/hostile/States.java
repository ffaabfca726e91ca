package nogc.mqtt.hostile;

import nogc.mqtt.Authenticator;
import nogc.mqtt.Bytes;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Subscriptions;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicAliasTable;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.wire.Property;

/** Brings a client into each state that a table names. */
final class States {
    private States() {
    }

    static Target reach(String state, boolean version5) {
        Config config = new Config();
        config.receiveBuffer = 256;
        ConnectOptions options = new ConnectOptions();
        configure(state, config, options);
        Target target = new Target(version5, config, options);
        if (state.equals("unnamed")) {
            options.clientId = new Utf8String("");
        }
        target.connect();
        if (!state.equals("connecting") && !state.equals("authenticating") && !state.equals("unnamed")) {
            target.accept(false);
            act(state, target);
        }
        target.takeWritten();
        target.takeHeard();
        return target;
    }

    private static void configure(String state, Config config, ConnectOptions options) {
        switch (state) {
            case "limited" -> config.maximumPacketSize = 64;
            case "aliased" -> config.inboundAliases = new TopicAliasTable(2, 16, false);
            case "full" -> config.inboundSlots = 1;
            case "authenticating" -> options.authenticator = new Anyone();
            case "unexplained" -> {
                options.properties = new PropertyWriter(16);
                options.properties.put(Property.REQUEST_PROBLEM_INFORMATION, 0);
            }
            default -> { }
        }
    }

    private static void act(String state, Target target) {
        switch (state) {
            case "subscribing" -> target.session().subscribe(twoFilters(), null);
            case "unsubscribing" -> target.session().unsubscribe(twoFilters(), null);
            case "published-1" -> publish(target, 1);
            case "published-2" -> publish(target, 2);
            case "released" -> {
                publish(target, 2);
                target.turn();
                target.feed(Bytes.of("50 02 00 01"));
            }
            case "full" -> {
                target.answers(Listener.DEFER);
                target.feed(Bytes.of("32 06 00 01 61 00 05 00"));
            }
            default -> { }
        }
        target.turn();
    }

    static int publish(Target target, int qos) {
        return target.session().publishing().publish(new Topic("t"), new byte[] {'p'}, null, 0, 1, qos, false, null, 0);
    }

    private static Subscriptions twoFilters() {
        Subscriptions subscriptions = new Subscriptions(64);
        subscriptions.add(new TopicFilter("a"), 1, 0);
        subscriptions.add(new TopicFilter("b"), 1, 0);
        return subscriptions;
    }

    /** The method "m", without data, content with any answer. */
    private static final class Anyone extends Authenticator {
        private final Utf8String method = new Utf8String("m");

        Anyone() {
            super(64);
        }

        @Override
        public Utf8String method() {
            return method;
        }

        @Override
        public int begin(PropertyWriter out) {
            return 0;
        }

        @Override
        public int challenge(PropertyReader challenge, PropertyWriter out) {
            return 0;
        }

        @Override
        public int success(PropertyReader last) {
            return 0;
        }
    }
}
