package nogc.mqtt.sn;

import nogc.hal.DatagramTransport;
import nogc.mqtt.Result;

/**
 * Finds gateways (section 6.1): listens to ADVERTISE and GWINFO, searches with SEARCHGW, answers the search of other
 * clients, and goes to another gateway when one is lost. Needs a transport with broadcast. Set the fields before the
 * client is made; times are milliseconds.
 */
public class SnDiscovery extends SnOption {
    private static final int LONGEST_INTERVAL = 900000;

    /** Tsearchgw: upper bound of the random delay of SEARCHGW, 0 to 15 min (900,000). */
    public int searchDelay = 5000;
    /** Tgwinfo: upper bound of the random delay of our answer to another client, 0 to 15 min (900,000). */
    public int answerDelay = 5000;
    /**
     * Tadv: time between two ADVERTISE of a gateway that did not say it, as GWINFO; more than 15 min; 1 to 65,535 s, as
     * ADVERTISE can say.
     */
    public int advertiseTime = 900000;
    /** Nadv: how many ADVERTISE may be missed before a gateway is forgotten, 1 to 30; 2 to 3. */
    public int missed = 3;
    /** Hops of SEARCHGW: 1 to 255, or 0 for the whole network; 1 where it is dense. */
    public int radius = 1;
    /** Whether other clients that search are answered. */
    public boolean answers = true;

    private final SnGateways gateways;
    private final SnAddress home = new SnAddress();
    private boolean hasHome;
    private SnSession session;
    private int inUse = SnGateways.NONE;

    private boolean searching;
    /** The search was asked for outside of {@code poll}, where the time is not known. */
    private boolean starting;
    /** SEARCHGW was not sent since this round began. */
    private boolean delayed;
    private int searchSince;
    private int searchWait;
    private int interval;

    private boolean answering;
    private int answerSince;
    private int answerWait;
    private int answerRadius;

    /**
     * Allocates the list of gateways.
     *
     * @param capacity how many are remembered, 1 to 100
     * @throws IllegalArgumentException if it is out of range
     */
    public SnDiscovery(int capacity) {
        if (capacity < 1 || capacity > 100) {
            throw new IllegalArgumentException("capacity must be 1 to 100 gateways");
        }
        gateways = new SnGateways(capacity);
    }

    /**
     * A gateway was heard of for the first time, at another address, or again after it was forgotten. Called inside
     * {@code poll}; the default does nothing.
     *
     * @param gatewayId 0 to 255
     * @param address array that holds the address, as its transport writes it
     * @param offset its first byte
     * @param length its length
     */
    public void onGateway(int gatewayId, byte[] address, int offset, int length) {
    }

    /**
     * Adds a gateway that is known beforehand and never forgotten, unless the list is full.
     *
     * @param gatewayId 0 to 255
     * @param address array that holds the address, as the transport writes it
     * @param offset its first byte
     * @param length its length, 0 (the transport's own peer) to 18
     * @return {@link Result#OK}, {@link Result#INVALID_ARGUMENT}
     */
    public int add(int gatewayId, byte[] address, int offset, int length) {
        if (gatewayId < 0 || gatewayId > 255 || length < 0 || length > DatagramTransport.LONGEST_ADDRESS
                || address == null || offset < 0 || length > address.length - offset) {
            return Result.INVALID_ARGUMENT;
        }
        gateways.keep(gateways.hear(gatewayId, address, offset, length, 0, inUse), SnGateways.FOR_EVER);
        return Result.OK;
    }

    /**
     * Searches, until a gateway is heard of; connecting does so by itself. The time between two SEARCHGW doubles.
     *
     * @return {@link Result#OK}, or {@link Result#NOT_CONFIGURED}: no client has this option
     */
    public int search() {
        if (session == null) {
            return Result.NOT_CONFIGURED;
        }
        searching = true;
        starting = true;
        return Result.OK;
    }

    private void start() {
        starting = false;
        interval = Math.max(1, searchDelay);
        delayed = true;
        searchSince = session.now;
        searchWait = session.below(searchDelay); // [SN-6.1-6]
    }

    /** Stops searching. */
    public void stop() {
        searching = false;
        starting = false;
    }

    /** @return how many gateways are on the list */
    public int count() {
        return gateways.count();
    }

    @Override
    String problem() {
        if (searchDelay < 0 || searchDelay > LONGEST_INTERVAL) {
            return "searchDelay must be 0 to 900000 ms";
        }
        if (answerDelay < 0 || answerDelay > LONGEST_INTERVAL) {
            return "answerDelay must be 0 to 900000 ms";
        }
        if (advertiseTime < 1000 || advertiseTime > 65535000) {
            return "advertiseTime must be 1000 to 65535000 ms";
        }
        if (missed < 1 || missed > 30) {
            return "missed must be 1 to 30";
        }
        return radius < 0 || radius > 255 ? "radius must be 0 to 255 hops" : null;
    }

