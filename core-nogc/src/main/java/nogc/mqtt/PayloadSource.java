package nogc.mqtt;

/**
 * A payload that the client pulls while it writes, for messages larger than its ring. It must be re-readable until the
 * message completes: a resend reads it again from the start.
 */
public interface PayloadSource {
    /**
     * Gives the next piece.
     *
     * @param position of its first byte in the payload, 0 to length - 1
     * @param buffer where to
     * @param offset first byte to fill
     * @param length most bytes to give, at least 1
     * @return bytes given; 0 for "not now" (asked again at the next poll; longer than the send time-out closes the
     *     connection); negative for a failure, which closes it and completes the message with SOURCE_FAILED
     */
    int read(int position, byte[] buffer, int offset, int length);
}
