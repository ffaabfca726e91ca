package nogc.hal;

/**
 * Datagrams between this board and any number of peers: UDP, a radio, a framed serial line. A datagram arrives whole or
 * not at all; it may also arrive twice, late, or after one that was sent later.
 *
 * <p>An address is 0 to {@link #LONGEST_ADDRESS} bytes that the transport alone understands. Over UDP it is what
 * MQTT-SN writes as GwAdd: 4 bytes of an IPv4 or 16 of an IPv6 address, then 2 of the port, high byte first. The empty
 * address is the peer that the transport was made for: its gateway, or the other end of a line, which has no other.
 *
 * <p>No method blocks longer than the implementation states at its type, none throws, and none allocates once the
 * transport is open. All are called from one thread. The meaning of a result is fixed here for every implementation:
 * <pre>
 *   &gt; 0  bytes moved, or (open) the transport is open
 *     0  nothing now, call again
 *   &lt; 0  {@link #TOO_LONG} or {@link Transport#UNSUPPORTED}: of this call alone, the transport goes on;
 *        else a code of {@link Transport}: it is dead, call close()
 * </pre>
 * That nobody listens at an address, or that a network on the way is down, is a lost datagram and no result.
 */
public interface DatagramTransport {
    /** Bytes of the longest address of any transport. */
    int LONGEST_ADDRESS = 18;

    /** The datagram is longer than the transport carries (send), or than the buffer (receive: it is lost). */
    int TOO_LONG = -90;

    /**
     * Starts opening the transport or, while that is under way, looks how far it is; call it again until it is not 0.
     *
     * @return 1 once open, 0 while opening, or a negative code
     */
    int open();

    /**
     * The longest datagram that {@link #send} and {@link #broadcast} take. Bounded; the same as long as it is open.
     *
     * @return bytes, at least 1
     */
    int longest();

    /**
     * Sends one datagram. Bounded, allocates nothing: the bytes are taken or copied before it returns.
     *
     * @param address where the address of the destination is; null only if {@code addressLength} is 0
     * @param addressOffset its first byte
     * @param addressLength its length; 0 for the peer that the transport was made for
     * @param buffer where the datagram is
     * @param offset its first byte
     * @param length its length, at least 1
     * @return {@code length}; 0 if it cannot be sent now: try again; {@link #TOO_LONG};
     *     {@link Transport#UNSUPPORTED} if this is no address of this transport, or it was made for no peer; or another
     *     negative code
     */
    int send(byte[] address, int addressOffset, int addressLength, byte[] buffer, int offset, int length);

    /**
     * Sends one datagram to every node that hears it: the broadcast or multicast group that the transport was made for.
     * Bounded, allocates nothing.
     *
     * @param radius how many hops it may go, 1 to 255; 0 for all of the network
     * @param buffer where the datagram is
     * @param offset its first byte
     * @param length its length, at least 1
     * @return as {@link #send}; {@link Transport#UNSUPPORTED} if the transport has no broadcast
     */
    int broadcast(int radius, byte[] buffer, int offset, int length);

    /**
     * Takes the next datagram that came. Empty ones are passed over. Bounded, allocates nothing.
     *
     * @param buffer where to
     * @param offset first byte to fill
     * @param length room, at least 1
     * @return length of the datagram, 1 to {@code length}; 0 for none now; {@link #TOO_LONG} if one came that did not
     *     fit: it is lost, call again for the next; or another negative code
     */
    int receive(byte[] buffer, int offset, int length);

    /**
     * Who sent the datagram that {@link #receive} gave last. An answer is sent there. Bounded, allocates nothing.
     *
     * @param address where to; room for {@link #LONGEST_ADDRESS} bytes
     * @param offset first byte to fill
     * @return length of the address; 0 if the carrier has only one peer, or nothing came yet
     */
    int sender(byte[] address, int offset);

    /**
     * The address that the empty one stands for, to compare {@link #sender} with. Bounded, allocates nothing.
     *
     * @param address where to; room for {@link #LONGEST_ADDRESS} bytes
     * @param offset first byte to fill
     * @return length of the address; 0 if the carrier has no addresses, the transport was made for no peer, or it is
     *     not open
     */
    int peer(byte[] address, int offset);

    /** Drops the transport and what waits in it. Idempotent; afterwards {@link #open} starts anew. */
    void close();
}