    @Override
    void attach(SnSession client) {
        session = client;
    }

    @Override
    boolean overheard(SnMessage message) {
        switch (message.type()) {
            case SnType.ADVERTISE:
                heard(message.gatewayId(), session.sender.bytes, 0, session.sender.length,
                        Math.max(1, message.advertiseDuration() * missed) * 1000);
                break;
            case SnType.GWINFO:
                info(message);
                break;
            default:
                searched(message.radius());
        }
        return true;
    }

    private void info(SnMessage message) {
        answering = false; // [SN-6.1-11]
        int length = message.tailLength();
        if (length > DatagramTransport.LONGEST_ADDRESS) {
            session.metrics.malformed++;
        } else if (length > 0) { // of a client [SN-5.4.3-1]
            heard(message.gatewayId(), message.bytes(), message.tailOffset(), length, 0);
        } else {
            heard(message.gatewayId(), session.sender.bytes, 0, session.sender.length, 0);
        }
    }

    private void heard(int id, byte[] address, int offset, int length, int validity) {
        searching = false; // [SN-6.1-13]
        int index = gateways.hear(id, address, offset, length, session.now, inUse);
        if (index == SnGateways.NONE) {
            return;
        }
        if (validity != 0) {
            gateways.keep(index, validity);
        } else if (!gateways.isTaken(index)) {
            gateways.keep(index, advertiseTime * missed);
        }
        if (gateways.isNews()) {
            onGateway(id, gateways.addresses(), gateways.offset(index), length);
        }
    }

    /** Another client searches. */
    private void searched(int hops) {
        if (searching && delayed && hops == radius) {
            behaveAsSent(); // [SN-6.1-7]
        }
        gateways.expire(inUse, session.now); // [SN-6.1-14]
        if (answers && !answering && gateways.count() > 0) {
            answering = true;
            answerSince = session.now;
            answerWait = session.below(answerDelay); // [SN-6.1-10]
            answerRadius = hops;
        }
    }

    private void behaveAsSent() {
        delayed = false;
        searchSince = session.now;
        searchWait = interval;
        interval = Math.min(LONGEST_INTERVAL, 2 * interval);
    }

    private int searchLeft() {
        return searchWait - (session.now - searchSince);
    }

    private int answerLeft() {
        return answerWait - (session.now - answerSince);
    }

    @Override
    void tick() {
        gateways.expire(session.isConnected() ? inUse : SnGateways.NONE, session.now);
        boolean connecting = session.state == SnSession.CONNECTING && !session.transaction.isOpen();
        if (connecting || session.unconnected && inUse == SnGateways.NONE) {
            choose();
        }
        if (starting) {
            start();
        }
        if (answering && answerLeft() <= 0) {
            answer();
        } else if (searching && searchLeft() <= 0) {
            session.broadcast(SnEncoder.octet(session.out, session.headroom, SnType.SEARCHGW, radius), radius);
            behaveAsSent();
        }
    }

    private void choose() {
        inUse = gateways.best();
        if (inUse != SnGateways.NONE) {
            session.gateway.set(gateways.addresses(), gateways.offset(inUse), gateways.length(inUse));
            session.gatewayChosen = true;
        } else if (!searching) {
            search();
        }
    }

    private void answer() {
        answering = false;
        int index = inUse != SnGateways.NONE ? inUse : gateways.best();
        if (index != SnGateways.NONE) { // [SN-6.1-8] [SN-5.4.3-2]
            session.broadcast(SnEncoder.octetAndOctets(session.out, session.headroom, SnType.GWINFO,
                    gateways.id(index), gateways.addresses(), gateways.offset(index), gateways.length(index)),
                    answerRadius);
        }
    }

    @Override
    int remaining() {
        if (starting) {
            return 0;
        }
        int remaining = answering ? answerLeft() : NEVER;
        return searching ? Math.min(remaining, searchLeft()) : remaining;
    }

    @Override
    boolean isReady() {
        return inUse != SnGateways.NONE;
    }

    @Override
    boolean isElsewhere() {
        return hasHome && !home.equals(session.gateway.bytes, 0, session.gateway.length);
    }

    @Override
    void connected(boolean clean) {
        home.set(session.gateway.bytes, 0, session.gateway.length);
        hasHome = true;
    }

    @Override
    boolean ended(int cause) {
        if (inUse != SnGateways.NONE && cause != Result.DISCONNECTED && cause != Result.ABORTED) {
            gateways.fail(inUse); // [SN-6.13-4]
            inUse = SnGateways.NONE;
        }
        return gateways.count() > 1;
    }

    @Override
    boolean wantsTransport() {
        return searching || answering;
    }
}
