package nogc.javase;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * TCP over a non-blocking {@link SocketChannel}, IPv6 and IPv4. No method blocks: names are resolved on a helper
 * thread, one for a host however often it is tried.
 *
 * <p><b>Addresses.</b> The name is looked up anew for each attempt, unless the answer to one that was given up came
 * since, in the last two minutes: so a resolver that takes longer than an attempt is of use. Its addresses are raced as
 * RFC 8305 (Happy Eyeballs) has it, IPv6 and IPv4 in turn: the next one starts when the one before failed, or has not
 * answered within 250 ms; the first to answer is the stream, the others are closed. The one that comes first is Java's
 * choice, IPv4 unless {@code -Djava.net.preferIPv6Addresses=system} (or {@code true}) asks for the order of the system;
 * Java itself remembers answers, 30 s unless its security property {@code networkaddress.cache.ttl} says otherwise.
 *
 * <p><b>What the system holds.</b> By itself it takes megabytes that a slow way will not carry for minutes, and what we
 * then wait for (an answer to PINGREQ or DISCONNECT) stands behind them. So its send buffer is bounded: at 20 kB/s the
 * default of 32 KB is gone in less than 2 s. Larger ones suit fast and far servers: a connection carries at most one
 * buffer for each time that its bytes go there and back; so it is twice the direct buffer where that is larger. Within
 * one machine packets have up to 64 KB, and each would wait 40 ms for a delayed acknowledgement in a buffer that holds
 * no second one: to a loopback address it is at least 128 KB. {@link #sendBuffer} decides for all.
 *
 * <p><b>Allocation.</b> {@link #read}, {@link #write} and {@link #watch} of an open connection allocate nothing: all
 * bytes pass through one direct buffer that is made by the constructor. {@link #open} allocates once for each
 * connection: the JDK's channel, its selection key, the addresses and the look-up thread; measured with JDK 17 on
 * Linux, 1,687 bytes on the client's thread, garbage after {@link #close} (JUnit: {@code ReconnectTest}). While several
 * addresses race, each further one costs a channel and a key, and each {@link #watch} a timer until the last one is
 * started. A failure costs the JDK's exception, {@link #endpoint} a String.
 *
 * <p>For one thread, the one that polls the client.
 */
public final class TcpTransport implements Selectable {
    /**
     * Size of the direct buffer unless the constructor is given another: one read or write moves at most so many bytes.
     */
    public static final int DEFAULT_BUFFER = 16384;
    /**
     * Bytes that the system may hold for a peer on another machine unless {@link #sendBuffer} or a larger direct buffer
     * says otherwise.
     */
    public static final int DEFAULT_SEND_BUFFER = 32768;

    private static final int LEAST_OF_LOOPBACK = 131_072;

    /** No lambda: see {@link Sleeper}. */
    private static final NameLookup.Names SYSTEM = new NameLookup.Names() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return InetAddress.getAllByName(host);
        }
    };

    private final NameLookup.Names names;
    private final String ownHost;
    private final int ownPort;
    private final ChannelBytes bytes;
    private final AddressRace race = new AddressRace();
    private final Alarm alarm = new Alarm();
    private String host;
    private int port;
    private int sendBuffer;
    private boolean isBufferChosen;
    private InetAddress from;
    private Selector selector;
    private Object attachment = this;
    /** Of this attempt, or of an earlier one that could not wait for it. */
    private NameLookup lookup;

    // Valid for one connection.
    private boolean resolving;
    private boolean racing;
    private SocketChannel channel;
    private SelectionKey key;
    private int watched;
    private boolean open;
    private int openResult;

    private int errorCode;
    private Exception error;

    /**
     * Makes a transport to one endpoint, closed.
     *
     * @param host name or address, with or without the brackets of IPv6
     * @param port 1 to 65,535
     */
    public TcpTransport(String host, int port) {
        this(host, port, DEFAULT_BUFFER);
    }

    /**
     * Makes a transport to one endpoint, closed.
     *
     * @param host name or address, with or without the brackets of IPv6
     * @param port 1 to 65,535
     * @param buffer bytes of the direct buffer, 1 to 67,108,864; more than the client's larger buffer is of no use
     */
    public TcpTransport(String host, int port, int buffer) {
        this(host, port, buffer, SYSTEM);
    }

    TcpTransport(String host, int port, int buffer, NameLookup.Names names) {
        if (host == null || host.isEmpty()) {
            throw new IllegalArgumentException("host must be a name or an address");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be 1 to 65535, not " + port);
        }
        this.names = names;
        this.ownHost = host;
        this.ownPort = port;
        this.host = host;
        this.port = port;
        this.bytes = new ChannelBytes(buffer);
        sendBuffer = Math.max(DEFAULT_SEND_BUFFER, 2 * buffer);
    }

    /**
     * Says how many bytes the system may hold for the peer, from the next connection on; it may take this as a hint
     * (Linux doubles it, for its own book-keeping).
     *
     * @param bytes from 1; the system has a least and a most
     */
    public void sendBuffer(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("sendBuffer must be at least 1 byte, not " + bytes);
        }
        sendBuffer = bytes;
        isBufferChosen = true;
    }

    /**
     * Says from which address of this machine the next connections come.
     *
     * @param address one of this machine's, or null for any
     */
    public void from(InetAddress address) {
        from = address;
    }

    @Override
    public int endpoint(byte[] newHost, int offset, int length, int newPort) {
        if (newPort < 0 || newPort > 65535 || newHost != null && length == 0) {
            return UNSUPPORTED;
        }
        host = newHost == null ? ownHost : new String(newHost, offset, length, StandardCharsets.US_ASCII);
        port = newPort == 0 ? ownPort : newPort;
        return 0;
    }

    @Override
    public void register(Selector newSelector) {
        selector = newSelector;
    }

    @Override
    public boolean attach(Object ofKeys) {
        attachment = ofKeys;
        return true;
    }

    @Override
    public void watch(boolean input, boolean output) {
        if (!open) {
            if (racing && selector != null) {
                int patience = race.patience();
                alarm.wake(selector, patience == Integer.MAX_VALUE ? 0 : Math.max(patience, 1));
            }
            return;
        }
        bytes.expectInput();
        int operations = (input ? SelectionKey.OP_READ : 0) | (output ? SelectionKey.OP_WRITE : 0);
        if (key != null && operations != watched && key.isValid()) {
            watched = operations;
            key.interestOps(operations);
        }
    }

    @Override
    public int open() {
        if (open) {
            return 1;
        }
        if (openResult < 0) {
            return openResult;
        }
        if (!racing && !isResolved()) {
            return openResult;
        }
        int place = race.advance();
        if (place >= 0) {
            opened(place);
            return 1;
        }
        if (place == -2) {
            openResult = failed(race.errorCode(), race.error());
        }
        return openResult;
    }

    /** Whether the addresses are known, and the race has begun. */
    private boolean isResolved() {
        if (!resolving) {
            resolving = true;
            errorCode = 0;
            error = null;
            findLookup();
        }
        if (!lookup.isDone(selector)) {
            return false;
        }
        InetAddress[] addresses = lookup.addresses();
        if (addresses == null) {
            openResult = failed(UNRESOLVED, lookup.failure());
            return false;
        }
        lookup = null;
        race.begin(addresses, port, sendBuffer, isBufferChosen ? 0 : LEAST_OF_LOOPBACK, from, selector);
        racing = true;
        return true;
    }

    /** The answer to an earlier attempt serves this one, unless it is about another host, too old, or none. */
    private void findLookup() {
        if (lookup == null || lookup.isSpent() || !lookup.isOf(host)) {
            lookup = NameLookup.of(names, host);
        }
    }

    private void opened(int place) {
        alarm.cancel();
        channel = race.channel(place);
        key = race.key(place);
        if (key != null) {
            key.attach(attachment);
        }
        watched = SelectionKey.OP_CONNECT;
        open = true;
        watch(true, false);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (!open) {
            return BROKEN;
        }
        try {
            int count = bytes.read(channel, buffer, offset, length, key != null);
            return count < 0 ? failed(END_OF_STREAM, null) : count;
        } catch (IOException e) {
            return failed(BROKEN, e);
        }
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        if (!open) {
            return BROKEN;
        }
        try {
            return bytes.write(channel, buffer, offset, length);
        } catch (IOException e) {
            return failed(BROKEN, e);
        }
    }

    @Override
    public void close() {
        alarm.cancel();
        if (resolving && !racing && openResult == 0) {
            failed(UNRESOLVED, null);
        } else if (racing && !open && openResult == 0) {
            failed(UNREACHABLE, null);
            race.giveUp();
        }
        race.end();
        channel = null;
        key = null;
        resolving = false;
        racing = false;
        open = false;
        openResult = 0;
    }

    private int failed(int code, Exception e) {
        errorCode = code;
        error = e;
        return code;
    }

    /**
     * What went wrong last, for a person to read. Allocates. A new attempt or a success forgets it.
     *
     * @return one sentence without a full stop, or null
     */
    @Override
    public String lastError() {
        String reason = error == null || error.getMessage() == null ? "" : ": " + error.getMessage();
        switch (errorCode) {
            case 0:
                return null;
            case UNRESOLVED:
                return "cannot resolve the host name " + host + (error instanceof UnknownHostException ? "" : reason);
            case REFUSED:
                return "nothing listens at " + host + ":" + port + reason;
            case UNREACHABLE:
                return "cannot reach " + host + ":" + port + (error == null ? ": no answer" : reason);
            case END_OF_STREAM:
                return host + ":" + port + " closed the connection";
            default:
                return "the connection to " + host + ":" + port + " broke" + reason;
        }
    }
}
