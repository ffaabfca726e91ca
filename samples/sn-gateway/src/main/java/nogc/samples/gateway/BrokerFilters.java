package nogc.samples.gateway;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The filters that the broker may have of a connection that serves all nodes, and which of them no node wants any more:
 * noted before the broker hears of them, and until it has confirmed that they ended, so that a kill leaves none behind.
 */
final class BrokerFilters {
    private final NodeRecords records;
    private final Predicate<String> wanted;
    private final Set<String> all = new LinkedHashSet<>();
    private final Set<String> toLeave = new LinkedHashSet<>();

    /**
     * None.
     *
     * @param records what survives
     * @param wanted whether a node wants a filter
     */
    BrokerFilters(NodeRecords records, Predicate<String> wanted) {
        this.records = records;
        this.wanted = wanted;
    }

    /** The broker is about to be told. */
    void add(String filter) {
        if (all.add(filter)) {
            records.subscribed(filter, 0);
        }
    }

    /** Those of an earlier life. */
    void restore(Collection<String> filters) {
        all.addAll(filters);
        filters.forEach(this::release);
    }

    /** A node does not want it any more. */
    void release(String filter) {
        if (!wanted.test(filter)) {
            toLeave.add(filter);
        }
    }

    /** The broker has none. */
    void sessionLost() {
        toLeave.forEach(this::left);
        toLeave.clear();
    }

    /**
     * Leaves what nobody wants.
     *
     * @param unsubscribe tells the broker; whether it was taken
     */
    void work(Predicate<String> unsubscribe) {
        for (Iterator<String> some = toLeave.iterator(); some.hasNext();) {
            String filter = some.next();
            if (!wanted.test(filter) && !unsubscribe.test(filter)) {
                return;
            }
            some.remove();
        }
    }

    /** The broker has confirmed that it left one, which somebody may want again by now. */
    void left(String filter) {
        if (!wanted.test(filter) && all.remove(filter)) {
            records.unsubscribed(filter);
        }
    }

    /** What is needed to begin the journal anew. */
    void record(NodeRecords into) {
        into.session(0, null);
        all.forEach(filter -> into.subscribed(filter, 0));
    }
}
