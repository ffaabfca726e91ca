package nogc.samples.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.javase.Selectable;

/** Transparent mode: a connection for each node. Only those that have something to do are looked at. */
final class OwnBrokers implements Brokers {
    /** Connections that are made at once: a broker whose queue of new ones is full lets the others wait for long. */
    private static final int AT_ONCE = 20;

    private final Settings settings;
    private final Supplier<Selectable> transports;
    private final Clock clock;
    private final Entropy entropy;
    private final OperatorLog log;
    private final List<OwnBroker> all = new ArrayList<>();
    private final List<OwnBroker> vacated = new ArrayList<>();

    OwnBrokers(Settings settings, Supplier<Selectable> transports, Clock clock, Entropy entropy, OperatorLog log) {
        this.settings = settings;
        this.transports = transports;
        this.clock = clock;
        this.entropy = entropy;
        this.log = log;
    }

    @Override
    public Upstream seat(String client, Upstream.Events events) {
        for (OwnBroker before : List.copyOf(vacated)) {
            if (before.isOf(client)) { // still saying goodbye, with the store in its hands
                vacated.remove(before);
                end(before);
            }
        }
        return line(client, settings.store == null ? null : BrokerStore.forOne(settings, client), events);
    }

    private OwnBroker line(String client, BrokerStore store, Upstream.Events events) {
        Selectable transport = transports.get();
        OwnBroker broker = new OwnBroker(client, settings, store, transport, clock, entropy, events);
        transport.attach(broker);
        all.add(broker);
        return broker;
    }

    /** It publishes at QoS 0 alone, of which nothing is kept. */
    @Override
    public Upstream own() {
        OwnBroker broker = line(settings.clientId, null, new Upstream.Events() { });
        broker.stay(new BrokerNews(log));
        return broker;
    }

    /** Its last word may be on its way: it is closed when that is said. */
    @Override
    public void vacate(Upstream seat) {
        vacated.add((OwnBroker) seat);
    }

    @Override
    public void ready(Object ofSocket) {
        ((OwnBroker) ofSocket).wake(clock.millis());
    }

    @Override
    public int poll(int now) {
        int connecting = 0;
        for (OwnBroker broker : all) {
            connecting += broker.isConnecting() ? 1 : 0;
        }
        int wait = Integer.MAX_VALUE;
        for (int i = 0; i < all.size(); i++) {
            OwnBroker broker = all.get(i);
            boolean before = broker.isConnecting();
            wait = Math.min(wait, broker.poll(now, connecting < AT_ONCE));
            connecting += !before && broker.isConnecting() ? 1 : 0;
        }
        if (!vacated.isEmpty()) {
            vacated.removeIf(this::isClosed);
        }
        return wait;
    }

    private boolean isClosed(OwnBroker broker) {
        if (!broker.isIdle()) {
            return false;
        }
        end(broker);
        return true;
    }

    private void end(OwnBroker broker) {
        broker.end();
        all.remove(broker);
    }

    @Override
    public void close() {
        all.forEach(OwnBroker::close);
    }
}
