package nogc.samples.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final List<OwnBroker> all = new ArrayList<>();
    private final List<OwnBroker> vacated = new ArrayList<>();
    private final Map<Object, OwnBroker> byTransport = new HashMap<>();

    OwnBrokers(Settings settings, Supplier<Selectable> transports, Clock clock, Entropy entropy) {
        this.settings = settings;
        this.transports = transports;
        this.clock = clock;
        this.entropy = entropy;
    }

    @Override
    public Upstream seat(String client, Upstream.Events events) {
        OwnBroker broker = new OwnBroker(client, settings, transports.get(), clock, entropy, events);
        all.add(broker);
        byTransport.put(broker.transport(), broker);
        return broker;
    }

    @Override
    public Upstream own() {
        OwnBroker broker = (OwnBroker) seat(settings.clientId, new Upstream.Events() { });
        broker.stay();
        return broker;
    }

    /** Its last word may be on its way: it is closed when that is said. */
    @Override
    public void vacate(Upstream seat) {
        vacated.add((OwnBroker) seat);
    }

    @Override
    public void ready(Object transport) {
        OwnBroker broker = byTransport.get(transport);
        if (broker != null) {
            broker.wake(clock.millis());
        } else {
            all.forEach(each -> each.wake(clock.millis())); // a socket below TLS or WebSocket does not tell whose it is
        }
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
        broker.close();
        all.remove(broker);
        byTransport.remove(broker.transport());
        return true;
    }

    @Override
    public void close() {
        all.forEach(OwnBroker::close);
    }
}
