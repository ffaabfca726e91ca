package nogc.mqtt.sn;

import nogc.hal.DatagramTransport;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;

/**
 * Publishes at QoS -1 (section 6.8) and does nothing else: no connection, no answer, no repeat, no state. The gateway
 * is the one that the transport was made for; it publishes as itself. A device that is to receive anything, or to know
 * that something arrived, takes an {@link SnSleepingClient} or {@link SnClient}.
 */
public final class SnPublisher {
    private final DatagramTransport transport;
    private final byte[] datagram;
    private boolean open;

    /**
     * Allocates the datagram; nothing is allocated afterwards.
     *
     * @param transport closed so far; opened at the first publish
     * @param longest longest datagram in bytes, 7 to 65,535: 7 more than the longest payload, 9 above 255
     * @throws IllegalArgumentException if that is out of range
     */
    public SnPublisher(DatagramTransport transport, int longest) {
        if (longest < SnEncoder.PUBLISH_HEADER || longest > 65535) {
            throw new IllegalArgumentException("longest must be 7 to 65535 bytes");
        }
        this.transport = transport;
        datagram = new byte[longest];
    }

    /**
     * Sends a message to a predefined topic id. Bounded as the transport's {@code send} is.
     *
     * @param topicId 1 to 65,534
     * @param payload array of the payload, may be null if empty
     * @param offset its first byte
     * @param length its number of bytes
     * @param retain whether the server keeps it for later subscribers
     * @return {@link Result#OK}: the transport took it; {@link Result#FULL}: not now (it is opening, or has no room),
     *     try again; {@link Result#DATAGRAM_TOO_LARGE}; INVALID_ARGUMENT; or a code of the transport, which is closed
     *     then and opened anew by the next call
     */
    public int publishPredefined(int topicId, byte[] payload, int offset, int length, boolean retain) {
        return topicId < 1 || topicId > 65534 ? Result.INVALID_ARGUMENT
                : publish(SnFlags.PREDEFINED, topicId, payload, offset, length, retain);
    }

    /**
     * Sends a message to a short topic name.
     *
     * @param name a topic name of two octets
     * @param payload array of the payload, may be null if empty
     * @param offset its first byte
     * @param length its number of bytes
     * @param retain whether the server keeps it for later subscribers
     * @return as {@link #publishPredefined}; INVALID_TOPIC for a name of another length
     */
    public int publishShort(Topic name, byte[] payload, int offset, int length, boolean retain) {
        return name == null || name.length() != 2 ? Result.INVALID_TOPIC
                : publish(SnFlags.SHORT, SnEncoder.shortName(name), payload, offset, length, retain);
    }

    private int publish(int topicIdType, int topicId, byte[] payload, int offset, int length, boolean retain) {
        if (length < 0 || offset < 0 || (payload == null ? length > 0 : length > payload.length - offset)) {
            return Result.INVALID_ARGUMENT;
        }
        if (SnEncoder.publishSize(length) > datagram.length) {
            return Result.DATAGRAM_TOO_LARGE;
        }
        int result = open ? 1 : transport.open();
        if (result > 0) {
            open = true;
            int end = SnEncoder.publish(datagram, 0, SnFlags.of(-1, retain, topicIdType), topicId, 0, payload, offset,
                    length);
            result = transport.send(datagram, 0, 0, datagram, 0, end);
        }
        if (result >= 0) {
            return result == 0 ? Result.FULL : Result.OK;
        }
        if (result == DatagramTransport.TOO_LONG) {
            return Result.DATAGRAM_TOO_LARGE;
        }
        close();
        return result;
    }

    /** Closes the transport; the next publish opens it again. */
    public void close() {
        transport.close();
        open = false;
    }
}
