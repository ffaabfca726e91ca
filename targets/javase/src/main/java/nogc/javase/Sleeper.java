package nogc.javase;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;

/**
 * Lets a thread that polls a client itself sleep until there is something to do, where a {@link ClientRunner} would be
 * in the way:
 * <pre>
 *   for (int wait = client.poll(); !client.isIdle(); wait = client.poll()) {
 *       sleeper.sleep(wait, client.wantsInput(), client.wantsOutput());
 *   }
 * </pre>
 */
public final class Sleeper implements AutoCloseable {
    /** No lambda: the first one costs a small JVM a hundred classes, which its start is short of. */
    private static final Consumer<SelectionKey> NOTHING = new Consumer<>() {
        @Override
        public void accept(SelectionKey key) {
        }
    };

    private final Selectable transport;
    private final Selector selector;

    /**
     * Watches a transport from now on.
     *
     * @param transport the client's transport, closed
     * @throws IOException if the system has no selector for us
     */
    public Sleeper(Selectable transport) throws IOException {
        this.transport = transport;
        selector = Selector.open();
        transport.register(selector);
    }

    /**
     * Sleeps. Allocates nothing. A thread that is interrupted does not sleep.
     *
     * @param millis at most so long; 0 or less returns at once
     * @param input wake up when there is something to read
     * @param output wake up when the transport takes bytes again
     * @throws IOException if the selector broke
     */
    public void sleep(int millis, boolean input, boolean output) throws IOException {
        if (millis > 0) {
            transport.watch(input, output);
            selector.select(NOTHING, millis);
        }
    }

    /** Ends the sleep that is under way, or the next one. From any thread. */
    public void wake() {
        selector.wakeup();
    }

    /** Closes the transport and stops watching. */
    @Override
    public void close() throws IOException {
        transport.close();
        transport.register(null);
        selector.close();
    }
}
