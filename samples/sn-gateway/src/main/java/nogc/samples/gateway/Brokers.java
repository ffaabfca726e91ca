package nogc.samples.gateway;

import java.util.Collection;

/** The broker's side of the gateway. */
interface Brokers {
    /** What a node sees of the broker; nothing happens until it joins. */
    Upstream seat(String client, Upstream.Events events);

    /** The gateway's own way to publish, which is connected whenever the broker is there. */
    Upstream own();

    /** Filters that an earlier life had at the broker, once all its nodes are known again. */
    default void restore(Collection<String> filters) {
    }

    /** What of the broker's side is needed to begin the journal anew. */
    default void record(NodeRecords into) {
    }

    /** The node is forgotten. */
    void vacate(Upstream seat);

    /** A socket of ours has something to read or room to write: what its key carries. */
    void ready(Object ofSocket);

    /**
     * Does what is due; calls the nodes' {@link Upstream.Events}. Blocks only where a socket does not: never.
     *
     * @return milliseconds until it wants to be called again without news of a socket
     */
    int poll(int now);

    /** Leaves the broker, with a word if it takes one at once. */
    void close();
}
