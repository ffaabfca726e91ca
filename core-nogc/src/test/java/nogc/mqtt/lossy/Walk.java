package nogc.mqtt.lossy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Result;
import nogc.mqtt.TopicAliasTable;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt311;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.store.LogStore;
import nogc.mqtt.store.MemoryStore;
import nogc.mqtt.store.NorFlash;

/**
 * One random walk: a client, an application, a lossy link and the broker model in virtual time, all from one seed.
 * First everything may fail; then all heals, and what was accepted must come to its end.
 */
final class Walk {
    /** Milliseconds that a healed world may take to finish. */
    private static final int PATIENCE = 3600000;

    /** Loses power around a commit, too. */
    private final class Memory extends MemoryStore {
        @Override
        public int commit() {
            if (!calm && random.nextInt(10) == 0) {
                return NOT_YET; // an erase is under way
            }
            cutSometimes();
            int result = super.commit();
            committed();
            cutSometimes();
            return result;
        }

        private void cutSometimes() {
            if (!calm && random.nextInt(50) == 0) {
                throw new NorFlash.PowerCut();
            }
        }
    }

    /** Loses power at any operation of its flash, which may tear that. */
    private final class Flash extends LogStore {
        Flash() {
            super(roomyFlash(random), 1800);
            if (plan.failures > 0) {
                flash().failAt(plan.at, plan.failures);
            } else {
                flash().cutAt(plan.at, plan.tears);
            }
        }

        @Override
        public int commit() {
            if (plan != RANDOM) {
                return committed(super.commit());
            }
            if (calm) {
                flash().cutAt(-1, false);
            } else if (random.nextInt(30) == 0) {
                flash().cutAt(flash().operations() + random.nextInt(1 << random.nextInt(8)), random.nextBoolean());
            }
            return committed(super.commit());
        }

        private int committed(int result) {
            if (result == Result.OK) {
                Walk.this.committed();
            }
            return result;
        }
    }

    /**
     * Where power fails in a walk over a flash log, instead of anywhere: at one of its operations, torn or just before
     * it, and once more so many operations later unless that is negative. Or where it fails instead, at so many
     * operations in a row.
     */
    record Cuts(long at, boolean tears, int again, int failures) {
        Cuts(long at, boolean tears, int again) {
            this(at, tears, again, 0);
        }

        static Cuts failing(long at, int times) {
            return new Cuts(at, false, -1, times);
        }
    }

    private static final Cuts RANDOM = new Cuts(-1, false, -1);

    /** Flash that has room for all that a client of this walk can keep. */
    private static NorFlash roomyFlash(Random random) {
        int sectors = 2 + random.nextInt(5);
        int sectorSize = sectors < 4 ? 4608 : 4096;
        int kind = random.nextInt(7);
        NorFlash flash = kind == 6 ? NorFlash.file(sectors, sectorSize, 512)
                : new NorFlash(sectors, sectorSize, 1 << kind);
        flash.seed(random.nextLong());
        flash.eraseInBackground(random.nextInt(3));
        return flash;
    }

    private void committed() {
        inspector.committed();
        application.committed();
        link.remembered();
    }

    private final Cuts plan;
    private final Random random;
    private final boolean v5;
    private final boolean lasting;
    private final Config config = new Config();
    private final ConnectOptions options = new ConnectOptions();
    private final MemoryStore store;
    private final WireInspector inspector;
    private final BrokerModel broker;
    private final LossyLink link;
    private final WalkApplication application;
    private Client client;
    private int toReceive;
    private int nextInbound = 1;
    private final java.util.Map<Integer, Integer> inbound = new java.util.TreeMap<>();
    /** The client's clock wraps anywhere. */
    private final int clockStart;
    private int now;
    private int nextPoll;
    private int nextAct;
    private int cuts;
    private boolean calm;
    /** Polls in sequence that moved nothing and want another one at once. */
    private int idle;

    Walk(long seed, boolean persistent) {
        this(seed, persistent, RANDOM);
    }

    Walk(long seed, boolean persistent, Cuts plan) {
        this.plan = plan;
        random = new Random(seed);
        v5 = random.nextBoolean();
        lasting = persistent || random.nextInt(4) > 0;
        store = !persistent ? null : random.nextBoolean() || plan != RANDOM ? new Flash() : new Memory();
        int version = v5 ? 5 : 4;
        configure();
        int most = 1 + random.nextInt(40);
        toReceive = random.nextInt(40);
        inspector = new WireInspector(version, store);
        broker = new BrokerModel(random, version, v5 ? 65535 : 1 + random.nextInt(config.inboundSlots + 4), config.receiveBuffer,
                random.nextInt(4) == 0);
        link = new LossyLink(random, broker, inspector, version, persistent);
        config.trace = link;
        application = new WalkApplication(random, inspector, store, v5, most);
        application.mediumFails = plan.failures > 0;
        clockStart = random.nextInt();
        power();
    }

