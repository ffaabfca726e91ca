package nogc.javase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** An address of loopback that neither accepts nor refuses: a listener whose backlog is full. */
final class BlackHole implements AutoCloseable {
    private static final int CLIENTS = 8;

    private final ServerSocket listener;
    private final List<SocketChannel> clients = new ArrayList<>();

    BlackHole() {
        this("127.0.0.1", 0);
    }

    BlackHole(String address, int port) {
        try {
            listener = new ServerSocket(port, 1, InetAddress.getByName(address));
            for (int i = 0; i < CLIENTS; i++) {
                SocketChannel client = SocketChannel.open();
                client.configureBlocking(false);
                client.connect(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
                clients.add(client);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Takes those who wait, and has room for more: from now on it answers. */
    void drain() throws IOException {
        for (SocketChannel client : clients) {
            client.close();
        }
        for (int i = 0; i < 2; i++) {
            listener.accept().close();
        }
    }

    @Override
    public void close() {
        try {
            for (SocketChannel client : clients) {
                client.close();
            }
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
