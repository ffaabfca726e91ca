package nogc.mqtt.sn.lossy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.sn.SnClient;
import nogc.mqtt.sn.SnConfig;
import nogc.mqtt.sn.SnOption;
import nogc.mqtt.sn.SnQos2Publisher;
import nogc.mqtt.sn.SnQos2Subscriber;
import nogc.mqtt.sn.SnSleep;
import nogc.mqtt.sn.SnWill;

/**
 * One random walk: a client, an application, a network that loses, doubles, delays and reorders, and the gateway model,
 * in virtual time, all from one seed. First everything may fail; then all heals, and what was accepted must come to its
 * end.
 */
final class Walk extends Listener {
    private static final int PATIENCE = 600000;

    private final Surroundings around;
    private final Random random;
    private final Inspector inspector;
    private final GatewayModel gateway;
    private final SnClient client;
    private final SnConfig config = new SnConfig();
    private final ConnectOptions options = new ConnectOptions();
    private final SnSleep sleep = new SnSleep() {
        @Override
        public void onAsleep(int result) {
            inspector.asleep();
        }
    };
    private final Map<Integer, Integer> published = new TreeMap<>();
    private final Map<Integer, Integer> results = new HashMap<>();
    private final Map<Integer, Integer> sentToUs = new TreeMap<>();
    private final Map<Integer, Integer> taken = new HashMap<>();
    private final Set<Integer> subscriptions = new HashSet<>();
    private int toPublish;
    private int toReceive;
    private int nextNumber;

    Walk(long seed) {
        around = new Surroundings(seed);
        random = around.random;
        configure();
        around.join(config.retryTime, config.retries);
        inspector = around.inspector;
        gateway = around.gateway;
        client = new SnClient(config, inspector, around, random::nextInt, this);
        toPublish = random.nextInt(30);
        toReceive = random.nextInt(30);
    }

    private void configure() {
        config.receiveBuffer = 64 + random.nextInt(100);
        config.transmitBuffer = 64 + random.nextInt(100);
        config.queue = 64 + random.nextInt(300);
        config.topics = 3;
        config.topicLength = 3;
        config.retryTime = 400 + random.nextInt(600);
        config.retries = 1 + random.nextInt(4);
        config.congestionWait = 200 + random.nextInt(800);
        config.reconnectMinimum = 1 + random.nextInt(200);
        config.reconnectMaximum = config.reconnectMinimum + random.nextInt(2000);
        config.stableTime = random.nextInt(2000);
        config.republishQos2 = false;
        sleep.margin = 1000 + random.nextInt(1000);
        config.options = new SnOption[] {new SnQos2Subscriber(6, 8), sleep, new SnQos2Publisher(), new SnWill()};
        options.clientId = new Utf8String("walker");
        options.keepAlive = 1 + random.nextInt(8); // without it nobody finds out that the gateway lost us
        options.cleanStart = random.nextInt(3) == 0 ? 1 : random.nextBoolean() ? 0 : ConnectOptions.CLEAN_START_DEFAULT;
        if (random.nextInt(3) == 0) {
            options.willTopic = new Topic("will");
            options.willPayload = new byte[] {1, 2, 3};
        }
    }

    void run() {
        ok(client.connect(options));
        while (!around.calm || !isOver()) {
            step();
            if (!around.calm && toPublish <= 0 && toReceive <= 0) {
                around.heal();
            }
            Breach.unless(around.calmFor() < PATIENCE, "nothing goes on any more: " + this + ", results "
                    + results.size() + " of " + published.size() + ", connected " + client.isConnected() + ", gateway: " + gateway);
        }
        checkBooks();
    }

    private static void ok(int result) {
        Breach.unless(result == Result.OK, "result " + result);
    }

    private boolean isOver() {
        return results.size() == published.size() && gateway.isIdle() && client.isActive() && subscriptions.isEmpty()
                && client.freeQueue() == config.queue - 16;
    }

    private void step() {
        boolean acted = false;
        if (around.calm) {
            acted = settle();
        } else if (random.nextInt(20) == 0) {
            act();
            acted = true;
        }
        around.step(acted, client::poll, () -> false);
    }

    private boolean settle() {
        boolean acted = inspector.waiting;
        if (inspector.waiting) {
            inspector.waiting = false;
            ok(client.resume());
        }
        if (client.isIdle() || client.isAsleep()) {
            acted = true;
            ok(client.connect(options));
        }
        return acted;
    }