    private void configure() {
        config.receiveBuffer = 64 + random.nextInt(200);
        config.transmitBuffer = 64 + random.nextInt(200);
        config.ring = 100 + random.nextInt(1500);
        config.outboundSlots = 1 + random.nextInt(12);
        config.inboundSlots = 1 + random.nextInt(8);
        config.reconnectMinimum = 1 + random.nextInt(200);
        config.reconnectMaximum = config.reconnectMinimum + random.nextInt(5000);
        config.stableTime = random.nextInt(2000);
        config.pingTimeout = 300 + random.nextInt(3000);
        config.connackTimeout = 300 + random.nextInt(3000);
        config.connectTimeout = 300 + random.nextInt(3000);
        config.sendTimeout = 300 + random.nextInt(3000);
        config.closeTimeout = random.nextInt(3) == 0 ? 0 : random.nextInt(2000);
        config.republishQos2 = random.nextInt(4) == 0;
        config.store = store;
        config.applicationState = Messages.SHORTEST;
        config.payloadSources = (tag, length) -> new WalkSource(random, tag, calm);
        options.clientId = new Utf8String("walker");
        options.keepAlive = 1 + random.nextInt(20);
        options.sessionExpiry = v5 && lasting ? 100000 : 0;
        if (!v5) {
            options.cleanStart = lasting ? 0 : 1;
        }
    }

    /** A new client, out of nothing or out of the store. */
    private void power() {
        config.inboundAliases = random.nextBoolean() ? null : new TopicAliasTable(1 + random.nextInt(5), 10, false);
        config.outboundAliases = random.nextBoolean() ? null : new TopicAliasTable(1 + random.nextInt(5), 10, true);
        client = new Client(config, v5 ? new Mqtt5() : new Mqtt311(), link, () -> clockStart + now, random::nextInt, application);
        application.use(client);
        Violation.unless(client.connect(options) == Result.OK, "connect");
        checkState();
        nextPoll = now;
    }

    /** How many connections ended since the store had failed. */
    int storeFailures() {
        return application.storeFailures;
    }

    /** The flash of a walk whose cuts are planned. */
    NorFlash flash() {
        return ((LogStore) store).flash();
    }

    /** The state that was durable last is there again. */
    private void checkState() {
        if (store == null) {
            return;
        }
        byte[] state = new byte[Messages.SHORTEST];
        int length = client.applicationState(state, 0);
        byte[] last = store.states().isEmpty() ? null : store.states().get(store.states().size() - 1);
        Violation.unless(last == null ? length == 0 : Arrays.equals(last, state), "the application's state");
    }

    private void cutPower() {
        if (cuts++ == 0 && plan.again >= 0) {
            flash().cutAt(flash().operations() + plan.again, plan.tears);
        }
        store.cut();
        link.powerCut();
        inspector.restarted();
        power();
    }

    /** Walks to the end and checks the books. */
    void run() {
        while (!isOver()) {
            step();
            if (!calm && application.toPublish == 0 && toReceive == 0) {
                calmDown();
            }
            Violation.unless(!calm || now - nextAct < PATIENCE, "nothing goes on any more: " + application + ", broker idle "
                    + broker.isIdle() + ", connected " + client.isConnected());
        }
        checkBooks();
    }

    private boolean isOver() {
        return calm && application.isComplete() && client.freeSlots() == config.outboundSlots
                && !application.isWaitedFor() && broker.isIdle() && client.isConnected();
    }

    private void calmDown() {
        calm = true;
        link.heal();
        broker.heal();
        application.calmDown();
        nextAct = now;
    }

    private void step() {
        link.advance(now);
        try {
            actAndPoll();
        } catch (NorFlash.PowerCut e) {
            cutPower(); // no boot programs anything ahead of its first commit
        }
        if (store != null && !calm && plan == RANDOM && random.nextInt(40) == 0) {
            cutPower();
        }
        passTime();
    }

    private void actAndPoll() {
        boolean acted = false;
        if (calm) {
            acted = application.isWaitedFor();
            application.settle();
            if (client.isIdle()) {
                acted |= client.connect(options) == Result.OK;
            }
        } else if (now - nextAct >= 0) {
            act();
            acted = true;
            nextAct = now + random.nextInt(60);
        }
        if (acted || now - nextPoll >= 0 || link.clientDue(client.wantsInput(), client.wantsOutput()) - now <= 0) {
            nextPoll = now + poll(acted);
        }
    }

    /** An answer of 0 does not come twice without a byte, an event or a change that the application can see. */
    private int poll(boolean acted) {
        int before = fingerprint();
        int remaining = client.poll();
        Violation.unless(remaining >= 0, "poll: " + remaining);
        idle = !acted && remaining == 0 && before == fingerprint() ? idle + 1 : 0;
        Violation.unless(idle < 2, "a busy loop");
        return remaining;
    }

