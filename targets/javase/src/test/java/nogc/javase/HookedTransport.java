package nogc.javase;

import java.nio.channels.Selector;

/** Passes calls on, and does what a test wants on the client's thread ahead of one kind of them. */
final class HookedTransport implements Selectable {
    private final Selectable next;
    private String call = "";
    private Runnable action;

    HookedTransport(Selectable next) {
        this.next = next;
    }

    /** On the thread that polls: does something once, ahead of the next call of that name. */
    void before(String name, Runnable what) {
        call = name;
        action = what;
    }

    private void hook(String name) {
        if (call.equals(name)) {
            call = "";
            action.run();
        }
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return next.endpoint(host, offset, length, port);
    }

    @Override
    public int open() {
        return next.open();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        hook("read");
        return next.read(buffer, offset, length);
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        hook("write");
        return next.write(buffer, offset, length);
    }

    @Override
    public void close() {
        hook("close");
        next.close();
    }

    @Override
    public void register(Selector selector) {
        next.register(selector);
    }

    @Override
    public void watch(boolean input, boolean output) {
        hook("watch");
        next.watch(input, output);
    }
}
