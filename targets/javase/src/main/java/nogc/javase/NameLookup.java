package nogc.javase;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.Selector;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One resolution of a host name. Java resolves by blocking only, for many seconds when the network is down and for ever
 * with some resolvers, so each look-up has a daemon thread of its own. One at a time is under way for a host, in the
 * whole JVM: who asks meanwhile, or asks again, waits for the same.
 */
final class NameLookup implements Runnable {
    /** How a name becomes addresses: {@link InetAddress#getAllByName}, or a test's own answer. */
    interface Names {
        InetAddress[] resolve(String host) throws UnknownHostException;

        /** A thread for a look-up, not started yet. */
        default Thread thread(Runnable lookup, String host) {
            Thread thread = new Thread(null, lookup, "nogc-lookup " + host, 0, false);
            thread.setDaemon(true);
            return thread;
        }

        /** The clock by which answers age, in nanoseconds. */
        default long nanoTime() {
            return System.nanoTime();
        }
    }

    /** What makes two look-ups the same. The comparison that Java makes for a record costs a small JVM its start. */
    private record Question(Names names, String host) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Question question && names.equals(question.names) && host.equals(question.host);
        }

        @Override
        public int hashCode() {
            return 31 * names.hashCode() + host.hashCode();
        }
    }

    /** No lambda: see {@link Sleeper}. */
    private static final Function<Question, NameLookup> START = new Function<>() {
        @Override
        public NameLookup apply(Question question) {
            return start(question);
        }
    };
    private static final Map<Question, NameLookup> UNDER_WAY = new ConcurrentHashMap<>();
    /** {@code Config.reconnectMaximum} unless it is told: as long a pause may be between two attempts. */
    private static final long OLDEST = 120_000_000_000L;

    private final Question question;
    private final Set<Selector> waiting = ConcurrentHashMap.newKeySet();
    private InetAddress[] addresses;
    private Exception failure;
    private long answered;
    private volatile boolean done;

    private NameLookup(Question question) {
        this.question = question;
    }

    /** The look-up of a host that is under way, or else a new one; one that failed if there is no thread for it. */
    static NameLookup of(Names names, String host) {
        Question question = new Question(names, host);
        try {
            return UNDER_WAY.computeIfAbsent(question, START);
        } catch (OutOfMemoryError e) {
            NameLookup none = new NameLookup(question);
            none.failure = new IOException(e.getMessage(), e);
            none.done = true;
            return none;
        }
    }

    private static NameLookup start(Question question) {
        NameLookup lookup = new NameLookup(question);
        question.names().thread(lookup, question.host()).start();
        return lookup;
    }

    @Override
    public void run() {
        try {
            addresses = question.names().resolve(question.host());
        } catch (UnknownHostException | RuntimeException e) {
            failure = e;
        } finally { // also after an Error, whose look-up must not stay under way for ever
            UNDER_WAY.remove(question);
            answered = question.names().nanoTime();
            done = true;
            for (Selector selector : waiting) {
                selector.wakeup();
            }
        }
    }

    /**
     * Whether one of the two below has an answer.
     *
     * @param selector to be woken once it has; or null
     */
    boolean isDone(Selector selector) {
        if (!done && selector != null) {
            waiting.add(selector); // added first, looked then: an answer that comes behind this look wakes it
        }
        return done;
    }

    /**
     * Whether it is over and of no use for another attempt: it failed, or its answer came more than 120 s ago. That is
     * enough for an attempt that a slow resolver came too late for to be followed by one that has the answer, and
     * not enough for addresses which the name has lost since: who comes after a longer pause asks anew.
     */
    boolean isSpent() {
        return done && (addresses == null || question.names().nanoTime() - answered > OLDEST);
    }

    /** Whether it is about this host. */
    boolean isOf(String host) {
        return question.host().equals(host);
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
