package nogc.javase.client;

import java.nio.channels.Selector;
import java.util.List;
import nogc.javase.Selectable;

/**
 * The first of several transports that opens. An opening begins where the last stream stood, and goes on to the next
 * one when that fails, or was given up by the client because nobody answered; once each was tried it fails with the
 * code of the last, so that the client backs off. Allocates nothing.
 */
final class Alternatives implements Selectable {
    private final Selectable[] all;
    private int current;
    private int tried;
    private boolean open;
    private boolean opening;

    Alternatives(List<Selectable> transports) {
        all = transports.toArray(new Selectable[0]);
    }

    private Selectable current() {
        return all[current];
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return current().endpoint(host, offset, length, port);
    }

    @Override
    public int open() {
        opening = true;
        int result = current().open();
        while (result < 0 && tried < all.length - 1) {
            tried++;
            next();
            result = current().open();
        }
        open = result > 0;
        return result;
    }

    private void next() {
        current().close();
        current = (current + 1) % all.length;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return current().read(buffer, offset, length);
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        return current().write(buffer, offset, length);
    }

    @Override
    public void close() {
        if (opening && !open) {
            next(); // one that never answered must not keep the others from their turn for ever
        } else {
            current().close();
        }
        opening = false;
        open = false;
        tried = 0;
    }

    @Override
    public void register(Selector selector) {
        for (Selectable transport : all) {
            transport.register(selector);
        }
    }

    @Override
    public void watch(boolean input, boolean output) {
        current().watch(input, output);
    }

    @Override
    public String lastError() {
        return current().lastError();
    }
}
