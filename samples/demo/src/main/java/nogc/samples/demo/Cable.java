package nogc.samples.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import nogc.samples.sensor.jvm.Endpoint;

/**
 * A cable with a plug: it leads from a port of the loopback interface to the broker. Pulling the plug resets both ends
 * at once, with no farewell, and what was in the cable is gone.
 */
final class Cable implements AutoCloseable {
    private final Endpoint broker;
    private final ServerSocket end = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new ArrayList<>();
    private boolean plugged = true;

    Cable(Endpoint broker) throws IOException {
        this.broker = broker;
        start(this::accept);
    }

    /** @return where a device connects */
    Endpoint end() {
        return new Endpoint(end.getInetAddress().getHostAddress(), end.getLocalPort());
    }

    /** Cuts every connection, and new ones until {@link #plug}. */
    synchronized void pull() {
        plugged = false;
        for (Socket socket : sockets) {
            reset(socket);
        }
        sockets.clear();
    }

    /** Lets connections through again. */
    synchronized void plug() {
        plugged = true;
    }

    private void accept() {
        try {
            while (true) {
                connect(end.accept());
            }
        } catch (IOException e) {
            pull(); // closed
        }
    }

    private void connect(Socket device) {
        try {
            Socket there = new Socket(broker.host(), broker.port());
            device.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            synchronized (this) {
                if (plugged) {
                    sockets.add(device);
                    sockets.add(there);
                    start(() -> pump(device, there));
                    start(() -> pump(there, device));
                    return;
                }
            }
            reset(there);
        } catch (IOException e) {
            // The broker is not there: neither are we.
        }
        reset(device);
    }

    /** Carries bytes one way; an end is passed on as an end, a break as a break. */
    private static void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset(from);
            reset(to);
        }
    }

    /** Closes with a TCP reset: neither end gets what is still on its way. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        end.close();
    }
}
