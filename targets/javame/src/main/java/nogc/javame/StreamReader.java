package nogc.javame;

import java.io.IOException;
import nogc.hal.Transport;

/**
 * Opens one connection and reads it into a ring: {@code available()} may always say 0, and closing a connection need
 * not wake who reads it. A reader that is left behind ends when its call returns, and closes then what it opened too
 * late.
 */
final class StreamReader extends Thread {
    private final StreamLink link;
    private final String url;

    StreamReader(StreamLink link, String url) {
        this.link = link;
        this.url = url;
    }

    @Override
    public void run() {
        boolean open = false;
        try {
            open = link.opens(url);
            while (open && link.reads()) {
                continue;
            }
            link.fail(Transport.END_OF_STREAM, null);
        } catch (IOException | InterruptedException | RuntimeException e) {
            link.fail(Transport.BROKEN, e);
        } finally {
            if (!open) {
                link.close();
            }
            link.ended();
        }
    }
}
