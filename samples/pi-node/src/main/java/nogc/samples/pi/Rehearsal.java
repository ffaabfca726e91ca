package nogc.samples.pi;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A start against a server of our own that accepts and hangs up, so that the JVM has met the classes of a start and can
 * archive them (class data sharing); what is left is the JVM's to map, not to parse.
 */
final class Rehearsal {
    private static final byte[] ACCEPTED = {0x20, 3, 0, 0, 0};
    private static final int LENGTH = 1000;

    private Rehearsal() {
    }

    /** @return 0, or 1 if this machine has no loopback or no room for a file */
    static int run() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = Files.createTempFile("rehearsal", ".conf");
            Files.writeString(file, "broker = mqtt://127.0.0.1:" + server.getLocalPort() + "\ndiscovery = rehearsal\n"
                    + "[sensor cpu]\nkind = thermal\n[sensor room]\nkind = iio none temperature\n"
                    + "[sensor w]\nkind = w1\n");
            Thread broker = new Thread(() -> serve(server));
            broker.setDaemon(true);
            broker.start();
            Mistakes mistakes = new Mistakes(file.toString());
            Settings settings = Settings.read(file, mistakes, null);
            Files.delete(file);
            PiNode node = new PiNode(settings, Path.of("/sys"), Path.of("/dev"), new Journal());
            return mistakes.isEmpty() ? node.serve(LENGTH) : 1;
        } catch (IOException e) {
            return 1;
        }
    }

    private static void serve(ServerSocket server) {
        try (Socket socket = server.accept()) {
            if (socket.getInputStream().read(new byte[512]) > 0) {
                socket.getOutputStream().write(ACCEPTED);
            }
            Thread.sleep(LENGTH);
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt(); // the rehearsal is over
        }
    }
}
