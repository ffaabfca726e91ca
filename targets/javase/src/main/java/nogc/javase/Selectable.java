package nogc.javase;

import java.nio.channels.Selector;
import nogc.hal.Transport;

/**
 * A transport that a thread can sleep on until there is something to do, instead of polling on a tick.
 * Both calls come from the thread that polls the client.
 *
 * <p>The selector sees the socket, not what is held above it, so {@link Transport} says who has to ask again for bytes
 * that are held inside. Whoever sleeps calls {@link #watch} ahead of each sleep, also when nothing has changed: it is
 * where a transport that has output of its own left (a TLS alert, a WebSocket pong) writes it, if the socket takes it
 * now, and else watches for room whatever {@code output} says.
 */
public interface Selectable extends Transport {
    /**
     * Gives the selector that shall watch this transport; each connection registers with it when it opens. A transport
     * that works on another thread (name resolution) wakes the selector when that work is done. The key's attachment is
     * the transport that owns the socket, so that one selector may serve many, or what {@link #attach} was given.
     *
     * @param selector an open selector, or null for none
     */
    void register(Selector selector);

    /**
     * Has the keys carry something of the application's own from the next connection on, such as the client that is to
     * be polled: a program with many of them asks the keys that are ready, and never all clients.
     *
     * @param attachment what a key carries instead of the transport
     * @return whether it does; a transport that has no socket of its own to tell of answers false
     */
    default boolean attach(Object attachment) {
        return false;
    }

    /**
     * Says what to watch for from now on; while the transport is opening it watches for that instead. Bounded, wakes
     * nobody. Allocates nothing once the transport is open; an opening that waits for a clock sets a timer of the JDK.
     *
     * @param input wake up when there is something to read, or the peer has closed
     * @param output wake up when the transport takes bytes again
     */
    void watch(boolean input, boolean output);

    /**
     * What went wrong last, for a person to read. Allocates. A new attempt forgets it.
     *
     * @return one sentence without a full stop, or null
     */
    default String lastError() {
        return null;
    }
}
