package nogc.javase.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of 127.0.0.1 for a program that cannot choose one by itself, or where nothing shall listen. It lies below those
 * that systems give to connections and to listeners that want any (from 32768 on Linux), so that none of them takes it
 * while nobody has it; another test may: a program that finds it taken is to try again.
 */
public final class FreePort {
    private static final int LOWEST = 10_000;
    private static final int END = 32_768;

    private FreePort() {
    }

    /** Finds one. */
    public static int find() {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, END);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                continue; // taken
            }
        }
        throw new AssertionError("no port is free");
    }
}
