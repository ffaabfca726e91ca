package nogc.mqtt;

/** Counters of a client, from construction on; they wrap. Read them at any time on the client's thread. */
public final class Metrics {
    /** Attempts to connect. */
    public int connectAttempts;
    /** Connections that the server accepted. */
    public int connections;
    /** Packets put into the transmit buffer. */
    public int packetsSent;
    /** Packets received whole, or whose head was received. */
    public int packetsReceived;
    /** Bytes taken by the transport. */
    public int bytesSent;
    /** Bytes given by the transport. */
    public int bytesReceived;
    /** PUBLISH packets sent again after a resume. */
    public int resent;
    /** Messages given to the listener, whole or in pieces. */
    public int delivered;
    /** QoS 2 messages that came again and were not given to the listener again. */
    public int repeated;
    /** Messages skipped because their head exceeds the receive buffer. */
    public int oversize;
    /** Acknowledgements for an identifier that is not open. */
    public int unknownAcknowledgements;
    /** Connections ended because the peer broke the protocol. */
    public int protocolErrors;
    /** Messages dropped because they expired before they were sent. */
    public int expired;
}
