package nogc.mqtt.sn.lossy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.sn.SnEncoder;
import nogc.mqtt.sn.SnFlags;
import nogc.mqtt.sn.SnMessage;
import nogc.mqtt.sn.SnSleepingClient;
import nogc.mqtt.sn.SnSleepingConfig;
import nogc.mqtt.sn.SnTopic;

/**
 * One random walk of an {@link SnSleepingClient}: an application that publishes each of its messages until it knows
 * that it arrived, sleeps and obeys commands, over a network that loses, doubles, delays and reorders, to the gateway
 * model. First everything may fail; then all heals, and every message must have come to its end.
 */
final class SleepingWalk {
    private static final int PATIENCE = 900_000;

    private final Surroundings around;
    private final Random random;
    private final Inspector inspector;
    private final GatewayModel gateway;
    private final SnSleepingClient client;
    private final SnSleepingConfig config = new SnSleepingConfig();
    /** The topics by their number modulo 5. */
    private final SnTopic[] topics = {new SnTopic(SnFlags.PREDEFINED, 7),
        new SnTopic(SnFlags.SHORT, SnEncoder.shortName(new Utf8String("zz"))), new SnTopic(new Topic("t/2")),
        new SnTopic(new Topic("t/3")), new SnTopic(new Topic("t/4"))};
    /** Numbers of what was published, with their QoS; and what became of them, the last time. */
    private final Map<Integer, Integer> published = new TreeMap<>();
    private final Map<Integer, Integer> results = new HashMap<>();
    private final Map<Integer, Integer> sentToUs = new TreeMap<>();
    private final Map<Integer, Integer> taken = new HashMap<>();
    private int toSubscribe = 5;
    private int toPublish;
    private int toReceive;
    private int nextNumber;
    /** The message that is not settled, or -1. */
    private int current = -1;
    private boolean publishing;
    private boolean subscribing;
    private boolean holding;

    SleepingWalk(long seed) {
        around = new Surroundings(seed);
        random = around.random;
        config.longest = 64 + random.nextInt(100);
        config.retryTime = 400 + random.nextInt(600);
        config.retries = 1 + random.nextInt(4);
        config.congestionWait = 200 + random.nextInt(800);
        config.margin = 1000 + random.nextInt(1000);
        config.clientId = new Utf8String("walker");
        config.keepAlive = 1 + random.nextInt(8);
        config.cleanSession = random.nextInt(3) == 0;
        around.join(config.retryTime, config.retries);
        inspector = around.inspector;
        gateway = around.gateway;
        client = new SnSleepingClient(config, inspector, around);
        toPublish = 5 + random.nextInt(25);
        toReceive = config.cleanSession ? 0 : 5 + random.nextInt(20); // a clean session would lose them
    }

    void run() {
        while (!around.calm || current >= 0 || !gateway.isIdle()) {
            around.step(act(), client::poll, this::look);
            if (!around.calm && toPublish == 0 && toReceive == 0 || !around.calm && around.elapsed() > PATIENCE) {
                heal();
            }
            Breach.unless(around.calmFor() < PATIENCE, "nothing goes on any more: " + this + ", " + gateway);
        }
        checkBooks();
    }

    private void heal() {
        around.heal();
        toPublish = 0;
        toReceive = 0;
    }

    /** What the application sees behind a poll; true if it called the client. */
    private boolean look() {
        if (!client.isConnected() && client.result() != SnSleepingClient.PENDING) {
            inspector.givenUp();
        } else if (client.isAsleep()) {
            inspector.asleep();
        }
        if (client.result() != SnSleepingClient.PENDING) {
            ended(client.result());
        }
        if (client.received() == null) {
            holding = false;
            return false;
        }
        boolean first = !holding;
        holding = !around.calm && (first ? random.nextInt(10) == 0 : random.nextInt(20) != 0);
        if (holding) {
            return false;
        }
        obey();
        return true;
    }

