package nogc.hal;

/**
 * A reliable, ordered byte stream to one peer: TCP, TLS, a serial line, a modem.
 *
 * <p>No method blocks longer than the implementation states at its type, none throws, and none allocates once the
 * stream is open. All are called from one thread. The meaning of a result is fixed here for every implementation:
 * <pre>
 *   &gt; 0  bytes moved, or (open) the stream is open
 *     0  nothing now, call again: never "closed"
 *   &lt; 0  one of the codes below: the stream is dead, call close()
 * </pre>
 *
 * <p><b>Bytes held inside</b> (a TLS record, a WebSocket frame, a modem's chunk). What wakes a sleeping caller (a
 * selector, an interrupt) does not see them, so both sides keep to this:
 * <ul>
 * <li>In: a {@link #read} that fills less than its space has given all that is held. A caller whose read filled its
 * space reads again before it sleeps, as soon as it wants input; so a transport needs no call that says "there is
 * more", unless it bounds what one read passes over ({@code LayeredTransport.wantsRead}). What cannot be given yet
 * (half a record) does not count: its other half wakes the caller.
 * <li>Out: {@link #write} counts bytes as taken once they have left the transport's memory. One that has to change them
 * first (encrypt, mask) keeps what it made, answers 0 while that does not leave, and then how many of the caller's
 * bytes it was: until then it is offered the same bytes again, with possibly more behind them. So a caller that has
 * bytes left knows that it wants room, and no deadline of it measures a queue of the transport's.
 * <li>Output of its own (an alert, a pong) leaves with any later call of {@link #read} or {@link #write}.
 * </ul>
 */
public interface Transport {
    /** The peer closed the stream in an orderly way. */
    int END_OF_STREAM = -64;
    /** The stream broke: reset, network down, driver error. */
    int BROKEN = -65;
    /** The host name could not be resolved. */
    int UNRESOLVED = -66;
    /** The peer refused the connection (nothing listens on that port). */
    int REFUSED = -67;
    /** The peer cannot be reached, or did not answer in time. */
    int UNREACHABLE = -68;
    /** The peer could not be authenticated, or no secure channel could be agreed on. */
    int INSECURE = -69;
    /** The transport has no such function, or the endpoint does not fit it. */
    int UNSUPPORTED = -70;

    /**
     * Sets where the next {@link #open} leads, as a server redirection asks for.
     *
     * @param host bytes of a host name or address in ASCII, or null to return to the endpoint of the constructor
     * @param offset first byte of the host
     * @param length number of bytes of the host
     * @param port 1 to 65,535, or 0 for the constructor's port
     * @return 0, or {@link #UNSUPPORTED}
     */
    int endpoint(byte[] host, int offset, int length, int port);

    /**
     * Starts opening the stream or, while that is under way, looks how far it is; call it again until it is not 0.
     *
     * @return 1 once open, 0 while opening, or a negative code
     */
    int open();

    /**
     * Reads what is there, and all that is held inside as far as there is space.
     *
     * @param buffer where to
     * @param offset first byte to fill
     * @param length most bytes to read, at least 1
     * @return bytes read, 0 for none yet, or a negative code
     */
    int read(byte[] buffer, int offset, int length);

    /**
     * Writes what the stream takes now.
     *
     * @param buffer where from
     * @param offset first byte to write
     * @param length number of bytes, at least 1
     * @return bytes taken and gone (possibly fewer than {@code length}), 0 for none now: the next call begins with the
     *     same bytes; or a negative code
     */
    int write(byte[] buffer, int offset, int length);

    /** Drops the stream, also one that is still opening or dead. Idempotent; afterwards {@link #open} starts anew. */
    void close();
}
