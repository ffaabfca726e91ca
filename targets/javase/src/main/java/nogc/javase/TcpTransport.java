package nogc.javase;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * TCP over a non-blocking {@link SocketChannel}, IPv6 and IPv4. No method blocks: names are resolved on a helper
 * thread, one for a host however often it is tried, and each address of a name is tried in turn.
 *
 * <p><b>What the system holds.</b> By itself it takes megabytes that a slow way will not carry for minutes, and what we
 * then wait for (an answer to PINGREQ or DISCONNECT) stands behind them. So its send buffer is bounded: at 20 kB/s the
 * default of 32 KB is gone in less than 2 s. Larger ones suit fast and far servers: a connection carries at most one
 * buffer for each time that its bytes go there and back.
 *
 * <p><b>Allocation.</b> {@link #read}, {@link #write} and {@link #watch} allocate nothing: all bytes pass through one
 * direct buffer that is made by the constructor. {@link #open} allocates once for each connection: the JDK's channel,
 * its selection key, the addresses and the look-up thread; measured with JDK 17 on Linux, 1,687 bytes on the client's
 * thread, garbage after {@link #close} (JUnit: {@code ReconnectTest}). A failure costs the JDK's exception,
 * {@link #endpoint} a String.
 *
 * <p>For one thread, the one that polls the client.
 */
public final class TcpTransport implements Selectable {
    /**
     * Size of the direct buffer unless the constructor is given another: one read or write moves at most so many bytes.
     */
    public static final int DEFAULT_BUFFER = 16384;
    /** Bytes that the system may hold for the peer unless {@link #sendBuffer} says otherwise. */
    public static final int DEFAULT_SEND_BUFFER = 32768;

    private static final NameLookup.Names SYSTEM = InetAddress::getAllByName;

    private final NameLookup.Names names;
    private final String ownHost;
    private final int ownPort;
    private final ChannelBytes bytes;
    private String host;
    private int port;
    private int sendBuffer = DEFAULT_SEND_BUFFER;
    private InetAddress from;
    private Selector selector;
    /** Of this attempt, or of an earlier one that could not wait for it. */
    private NameLookup lookup;

    // Valid for one connection.
    private boolean resolving;
    private InetAddress[] addresses;
    private int attempt;
    private SocketChannel channel;
    private SelectionKey key;
    private int watched;
    private boolean open;
    private int openResult;

    /** Which address comes first: one that never answered must not keep the others from their turn for ever. */
    private int firstAddress;
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
     * @param buffer bytes of the direct buffer, at least 1; more than the client's larger buffer is of no use
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
        firstAddress = 0;
        return 0;
    }

    @Override
    public void register(Selector newSelector) {
        selector = newSelector;
    }

    @Override
    public void watch(boolean input, boolean output) {
        int operations = !open ? SelectionKey.OP_CONNECT
                : (input ? SelectionKey.OP_READ : 0) | (output ? SelectionKey.OP_WRITE : 0);
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
        if (addresses == null) {
            int resolved = resolve();
            if (resolved != 1) {
                return resolved;
            }
        }
        while (attempt < addresses.length) {
            try {
                if (channel == null) {
                    startConnecting();
                }
                open = channel.finishConnect();
                return open ? opened() : 0;
            } catch (IOException | RuntimeException e) {
                connectingFailed(e);
            }
        }
        return openResult;
    }

    /** 1 once the addresses are known. */
    private int resolve() {
        if (!resolving) {
            resolving = true;
            errorCode = 0;
            error = null;
            findLookup();
        }
        if (!lookup.isDone(selector)) {
            return 0;
        }
        addresses = lookup.addresses();
        if (addresses == null) {
            openResult = failed(UNRESOLVED, lookup.failure());
            return openResult;
        }
        lookup = null;
        return 1;
    }

    /** The answer to an earlier attempt serves this one, unless it is about another host or is none. */
    private void findLookup() {
        boolean failed = lookup != null && lookup.isDone(null) && lookup.addresses() == null;
        if (lookup == null || failed || !lookup.isOf(host)) {
            lookup = NameLookup.of(names, host);
        }
    }

    private InetAddress address() {
        return addresses[(firstAddress + attempt) % addresses.length];
    }

    private void startConnecting() throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, Boolean.TRUE);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, sendBuffer);
        if (from != null) {
            channel.bind(new InetSocketAddress(from, 0));
        }
        if (selector != null) {
            watched = SelectionKey.OP_CONNECT;
            key = channel.register(selector, watched);
        }
        channel.connect(new InetSocketAddress(address(), port));
    }

    private int opened() {
        firstAddress = (firstAddress + attempt) % addresses.length;
        errorCode = 0;
        error = null;
        watch(true, false);
        return 1;
    }

    /** Goes on to the next address; of several failures "refused" says the most, since that machine is there. */
    private void connectingFailed(Exception e) {
        int code = codeOf(e);
        if (errorCode != REFUSED) {
            failed(code, e);
        }
        drop();
        attempt++;
        if (attempt == addresses.length) {
            openResult = errorCode;
        }
    }

    /** Java has one exception for "refused" and for "no answer for minutes". */
    private static int codeOf(Exception e) {
        boolean refused = e instanceof ConnectException && !String.valueOf(e.getMessage()).contains("timed out");
        return refused ? REFUSED : UNREACHABLE;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (!open) {
            return BROKEN;
        }
        try {
            int count = bytes.read(channel, buffer, offset, length);
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
        if (resolving && addresses == null && openResult == 0) {
            failed(UNRESOLVED, null);
        } else if (channel != null && !open) {
            failed(UNREACHABLE, null);
            firstAddress = (firstAddress + attempt + 1) % addresses.length;
        }
        drop();
        resolving = false;
        addresses = null;
        attempt = 0;
        open = false;
        openResult = 0;
    }

    private void drop() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                failed(BROKEN, e);
            }
            channel = null;
            key = null;
            watched = 0;
        }
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
                return "cannot resolve the host name " + host;
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
