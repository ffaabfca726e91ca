package nogc.mqtt.sn;

/** Counters of a client, from construction on; they wrap. Read them at any time on the client's thread. */
public final class SnMetrics {
    /** CONNECT messages, repeats not counted. */
    public int connectAttempts;
    /** Connections that a gateway accepted. */
    public int connections;
    /** Datagrams that the transport took. */
    public int datagramsSent;
    /** Their bytes. */
    public int bytesSent;
    /** Datagrams that the transport gave. */
    public int datagramsReceived;
    /** Their bytes. */
    public int bytesReceived;
    /** Messages sent again because no answer came in time. */
    public int repeats;
    /** Messages given to the listener. */
    public int delivered;
    /** QoS 2 messages that came again and were not given to the listener again. */
    public int repeated;
    /** Datagrams that are no message: wrong length, reserved type, too long for the buffer. */
    public int malformed;
    /** Messages of strangers. */
    public int foreign;
    /** Messages that nothing waited for: late and repeated answers, types that only a client sends. */
    public int unexpected;
    /** Messages whose topic id was unknown. */
    public int unknownTopics;
}
