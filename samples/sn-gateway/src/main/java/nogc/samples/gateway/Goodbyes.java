package nogc.samples.gateway;

import java.util.Arrays;

/**
 * When a DISCONNECT of somebody who is not connected is answered by another: its first answer may have been lost. But
 * not at once again: two gateways that took each other for a client would say goodbye for ever.
 */
final class Goodbyes {
    /** Milliseconds between two answers to one address. */
    static final int PAUSE = 500;
    /** Addresses that share a place wait for each other. */
    private static final int PLACES = 1024;

    private final long[] answeredAt = new long[PLACES];

    Goodbyes() {
        Arrays.fill(answeredAt, -PAUSE);
    }

    boolean mayAnswer(NodeAddress address, long now) {
        int place = Math.floorMod(address.hashCode(), PLACES);
        boolean may = now - answeredAt[place] >= PAUSE;
        answeredAt[place] = may ? now : answeredAt[place];
        return may;
    }
}
