package nogc.samples.demo;

import java.nio.channels.Selector;
import nogc.javase.Selectable;

/** Counts what goes over another transport. */
final class CountingTransport implements Selectable {
    private final Selectable below;
    private final Traffic traffic = new Traffic();

    CountingTransport(Selectable below) {
        this.below = below;
    }

    /** @return what went over it so far; of the thread that polls the client */
    Traffic traffic() {
        return traffic;
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return below.endpoint(host, offset, length, port);
    }

    @Override
    public int open() {
        return below.open();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        int count = below.read(buffer, offset, length);
        if (count > 0) {
            traffic.received(count);
        }
        return count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        int count = below.write(buffer, offset, length);
        if (count > 0) {
            traffic.sent(count);
        }
        return count;
    }

    @Override
    public void close() {
        below.close();
    }

    @Override
    public void register(Selector selector) {
        below.register(selector);
    }

    @Override
    public void watch(boolean input, boolean output) {
        below.watch(input, output);
    }

    @Override
    public String lastError() {
        return below.lastError();
    }
}
