package nogc.samples.gateway;

/**
 * The memory for topics of nodes and for what waits for them. Half of it is parted evenly, so that nobody takes away
 * what a node is sure of; of the other half one may have a part of what is free at that moment.
 */
final class Memory {
    private static final int PART = 4;

    private final int sure;
    private long free;

    /**
     * All of it is free.
     *
     * @param octets of it
     * @param nodes that there may be
     */
    Memory(long octets, int nodes) {
        sure = (int) Math.min(octets / 2 / nodes, Integer.MAX_VALUE);
        free = octets / 2;
    }

    /** What one node has of it. */
    final class Share {
        private long held;

        /** Whether it may have so many octets more; they are its then. */
        boolean take(int octets) {
            if (beyond(held + octets) > 0 && beyond(held + octets) > free / PART) {
                return false;
            }
            hold(octets);
            return true;
        }

        /** As {@link #take}, of what is there already. */
        void hold(int octets) {
            free -= beyond(held + octets) - beyond(held);
            held += octets;
        }

        void give(int octets) {
            hold(-octets);
        }

        private long beyond(long octets) {
            return Math.max(0, octets - sure);
        }
    }
}
