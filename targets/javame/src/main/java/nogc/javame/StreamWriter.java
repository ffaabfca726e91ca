package nogc.javame;

import java.io.IOException;
import nogc.hal.Transport;

/**
 * Writes out of a ring into one connection: a machine takes bytes for as long as the peer's and its own buffers have
 * room, and blocks then until the peer reads. Closes the connection once that is dropped and the ring is empty.
 */
final class StreamWriter extends Thread {
    private final StreamLink link;

    StreamWriter(StreamLink link) {
        this.link = link;
    }

    @Override
    public void run() {
        try {
            write();
            link.awaitDrop();
        } catch (InterruptedException e) {
            link.fail(Transport.BROKEN, e);
        } finally {
            link.close();
            link.ended();
        }
    }

    private void write() throws InterruptedException {
        try {
            while (link.writes()) {
                continue;
            }
        } catch (IOException | RuntimeException e) {
            link.fail(Transport.BROKEN, e);
        }
    }
}
