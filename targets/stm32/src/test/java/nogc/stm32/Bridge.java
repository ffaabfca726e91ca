package nogc.stm32;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * What stands between the serial line of an emulated board and its broker: every byte goes through unchanged, and where
 * one side hangs up, so does the other. It can hang up itself, as a bridge that loses its power with the board: then a
 * new life of the board begins on a new connection, and the broker keeps the session.
 */
final class Bridge implements AutoCloseable {
    private final ServerSocket listener;
    private final int brokerPort;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private Socket board;
    private Socket broker;
    private boolean off;

    Bridge(int brokerPort) {
        this.brokerPort = brokerPort;
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::serve);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                return; // one of the two has hung up
            }
        }, "bridge");
        thread.setDaemon(true);
        thread.start();
    }

    /** Where the board's serial line is to be plugged in. */
    int port() {
        return listener.getLocalPort();
    }

    private void serve() throws IOException {
        while (true) {
            Socket line = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
            line.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            take(line, server);
            start(() -> forward(line, server, sent));
            start(() -> forward(server, line, OutputStream.nullOutputStream()));
        }
    }

    private synchronized void take(Socket line, Socket server) throws IOException {
        board = line;
        broker = server;
        if (off) {
            hangUp();
        }
    }

    private static void forward(Socket from, Socket to, OutputStream copy) throws IOException {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[4096];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                copy.write(buffer, 0, count);
                out.write(buffer, 0, count);
            }
        }
    }

    /** All that the board sent so far, over all connections. */
    byte[] sent() {
        return sent.toByteArray();
    }

    /** Hangs up on both sides; what is on its way is gone. The emulator connects again within a second. */
    synchronized void hangUp() {
        try {
            board.close();
            broker.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        off = true;
        try {
            listener.close();
            if (board != null) {
                hangUp();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
