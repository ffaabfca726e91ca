package nogc.mqtt;

/**
 * Limits to what a server may leave open: a deadline for acknowledgements, and how many connections may end over the
 * same message. For {@link Config#exchangeWatch}; one object for one client. Bounded, allocates nothing.
 */
public final class ExchangeLimits extends ExchangeWatch {
    private final int acknowledgementTimeout;
    private final int connections;

    private int exchange;
    /** Bytes that have to leave until its packet has: no deadline measures our own queue. */
    private int ahead;
    private int since;

    private int suspect;
    private int broken;

    /**
     * Sets the limits. Allocates this object alone.
     *
     * @param acknowledgementTimeout milliseconds that PUBACK, PUBREC, PUBCOMP, SUBACK or UNSUBACK may take from the
     *     moment in which its packet has left and none older is waited for; then the connection ends with
     *     {@link Result#ACKNOWLEDGEMENT_TIMEOUT}, and the next one sends again. It stands still while we do not read.
     *     0 for none
     * @param connections how many connections may break one after the other while the same message is the oldest in
     *     flight; then that one completes with {@link Result#CONNECTIONS_BROKEN}. Take so many that a bad network is
     *     not mistaken for a bad message. 0 for any number
     * @throws IllegalArgumentException if one is negative
     */
    public ExchangeLimits(int acknowledgementTimeout, int connections) {
        if (acknowledgementTimeout < 0 || connections < 0) {
            throw new IllegalArgumentException("acknowledgementTimeout and connections must be 0 (none) or more");
        }
        this.acknowledgementTimeout = acknowledgementTimeout;
        this.connections = connections;
    }

    @Override
    public void waits(int oldest, int bytes, int now) {
        if (oldest != exchange) {
            exchange = oldest;
            ahead = bytes;
            since = now;
        }
    }

    @Override
    public void sent(int count, int now) {
        if (ahead > 0) {
            ahead -= count;
            since = now;
        }
    }

    @Override
    public void excuse(int now) {
        since = now;
    }

    @Override
    public int remaining(int now) {
        return exchange == 0 || ahead > 0 || acknowledgementTimeout == 0 ? Integer.MAX_VALUE
                : acknowledgementTimeout - (now - since);
    }

    @Override
    public boolean broke(int packetId) {
        broken = packetId == suspect ? broken + 1 : 1;
        suspect = packetId;
        return connections > 0 && broken >= connections;
    }
}
