package nogc.mqtt;

/**
 * Watches the exchange that waits longest for its acknowledgement. An option: {@link ExchangeLimits} is the
 * implementation, and an image that does not name it has none of it. Times are wrapping milliseconds. Nothing here
 * blocks or allocates.
 */
public abstract class ExchangeWatch {
    /**
     * Which exchange waits longest of those whose packet was written on this connection.
     *
     * @param exchange a number that is its own, another one for each packet that it waits for; 0 for none
     * @param ahead bytes that have not left yet, its packet perhaps the last of them
     * @param now milliseconds
     */
    public abstract void waits(int exchange, int ahead, int now);

    /**
     * Bytes have left.
     *
     * @param count how many
     * @param now milliseconds
     */
    public abstract void sent(int count, int now);

    /**
     * Nothing can be seen, since we do not read.
     *
     * @param now milliseconds
     */
    public abstract void excuse(int now);

    /**
     * How long it may still wait.
     *
     * @param now milliseconds
     * @return milliseconds, 0 or less if the time is over, {@link Integer#MAX_VALUE} for ever
     */
    public abstract int remaining(int now);

    /**
     * A connection ended, by no wish of the application, while a message was the oldest in flight.
     *
     * @param packetId its packet identifier
     * @return whether it is to be given up
     */
    public abstract boolean broke(int packetId);
}
