package nogc.javase;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.Selector;

/**
 * One resolution of a host name. Java resolves by blocking only, for many seconds when the network is down, so each
 * look-up has a daemon thread of its own; one that nobody waits for any more just ends.
 */
final class NameLookup implements Runnable {
    /** How a name becomes addresses: {@link InetAddress#getAllByName}, or a test's own answer. */
    interface Names {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final Names names;
    private final String host;
    private final Selector waiting;
    private InetAddress[] addresses;
    private Exception failure;
    private volatile boolean done;

    private NameLookup(Names names, String host, Selector waiting) {
        this.names = names;
        this.host = host;
        this.waiting = waiting;
    }

    /** Starts a look-up that wakes {@code waiting}, unless that is null, when it is done. */
    static NameLookup start(Names names, String host, Selector waiting) {
        NameLookup lookup = new NameLookup(names, host, waiting);
        Thread thread = new Thread(null, lookup, "nogc-lookup " + host, 0, false);
        thread.setDaemon(true);
        thread.start();
        return lookup;
    }

    @Override
    public void run() {
        try {
            addresses = names.resolve(host);
        } catch (UnknownHostException | RuntimeException e) {
            failure = e;
        }
        done = true;
        if (waiting != null) {
            waiting.wakeup();
        }
    }

    /** Whether one of the two below has an answer. */
    boolean isDone() {
        return done;
    }

    /** At least one address, or null if it failed; only once done. */
    InetAddress[] addresses() {
        return addresses;
    }

    /** Why it failed, or null; only once done. */
    Exception failure() {
        return failure;
    }
}
