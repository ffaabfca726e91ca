package nogc.javase;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/** A proxy that forwards what a client sends at so many bytes a second, and the answers as they come. */
final class SlowProxy implements AutoCloseable {
    private static final int STEP = 50_000_000;

    private final ServerSocket listening = new ServerSocket();
    private final int serverPort;
    private final int bytesPerStep;

    SlowProxy(int serverPort, int bytesPerSecond) throws IOException {
        this.serverPort = serverPort;
        bytesPerStep = (int) (bytesPerSecond * (long) STEP / 1_000_000_000);
        listening.setReceiveBufferSize(4096);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                return; // one of the two has gone
            }
        }, "slow proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            start(() -> forward(client, server, bytesPerStep, STEP));
            start(() -> forward(server, client, 65_536, 0));
        }
    }

    private static void forward(Socket from, Socket to, int piece, int pause) throws IOException {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[piece];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                if (pause > 0) {
                    LockSupport.parkNanos((long) pause * count / piece);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
