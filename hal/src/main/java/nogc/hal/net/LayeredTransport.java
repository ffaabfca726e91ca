package nogc.hal.net;

import nogc.hal.Transport;

/** A transport over another one, which it opens and closes. */
public interface LayeredTransport extends Transport {
    /**
     * Writes what this layer itself has left to say (the rest of a request while it opens, a pong) as far as the
     * transport below takes it. Whoever sleeps on the transport below calls it first. Bounded, allocates nothing.
     *
     * @return true if something is left: wake up also when the transport below takes bytes again
     */
    boolean wantsRoom();

    /**
     * Whether the next {@link #read} has something to give that nothing below will wake its caller for: the stream
     * ended behind the bytes of the last one, or that one stopped although more may be held below (a flood of pings).
     * Bounded, allocates nothing.
     *
     * @return true if who wants input reads again before it sleeps
     */
    boolean wantsRead();

    /**
     * How long the opening can wait for bytes or room until this layer has to look at its clock: call {@code open}
     * then, whatever happens below. Bounded, allocates nothing.
     *
     * @return milliseconds from 1, or 0 for ever
     */
    int patience();
}
