package nogc.samples.gateway;

import java.util.Arrays;
import nogc.hal.DatagramTransport;
import nogc.hal.Transport;
import nogc.mqtt.sn.SnEncoder;
import nogc.mqtt.sn.SnType;

/** One carrier of datagrams, such as a UDP port or a serial line, and the forwarder's envelopes on it (section 5.5). */
final class Link {
    /** Octets of an envelope in front of the node's address. */
    private static final int ENVELOPE = 3;
    private static final int LONGEST_NODE = 16;
    private static final int REOPEN = 2000;

    private final String name;
    private final DatagramTransport transport;
    private final boolean forwarders;
    private final byte[] in = new byte[65535];
    private final byte[] wrapped = new byte[65535];
    private final byte[] sender = new byte[DatagramTransport.LONGEST_ADDRESS];
    private boolean open;
    private boolean failed;
    private long failedAt;
    // of the datagram that was received last
    private int offset;
    private int end;
    private NodeAddress from;
    private String fault;

    /**
     * A link that is not open.
     *
     * @param name for the operator and the journal
     * @param transport closed so far
     * @param forwarders whether envelopes are opened
     */
    Link(String name, DatagramTransport transport, boolean forwarders) {
        this.name = name;
        this.transport = transport;
        this.forwarders = forwarders;
    }

    String name() {
        return name;
    }

    /** Opens it, or opens it again a while after it failed; a negative code of {@link Transport} once when it fails. */
    int open(long now) {
        if (open || failed && now - failedAt < REOPEN) {
            return 0;
        }
        int result = transport.open();
        open = result > 0;
        failed = result < 0;
        failedAt = now;
        if (failed) {
            transport.close();
        }
        return Math.min(result, 0);
    }

    boolean isOpen() {
        return open;
    }

    int longest() {
        return open ? transport.longest() : 255;
    }

    /**
     * Takes the next datagram: {@link #message()} from {@link #offset()} to {@link #end()}, {@link #from()}.
     *
     * @return whether there was one; {@link #fault()} says if it is none to look at
     */
    boolean receive(long now) {
        if (!open) {
            return false;
        }
        int count = transport.receive(in, 0, in.length);
        fault = null;
        if (count < 0 && count != DatagramTransport.TOO_LONG) {
            transport.close();
            open = false;
            failed = true;
            failedAt = now;
            return false;
        }
        if (count == 0) {
            return false;
        }
        byte[] address = Arrays.copyOf(sender, transport.sender(sender, 0));
        from = new NodeAddress(this, Arrays.copyOf(sender, address.length), null);
        offset = 0;
        end = count;
        if (count == DatagramTransport.TOO_LONG) {
            fault = "a datagram longer than the link carries";
        } else if (count > ENVELOPE && (in[1] & 0xFF) == SnType.ENCAPSULATED) {
            unwrap();
        }
        return true;
    }

    private void unwrap() {
        int head = in[0] & 0xFF;
        if (!forwarders) {
            fault = "an envelope of a forwarder, which --no-forwarder forbids";
        } else if (head <= ENVELOPE || head - ENVELOPE > LONGEST_NODE || head >= end) {
            fault = "an envelope without an address, with one above 16 octets, or without a message";
        } else {
            from = new NodeAddress(this, from.address(), Arrays.copyOfRange(in, ENVELOPE, head));
            offset = head;
        }
    }

    byte[] message() {
        return in;
    }

    int offset() {
        return offset;
    }

    int end() {
        return end;
    }

    NodeAddress from() {
        return from;
    }

    /** Why the datagram is not to be looked at, or null. */
    String fault() {
        return fault;
    }

    /** Sends a message; 0 if the link takes none now, negative if it never takes this one. */
    int send(NodeAddress to, byte[] message, int length) {
        if (!open) {
            return 0;
        }
        if (to.node() == null) {
            return transport.send(to.address(), 0, to.address().length, message, 0, length);
        }
        int at = SnEncoder.envelope(wrapped, 0, 0, to.node(), 0, to.node().length);
        System.arraycopy(message, 0, wrapped, at, length);
        return transport.send(to.address(), 0, to.address().length, wrapped, 0, at + length);
    }

    /** Sends a message to all that hear it; {@link Transport#UNSUPPORTED} where there is no such thing. */
    int broadcast(int radius, byte[] message, int length) {
        return open ? transport.broadcast(radius, message, 0, length) : 0;
    }

    void close() {
        transport.close();
        open = false;
    }
}