    private int fingerprint() {
        int seen = (link.moved() + application.events) * 16 + client.freeSlots();
        return seen * 16 + (client.isConnected() ? 1 : 0) + (client.isIdle() ? 2 : 0) + (client.wantsInput() ? 4 : 0)
                + (client.wantsOutput() ? 8 : 0);
    }

    private void act() {
        if (client.isIdle()) {
            client.connect(options);
        }
        if (toReceive > 0 && random.nextInt(3) == 0) {
            toReceive--;
            int number = nextInbound++;
            int qos = random.nextInt(3);
            inbound.put(number, qos);
            broker.publish(number, qos, Messages.SHORTEST + random.nextInt(1 << random.nextInt(10)));
        } else if (random.nextInt(100) == 0) {
            client.abort();
        } else if (random.nextInt(100) == 0) {
            client.disconnect();
        } else {
            application.act();
        }
    }

    /** To the next moment at which something happens. */
    private void passTime() {
        int wait = nextPoll - now;
        int due = link.due(client.wantsInput(), client.wantsOutput());
        if (due != Pipe.NEVER) {
            wait = Math.min(wait, due - now);
        }
        if (!calm) {
            wait = Math.min(wait, nextAct - now);
        } else if (client.isIdle() || application.isWaitedFor()) {
            wait = Math.min(wait, 1); // it is the application's turn
        }
        now += Math.max(0, wait);
        if (!calm && random.nextInt(100) == 0) {
            now += random.nextInt(5000); // the application was busy with something else
        }
    }

    private void checkBooks() {
        checkOutwards();
        checkInwards();
    }

    private static int count(List<Integer> numbers, int number) {
        return (int) numbers.stream().filter(n -> n == number).count();
    }

    private void checkOutwards() {
        application.accepted.forEach((number, qos) -> {
            int times = count(broker.delivered, number);
            boolean again = config.republishQos2 && broker.sessionsLost > 0;
            Integer result = application.results.get(number);
            String what = "message " + number + " at QoS " + qos + " ended as " + result + " and arrived " + times + " times";
            if (result == null) {
                Violation.unless(cuts > 0, what); // its handle was lost in a power cut
                Violation.unless(qos == 1 || times <= 1 || again, what);
                boolean must = application.durable.contains(number) && qos > 0 && !application.lost.contains(number);
                Violation.unless(!must || times >= 1 || broker.refuses(number), what + ", though it was durable");
            } else if (result == Result.OK) {
                boolean good = qos == 0 ? times <= 1 : qos == 1 ? times >= 1
                        : again ? times >= 1 : times == 1;
                Violation.unless(good, what);
            } else if (result == Result.REFUSED) {
                Violation.unless(times == 0 && broker.refuses(number), what);
            } else if (result == Result.EXPIRED) {
                // Once sent it is sent again [MQTT-4.3.3-7], unless it had to be published anew. A power cut right
                // behind the event forgets that the message expired.
                Violation.unless(times == 0 || broker.sessionsLost > 0 || cuts > 0, what);
            } else {
                Violation.unless(qos == 1 || times <= 1 || again, what);
            }
        });
        int last = 0;
        for (int i = 0; i < broker.delivered.size(); i++) {
            int number = broker.delivered.get(i);
            if (broker.delivered.indexOf(number) == i) {
                Violation.unless(number > last, "message " + number + " arrived after " + last); // [MQTT-4.6.0-6]
                last = number;
            }
        }
    }

    private void checkInwards() {
        List<Integer> states = store == null ? List.of() : store.states().stream().map(Messages::number).toList();
        inbound.forEach((number, qos) -> {
            boolean recorded = store != null && qos > 0 && !application.unrecorded.contains(number);
            int times = recorded ? count(states, number) : application.taken.getOrDefault(number, 0);
            boolean gone = broker.dropped.contains(number) || application.refused.contains(number)
                    || broker.refused.contains(number) || BrokerModel.isOversized(number);
            String what = "message " + number + " at QoS " + qos + " was taken " + times + " times"
                    + (gone ? ", dropped or refused" : "");
            Violation.unless(qos == 0 || gone || times >= 1, what);
            Violation.unless(qos == 1 || times <= 1 || application.unrecorded.contains(number), what);
            Violation.unless(times == 0 || !BrokerModel.isOversized(number), what);
        });
    }

    @Override
    public String toString() {
        return (v5 ? "5.0" : "3.1.1") + ", " + application.connections + " connections, " + application.accepted.size()
                + " messages out, " + inbound.size() + " in, " + cuts + " power cuts, " + now / 1000 + " s";
    }
}
