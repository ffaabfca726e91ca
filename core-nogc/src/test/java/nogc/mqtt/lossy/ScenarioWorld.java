package nogc.mqtt.lossy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import nogc.hal.Transport;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.TopicFilter;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.store.LogStore;
import nogc.mqtt.store.NorFlash;
import nogc.mqtt.wire.Property;

/**
 * A client over a flash log, a link without faults and the strict broker model, in virtual time: the same each time, but
 * for the power cuts. The application numbers its messages by their tags and goes on behind the highest that it finds
 * again, and keeps the number of the last message of QoS 2 that came as its state.
 */
final class ScenarioWorld extends Listener {
    private static final int PATIENCE = 100_000;
    private static final int LENGTH = 24;
    /** Inbound messages have numbers of their own. */
    private static final int INBOUND = 1000;

    private final class Store extends LogStore {
        Store(NorFlash flash) {
            super(flash, 128);
        }

        @Override
        public int commit() {
            int result = super.commit();
            if (result == Result.OK) {
                inspector.committed();
                link.remembered();
                durable.addAll(pending);
                pending.clear();
            }
            return result;
        }
    }

    /** The link, which the scenario can take away. */
    private final class Gate implements Transport {
        @Override
        public int endpoint(byte[] host, int offset, int length, int port) {
            return UNSUPPORTED;
        }

        @Override
        public int open() {
            return online ? link.open() : UNREACHABLE;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return online ? link.read(buffer, offset, length) : BROKEN;
        }

        @Override
        public int write(byte[] buffer, int offset, int length) {
            return online ? link.write(buffer, offset, length) : BROKEN;
        }

        @Override
        public void close() {
            link.close();
        }
    }

    private final Scenario scenario;
    private final boolean v5;
    private final NorFlash flash;
    private final Config config = new Config();
    private final ConnectOptions options = new ConnectOptions();
    private final WireInspector inspector;
    private final BrokerModel broker;
    private final LossyLink link;
    private final LogStore store;
    private Client client;
    private boolean online = true;
    private boolean first = true;
    private int now;
    private int step;
    private int cuts;

    // the books
    private final Map<Integer, Integer> accepted = new TreeMap<>();
    /** Accepted in this life and not committed yet, and committed. */
    private final Set<Integer> pending = new HashSet<>();
    private final Set<Integer> durable = new HashSet<>();
    private final Map<Integer, Integer> results = new TreeMap<>();
    private final Map<Integer, Integer> handles = new TreeMap<>();
    private int highest;
    private int sent;
    private int taken;
    int refusals;

    ScenarioWorld(Scenario scenario, boolean v5, NorFlash flash) {
        this.scenario = scenario;
        this.v5 = v5;
        this.flash = flash;
        Random dice = new Scenario.Steady();
        store = new Store(flash);
        config.store = store;
        config.applicationState = Messages.SHORTEST;
        config.outboundSlots = 12;
        config.inboundSlots = 8;
        config.reconnectMinimum = 1;
        config.reconnectMaximum = 4;
        options.clientId = new Utf8String("scenario");
        options.cleanStart = 0;
        options.sessionExpiry = v5 ? 100_000 : 0;
        inspector = new WireInspector(v5 ? 5 : 4, store);
        broker = new BrokerModel(dice, v5 ? 5 : 4, 8, config.receiveBuffer, false);
        link = new LossyLink(dice, broker, inspector, v5 ? 5 : 4, true);
        config.trace = link;
        broker.heal();
        link.heal();
        power();
    }

    private void power() {
        client = new Client(config, v5 ? new Mqtt5() : new Mqtt311(), new Gate(), () -> now, () -> 0, this);
        if (first && scenario.lastId > 0) {
            skipIdentifiers();
        }
        Violation.unless(client.connect(options) == Result.OK, "connect");
        int[] tags = new int[config.outboundSlots];
        for (int left = client.openTags(tags); left > 0; left--) {
            Violation.unless(accepted.containsKey(tags[left - 1]), "a message with the tag " + tags[left - 1]);
        }
        byte[] state = new byte[Messages.SHORTEST];
        taken = client.applicationState(state, 0) > 0 ? Messages.number(state) : INBOUND;
    }