    private void act() {
        int what = random.nextInt(100);
        if (inspector.waiting && what < 50) {
            inspector.waiting = false;
            ok(client.resume());
        } else if (what < 30) {
            publish();
        } else if (what < 55) {
            receive();
        } else if (what < 62) {
            sleep.sleep(2 + random.nextInt(4));
        } else if (what < 70) {
            sleep.wake();
        } else if (what < 85 && (client.isIdle() || client.isAsleep())) {
            ok(client.connect(options));
        } else if (what == 95) {
            client.disconnect();
        } else if (what == 96) {
            client.abort();
        } else if (what == 97) {
            gateway.restart();
        } else if (what == 98 && client.isActive()) {
            int handle = client.subscribe(new TopicFilter("s/" + random.nextInt(2)), random.nextInt(3));
            if (handle > 0) {
                subscriptions.add(handle);
            }
        }
    }

    private void publish() {
        if (toPublish <= 0) {
            return;
        }
        int number = nextNumber++;
        int qos = random.nextInt(4) - 1;
        String topic = GatewayModel.topicOf(number);
        byte[] payload = GatewayModel.payload(number);
        int handle = topic.startsWith("#") ? client.publishPredefined(7, payload, 0, payload.length, qos, false, number)
                : topic.startsWith("~") ? client.publishShort(new Topic("zz"), payload, 0, payload.length, qos, false,
                        number)
                : client.publish(new Topic(topic), payload, 0, payload.length, Math.max(0, qos), false, number);
        if (handle > 0) {
            toPublish--;
            published.put(number, topic.startsWith("t") ? Math.max(0, qos) : qos);
        } else {
            Breach.unless(handle == Result.FULL, "publish: " + handle);
        }
    }

    private void receive() {
        if (toReceive > 0) {
            toReceive--;
            int number = nextNumber++;
            int qos = random.nextInt(3);
            sentToUs.put(number, qos);
            gateway.publish("walker", number, qos, GatewayModel.topicOf(number));
        }
    }

    @Override
    public int onMessage(Message message) {
        int number = GatewayModel.number(message.payload(), message.payloadOffset(), message.payloadLength());
        String topic = GatewayModel.topicOf(number);
        String expected = topic.startsWith("t") ? topic : topic.startsWith("~") ? topic.substring(1) : "";
        Breach.unless(message.topicString().equals(expected), "message " + number + " of " + message.topicString());
        if (!around.calm && random.nextInt(10) == 0) {
            inspector.waiting = true;
            return WAIT;
        }
        taken.merge(number, 1, Integer::sum);
        return ACCEPT;
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        Breach.unless(published.containsKey(tag) && results.put(tag, result) == null, "message " + tag + " ended twice");
    }

    @Override
    public void onSubscribed(int handle, int result, byte[] codes, int offset, int count, PropertyReader properties) {
        Breach.unless(subscriptions.remove(handle), "subscription " + handle + " ended twice");
    }

    @Override
    public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        inspector.waiting = false;
        inspector.givenUp();
    }

    @Override
    public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
        inspector.waiting = false;
        inspector.givenUp();
    }

    private static int count(List<Integer> numbers, int number) {
        return (int) numbers.stream().filter(n -> n == number).count();
    }

    private void checkBooks() {
        published.forEach((number, qos) -> {
            int times = count(gateway.delivered, number);
            int result = results.get(number);
            String what = "message " + number + " at QoS " + qos + " ended as " + result + " and arrived " + times
                    + " times";
            Breach.unless(result != Result.OK || qos < 1 || times >= 1, what);
            Breach.unless(qos != 2 || times <= 1, what);
            Breach.unless(result != Result.CONGESTED || qos == 1 || times == 0, what); // or an answer was lost
        });
        sentToUs.forEach((number, qos) -> {
            int times = taken.getOrDefault(number, 0);
            String what = "message " + number + " at QoS " + qos + " was taken " + times + " times";
            // a clean session has neither side know of it any more, also when a late copy comes
            boolean forgotten = gateway.dropped.contains(number);
            Breach.unless(qos == 0 || times >= 1 || forgotten, what);
            Breach.unless(qos != 2 || times <= 1 || forgotten, what);
        });
    }

    int requests() {
        return inspector.requests;
    }

    @Override
    public String toString() {
        return published.size() + " messages out, " + sentToUs.size() + " in, " + around;
    }
}
