package nogc.javase;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * TCP over a non-blocking {@link SocketChannel}, IPv6 and IPv4. No method blocks: names are resolved on a helper
 * thread, and each address of a name is tried in turn.
 *
 * <p><b>Allocation.</b> {@link #read}, {@link #write} and {@link #watch} allocate nothing: all bytes pass through one
 * direct buffer that is made by the constructor. {@link #open} allocates once for each connection: the JDK's channel,
 * its selection key, the addresses and the look-up thread; measured with JDK 17 on Linux, 1,344 bytes on the client's
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

    private final NameLookup.Names names;
    private final String ownHost;
    private final int ownPort;
    private final ByteBuffer bytes;
    private String host;
    private int port;
    private Selector selector;

    // Valid for one connection.
    private NameLookup lookup;
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
        this(host, port, buffer, InetAddress::getAllByName);
    }

    TcpTransport(String host, int port, int buffer, NameLookup.Names names) {
        if (host == null || host.isEmpty()) {
            throw new IllegalArgumentException("host must be a name or an address");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be 1 to 65535, not " + port);
        }
        if (buffer < 1) {
            throw new IllegalArgumentException("buffer must be at least 1 byte, not " + buffer);
        }
        this.names = names;
        this.ownHost = host;
        this.ownPort = port;
        this.host = host;
        this.port = port;
        this.bytes = ByteBuffer.allocateDirect(buffer);
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
        if (lookup == null) {
            errorCode = 0;
            error = null;
            lookup = NameLookup.start(names, host, selector);
        }
        if (!lookup.isDone()) {
            return 0;
        }
        addresses = lookup.addresses();
        if (addresses == null) {
            openResult = failed(UNRESOLVED, lookup.failure());
            return openResult;
        }
        return 1;
    }

    private InetAddress address() {
        return addresses[(firstAddress + attempt) % addresses.length];
    }

    private void startConnecting() throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, Boolean.TRUE);
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
        bytes.clear().limit(Math.min(length, bytes.capacity()));
        int count;
        try {
            count = channel.read(bytes);
        } catch (IOException e) {
            return failed(BROKEN, e);
        }
        if (count < 0) {
            return failed(END_OF_STREAM, null);
        }
        bytes.flip().get(buffer, offset, count);
        return count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        if (!open) {
            return BROKEN;
        }
        bytes.clear().put(buffer, offset, Math.min(length, bytes.capacity())).flip();
        try {
            return channel.write(bytes);
        } catch (IOException e) {
            return failed(BROKEN, e);
        }
    }

    @Override
    public void close() {
        if (lookup != null && addresses == null && openResult == 0) {
            failed(UNRESOLVED, null);
        } else if (channel != null && !open) {
            failed(UNREACHABLE, null);
            firstAddress = (firstAddress + attempt + 1) % addresses.length;
        }
        drop();
        lookup = null;
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