    /** As if so many messages had gone: by reflection, since that many would take the proof's time. */
    private void skipIdentifiers() {
        try {
            Object at = client;
            for (String name : List.of("engine", "session", "exchange", "slots")) {
                java.lang.reflect.Field field = field(at.getClass(), name);
                at = field.get(at);
            }
            field(at.getClass(), "lastId").setInt(at, scenario.lastId);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static java.lang.reflect.Field field(Class<?> of, String name) throws NoSuchFieldException {
        for (Class<?> each = of; each != null; each = each.getSuperclass()) {
            for (java.lang.reflect.Field field : each.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    // What a scenario does.

    void publish(int qos, int expiry) {
        int number = ++highest;
        PropertyWriter properties = null;
        if (expiry >= 0 && v5) {
            properties = new PropertyWriter(10);
            properties.put(Property.MESSAGE_EXPIRY_INTERVAL, expiry);
        }
        int result = client.publish(new Topic(Messages.topic(number)), Messages.payload(number, LENGTH), 0, LENGTH, qos,
                false, properties, number);
        if (result > 0) {
            accepted.put(number, qos);
            pending.add(number);
            handles.put(result, number);
        } else {
            Violation.unless(result == Result.STORE_FULL || result == Result.FULL, "publish: " + result);
            refusals++;
        }
    }

    void send(int qos) {
        sent++;
        while (BrokerModel.isOversized(INBOUND + sent)) {
            sent++;
        }
        broker.publish(INBOUND + sent, qos, LENGTH);
    }

    void online(boolean is) {
        online = is;
    }

    void forget() {
        broker.forget();
    }

    // The run.

    /** Power fails at these operations, each counted behind the one before; torn or just ahead of it. */
    void run(List<Integer> at, boolean torn) {
        List<Integer> left = new ArrayList<>(at);
        cutNext(left, torn);
        while (!isOver()) {
            try {
                turn();
            } catch (NorFlash.PowerCut e) {
                cuts++;
                store.cut();
                link.powerCut();
                inspector.restarted();
                handles.clear();
                pending.clear();
                first = false;
                cutNext(left, torn);
                power();
            }
            Violation.unless(now < PATIENCE, "nothing goes on any more");
        }
        check();
    }

    private void cutNext(List<Integer> left, boolean torn) {
        flash.cutAt(left.isEmpty() ? -2 : flash.operations() + left.remove(0), torn);
    }

    private void turn() {
        link.advance(now);
        while (step < scenario.steps.size() && scenario.steps.get(step).at() <= now) {
            scenario.steps.get(step++).what().accept(this);
        }
        int wait = client.poll();
        int next = step < scenario.steps.size() ? Math.max(1, scenario.steps.get(step).at() - now) : PATIENCE;
        int due = link.due(client.wantsInput(), client.wantsOutput());
        now += Math.max(1, Math.min(Math.min(wait, next), due == Pipe.NEVER ? PATIENCE : due - now));
    }

    private boolean isOver() {
        return step == scenario.steps.size() && client.isConnected() && client.usedSlots() == 0 && handles.isEmpty()
                && broker.isIdle();
    }

    private void check() {
        accepted.forEach((number, qos) -> {
            int times = Collections.frequency(broker.delivered, number);
            int result = results.getOrDefault(number, Result.OK);
            String what = "message " + number + " at QoS " + qos + " ended as " + result + " and arrived " + times + " times";
            Violation.unless(qos == 1 || times <= 1, what);
            boolean mayBeGone = result == Result.EXPIRED || result == Result.SESSION_LOST || !durable.contains(number);
            Violation.unless(times >= 1 || mayBeGone, what);
        });
        int last = 0;
        for (int i = 0; i < broker.delivered.size(); i++) {
            int number = broker.delivered.get(i);
            if (broker.delivered.indexOf(number) == i) {
                Violation.unless(number > last, "message " + number + " arrived after " + last);
                last = number;
            }
        }
        List<Integer> states = store.states().stream().map(Messages::number).toList();
        for (int number = INBOUND + 1; number <= INBOUND + sent; number++) {
            int times = Collections.frequency(states, number);
            Violation.unless(BrokerModel.isOversized(number) || times == 1 || times == 0 && broker.dropped.contains(number),
                    "message " + number + " was taken " + times + " times");
        }
    }

    @Override
    public void onConnected(boolean sessionPresent, PropertyReader properties) {
        if (!sessionPresent) {
            Violation.unless(client.subscribe(new TopicFilter(BrokerModel.FILTER), 2) > 0, "subscribe");
        }
    }

    @Override
    public int onMessage(Message message) {
        int number = Messages.number(message.payload(), message.payloadOffset());
        Violation.unless(number > taken, "message " + number + " came behind " + taken);
        byte[] state = Messages.payload(number, Messages.SHORTEST);
        Violation.unless(client.acknowledge(message.handle(), state, 0, state.length) == Result.OK, "acknowledge");
        taken = number;
        return DEFER;
    }

    @Override
    public void onPublished(int handle, int tag, int result, int reasonCode, PropertyReader properties) {
        results.put(tag, result);
        if (handle == 0) {
            if (result != Result.OK) {
                inspector.unnamedFailed();
            }
        } else {
            handles.remove(handle);
            inspector.completed(tag, result == Result.OK);
        }
    }

    int erasures() {
        int sum = 0;
        for (int sector = 0; sector < flash.sectors(); sector++) {
            sum += flash.erasures(sector);
        }
        return sum;
    }

    /** How often the power failed. */
    int cuts() {
        return cuts;
    }
}
