package nogc.samples.demo;

import java.util.BitSet;

/** Counts numbered messages as they arrive: which came, which came twice, which came out of order. */
final class Tally {
    private final BitSet seen = new BitSet();
    private int received;
    private int duplicated;
    private int disordered;
    private int last;

    /** A message with a number of 1 or above arrived. */
    synchronized void arrived(int number) {
        received++;
        if (seen.get(number)) {
            duplicated++;
        } else if (number < last) {
            disordered++;
        }
        seen.set(number);
        last = Math.max(last, number);
    }

    /** @return messages that arrived, duplicates included */
    synchronized int received() {
        return received;
    }

    /** @return messages whose number had arrived before */
    synchronized int duplicated() {
        return duplicated;
    }

    /** @return messages that arrived after one with a higher number */
    synchronized int disordered() {
        return disordered;
    }

    /**
     * Counts the gaps.
     *
     * @param sent numbers 1 to {@code sent} were sent
     * @return how many of them never arrived
     */
    synchronized int lost(int sent) {
        return sent - seen.get(1, sent + 1).cardinality();
    }
}
