package nogc.javase;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A stream over a Unix domain socket, to a broker on the same machine: no port, no network, and the rights of a file
 * say who may connect. No method blocks. Once open nothing is allocated; {@link #open} makes the JDK's channel and key,
 * and a failure costs the JDK's exception and a String. For one thread, the one that polls the client.
 */
public final class UnixTransport implements Selectable {
    private final Path path;
    private final ChannelBytes bytes;
    private Object attachment = this;
    private Selector selector;

    // Valid for one connection.
    private SocketChannel channel;
    private SelectionKey key;
    private int watched;
    private boolean open;

    private String error;

    /**
     * Makes a transport, closed.
     *
     * @param path of the socket, at most 107 bytes on Linux
     */
    public UnixTransport(Path path) {
        this(path, TcpTransport.DEFAULT_BUFFER);
    }

    /**
     * Makes a transport, closed.
     *
     * @param path of the socket, at most 107 bytes on Linux
     * @param buffer bytes of the direct buffer, 1 to 67,108,864; more than the client's larger buffer is of no use
     */
    public UnixTransport(Path path, int buffer) {
        this.path = path;
        bytes = new ChannelBytes(buffer);
    }

    /** There is one server at a path: {@link #UNSUPPORTED}, but for the way back to it. */
    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return host == null && port == 0 ? 0 : UNSUPPORTED;
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
        bytes.expectInput();
        int operations = (input ? SelectionKey.OP_READ : 0) | (output ? SelectionKey.OP_WRITE : 0);
        if (open && key != null && operations != watched && key.isValid()) {
            watched = operations;
            key.interestOps(operations);
        }
    }

    /** Connects at once, or not at all: the kernel makes nobody wait. */
    @Override
    public int open() {
        if (open) {
            return 1;
        }
        error = null;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(path)) && !channel.finishConnect()) {
                throw new IOException("the server takes no further connection now");
            }
            if (selector != null) {
                watched = SelectionKey.OP_READ;
                key = channel.register(selector, watched, attachment);
            }
            bytes.expectInput();
            open = true;
            return 1;
        } catch (IOException | RuntimeException e) {
            close();
            boolean there = Files.exists(path);
            error = there ? "nobody who may be reached listens at " + path + ": " + e.getMessage()
                    : "there is no socket " + path;
            return there ? REFUSED : UNREACHABLE;
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (!open) {
            return BROKEN;
        }
        try {
            int count = bytes.read(channel, buffer, offset, length, key != null);
            return count < 0 ? failed(END_OF_STREAM, path + " closed the connection") : count;
        } catch (IOException e) {
            return broken(e);
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
            return broken(e);
        }
    }

    private int broken(IOException e) {
        return failed(BROKEN, "the connection to " + path + " broke: " + e.getMessage());
    }

    private int failed(int code, String sentence) {
        error = sentence;
        return code;
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                error = e.getMessage();
            }
        }
        channel = null;
        key = null;
        watched = 0;
        open = false;
    }

    @Override
    public String lastError() {
        return error;
    }
}
