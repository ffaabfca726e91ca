package nogc.stm32;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A cable whose two plugs are connections to one port: what comes in by one goes out by the other. */
final class SerialCable implements AutoCloseable {
    private static final int BOTH = 2;

    private final ServerSocket plugs = new ServerSocket(0, BOTH, InetAddress.getLoopbackAddress());
    private final Socket[] ends = new Socket[BOTH];

    SerialCable() throws IOException {
        start(this::join);
    }

    /** Where both of its users connect to. */
    int port() {
        return plugs.getLocalPort();
    }

    private void join() {
        try {
            for (int i = 0; i < BOTH; i++) {
                ends[i] = plugs.accept();
                ends[i].setTcpNoDelay(true);
            }
            start(() -> carry(ends[0], ends[1]));
            carry(ends[1], ends[0]);
        } catch (IOException e) {
            // Pulled out before both were there.
        }
    }

    private static void carry(Socket from, Socket to) {
        byte[] buffer = new byte[1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One end is gone: nothing is carried any more.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "serial cable");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        plugs.close();
        for (Socket end : ends) {
            if (end != null) {
                end.close();
            }
        }
    }
}