    private void ended(int result) {
        if (publishing) {
            publishing = false;
            results.put(current, result);
            if (result == Result.OK || published.get(current) == 0) {
                current = -1;
            }
        }
        if (subscribing) {
            subscribing = false;
            toSubscribe -= result == Result.OK ? 1 : 0;
        }
    }

    private void obey() {
        SnMessage message = client.message();
        int number = GatewayModel.number(message.bytes(), message.dataOffset(), message.dataLength());
        Breach.unless(client.received() == topics[number % 5], "message " + number + " came to another topic");
        taken.merge(number, 1, Integer::sum);
        Breach.unless(client.take() == Result.OK, "take");
    }

    /** True if it called the client. */
    private boolean act() {
        if (toReceive > 0 && toSubscribe == 0 && random.nextInt(40) == 0) {
            toReceive--;
            int number = nextNumber++;
            sentToUs.put(number, random.nextInt(2));
            gateway.publish("walker", number, sentToUs.get(number), GatewayModel.topicOf(number));
        }
        if (holding) {
            return look();
        }
        if (client.result() == SnSleepingClient.PENDING || !around.calm && random.nextInt(10) != 0) {
            return false;
        }
        if (!around.calm && random.nextInt(150) == 0) {
            misfortune();
            return true;
        }
        return client.isActive() ? work() : client.isAsleep() ? wake() : ok(client.connect());
    }

    private void misfortune() {
        switch (random.nextInt(4)) {
            case 0 -> gateway.restart();
            case 1 -> client.disconnect();
            case 2 -> client.abort();
            default -> client.wake();
        }
    }

    private boolean work() {
        if (toSubscribe > 0 && !config.cleanSession) {
            subscribing = ok(client.subscribe(topics[toSubscribe - 1], 1));
            return subscribing;
        }
        if (current < 0 && toPublish > 0) {
            toPublish--;
            current = nextNumber++;
            published.put(current, random.nextInt(2));
        }
        if (current >= 0 && (around.calm || random.nextInt(4) != 0)) {
            byte[] payload = GatewayModel.payload(current);
            publishing = ok(client.publish(topics[current % 5], payload, 0, payload.length, published.get(current),
                    false));
            return publishing;
        }
        return !around.calm && random.nextInt(3) == 0 && ok(client.sleep(2 + random.nextInt(4)));
    }

    private boolean wake() {
        if (around.calm || current >= 0 || random.nextInt(20) == 0) {
            return ok(client.connect());
        }
        return random.nextInt(30) == 0 && ok(client.wake());
    }

    /** True unless the gateway is congested. */
    private static boolean ok(int result) {
        Breach.unless(result == Result.OK || result == Result.CONGESTED, "result " + result);
        return result == Result.OK;
    }

    private static int count(List<Integer> numbers, int number) {
        return (int) numbers.stream().filter(n -> n == number).count();
    }

    private void checkBooks() {
        List<String> wrong = new ArrayList<>();
        published.forEach((number, qos) -> {
            int times = count(gateway.delivered, number);
            if (qos == 1 && (times < 1 || results.get(number) != Result.OK)) {
                wrong.add("message " + number + " ended as " + results.get(number) + " and arrived " + times
                        + " times");
            }
        });
        sentToUs.forEach((number, qos) -> {
            if (qos == 1 && !taken.containsKey(number) && !gateway.dropped.contains(number)) {
                wrong.add("message " + number + " to us was not taken");
            }
        });
        Breach.unless(wrong.isEmpty(), wrong.toString());
        Breach.unless(taken.keySet().stream().allMatch(sentToUs::containsKey), "taken and never sent: " + taken);
    }

    int requests() {
        return inspector.requests;
    }

    int arrived() {
        return gateway.delivered.size() + taken.size();
    }

    @Override
    public String toString() {
        return published.size() + " messages out, " + sentToUs.size() + " in, " + around;
    }
}
