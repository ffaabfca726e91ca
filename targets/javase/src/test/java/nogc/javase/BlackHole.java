package nogc.javase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** An address of loopback that neither accepts nor refuses: a listener whose backlog is full. */
final class BlackHole implements AutoCloseable {
    /** Milliseconds for which one that is not let in waits. */
    private static final int PATIENCE = 100;

    private final ServerSocket listener;
    private final List<Socket> clients = new ArrayList<>();

    BlackHole() {
        this("127.0.0.1", 0);
    }

    BlackHole(String address, int port) {
        try {
            listener = new ServerSocket(port, 1, InetAddress.getByName(address));
            while (letsIn()) { // how many that are depends on the system, and when it counts them on what else it does
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean letsIn() throws IOException {
        Socket client = new Socket();
        clients.add(client);
        try {
            client.connect(listener.getLocalSocketAddress(), PATIENCE);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Takes those who wait, and has room for more: from now on it answers. */
    void drain() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        for (int i = 0; i < 2; i++) {
            listener.accept().close();
        }
    }

    @Override
    public void close() {
        try {
            for (Socket client : clients) {
                client.close();
            }
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
