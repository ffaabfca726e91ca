package nogc.samples.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nogc.hal.Clock;
import nogc.hal.Entropy;
import nogc.hal.net.SerialDatagrams;
import nogc.javase.Selectable;
import nogc.javase.SteadyClock;
import nogc.javase.SystemEntropy;
import nogc.javase.TcpTransport;
import nogc.javase.UdpTransport;
import nogc.javase.client.BrokerTransport;
import nogc.javase.tls.TlsOptions;

/** Sockets, serial lines and time around a {@link Gateway}: one thread that sleeps until there is something to do. */
final class GatewayLoop implements AutoCloseable {
    /** Datagrams that are taken from a link before the others have their turn. */
    private static final int TURN = 64;
    /** A serial line tells nobody that something came: milliseconds between two looks. */
    private static final int LOOK = 5;
    /** The window of a node's own connection to the broker: small, since there may be thousands. */
    private static final int SMALL_BUFFER = 2048;

    private final Settings settings;
    private final Clock clock = new SteadyClock();
    private final LongClock time = new LongClock(clock);
    private final Entropy entropy = new SystemEntropy();
    private final Selector selector;
    private final List<Link> links = new ArrayList<>();
    private final List<SerialDevice> devices = new ArrayList<>();
    private final UdpTransport udp;
    private Brokers brokers;
    private Journal journal;
    private final Gateway gateway;
    private final OperatorLog log;
    private volatile boolean stopped;
    private volatile boolean reportDue;

    /**
     * Opens everything.
     *
     * @throws SettingsException if something cannot be opened, with what to change
     */
    GatewayLoop(Settings settings, OperatorLog log) throws SettingsException, IOException {
        this.settings = settings;
        this.log = log;
        selector = Selector.open();
        udp = settings.port < 0 ? null : new UdpTransport(null, 0, settings.port, settings.group);
        if (udp != null) {
            udp.register(selector);
            links.add(new Link("udp", udp, settings.forwarders));
        }
        try {
            for (String text : settings.serials) {
                SerialDevice device = new SerialDevice(text, time, log);
                devices.add(device);
                links.add(new Link(device.name(), new SerialDatagrams(device, settings.serialLongest),
                        settings.forwarders));
            }
            for (Link link : links) {
                open(link);
            }
            journal = settings.store == null ? null : new Journal(settings.store, settings.sync);
            brokers = settings.transparent ? new OwnBrokers(settings, this::toBroker, clock, entropy, log)
                    : sharedBroker();
            gateway = new Gateway(settings, links, brokers, log, journal);
            gateway.restore(journal == null ? Map.of() : JournalImage.read(settings.store), time.millis());
        } catch (SettingsException | IOException | UncheckedIOException e) {
            close();
            throw e instanceof SettingsException known ? known : new SettingsException(e.getMessage());
        }
    }

    private void open(Link link) throws SettingsException {
        if (link.open(time.millis()) < 0) {
            throw new SettingsException("UDP port " + settings.port + " cannot be had: " + (udp == null
                    || udp.lastFailure() == null ? "no reason is known" : udp.lastFailure().getMessage())
                    + "; name another --port, or end who has it");
        }
    }

    private SharedBroker sharedBroker() throws SettingsException {
        BrokerStore store = journal == null ? null : BrokerStore.forAll(settings);
        try {
            return new SharedBroker(settings, store, journal == null ? NodeRecords.NONE
                    : journal.of(Gateway.NO_NODE), toBroker(), clock, entropy, log);
        } catch (UncheckedIOException e) {
            if (store != null) {
                store.close();
            }
            throw e;
        }
    }

    private Selectable toBroker() {
        Selectable transport = transport();
        transport.register(selector);
        return transport;
    }

    private Selectable transport() {
        if (!settings.brokerUris.isEmpty()) {
            TlsOptions tls = settings.authorities == null ? null : new TlsOptions().authorities(settings.authorities);
            return BrokerTransport.of(settings.brokerUris, tls, BrokerLine.config(!settings.transparent));
        }
        return settings.transparent ? new TcpTransport(settings.brokerHost, settings.brokerPort, SMALL_BUFFER)
                : new TcpTransport(settings.brokerHost, settings.brokerPort);
    }

    /** The UDP port that nodes send to, or 0. */
    int port() {
        return udp == null ? 0 : udp.localPort();
    }

    /** Runs until {@link #stop}. */
    void run() throws IOException {
        while (!stopped) {
            boolean more = false;
            for (Link link : links) {
                link.open(time.millis());
                int taken = 0;
                while (taken < TURN && link.receive(time.millis())) {
                    gateway.received(link, time.millis());
                    taken++;
                }
                more |= taken == TURN;
            }
            int wait = gateway.tick(time.millis());
            if (reportDue) {
                reportDue = false;
                log.tell(gateway.status());
            }
            sleep(more ? 0 : devices.isEmpty() ? wait : Math.min(wait, LOOK));
        }
        log.tell(gateway.status());
    }

    private void sleep(int millis) throws IOException {
        if (millis == 0) {
            selector.selectNow(this::ready);
        } else {
            selector.select(this::ready, millis);
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() != udp) {
            brokers.ready(key.attachment());
        }
    }

    /** Has it told how it stands; legal from any thread. */
    void report() {
        reportDue = true;
        selector.wakeup();
    }

    /** From any thread. */
    void stop() {
        stopped = true;
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        if (brokers != null) {
            brokers.close();
        }
        links.forEach(Link::close);
        for (SerialDevice device : devices) {
            device.close();
        }
        if (journal != null) {
            journal.close();
        }
        selector.close();
    }
}
