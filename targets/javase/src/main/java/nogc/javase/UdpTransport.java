package nogc.javase;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Collections;
import nogc.hal.DatagramTransport;
import nogc.hal.Transport;

/**
 * Datagrams over UDP, non-blocking: to one peer, to whoever wrote, and to a broadcast or multicast address. An address
 * is 4 or 16 bytes of IP and 2 of the port.
 *
 * <p>{@link #open} starts a look-up of the peer's name on a thread of its own and answers 0 until that is done. Once
 * open nothing blocks, and nothing is allocated as long as one peer answers; the JDK makes an address where another one
 * writes than did last, and so does a destination that was not the last one. For one thread.
 */
public final class UdpTransport implements DatagramTransport {
    /** What fits an Ethernet frame behind the headers of IPv6 and UDP. */
    private static final int LONGEST = 1452;
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;

    private final String host;
    private final int port;
    private final int localPort;
    private final InetSocketAddress group;
    private final ByteBuffer out = ByteBuffer.allocateDirect(LONGEST);
    private final ByteBuffer in = ByteBuffer.allocateDirect(LONGEST + 1);

    private NameLookup lookup;
    private DatagramChannel channel;
    private InetSocketAddress peer;
    /** Who wrote last, and what {@link #send} wrote to last by its bytes; with the bytes of either. */
    private SocketAddress sender;
    private final byte[] senderBytes = new byte[LONGEST_ADDRESS];
    private int senderLength;
    private InetSocketAddress destination;
    private final byte[] destinationBytes = new byte[LONGEST_ADDRESS];
    private int destinationLength;
    private IOException failure;
    private Selector selector;

    /**
     * Datagrams to one peer, such as a gateway.
     *
     * @param host name or address of the peer
     * @param port 1 to 65,535
     */
    public UdpTransport(String host, int port) {
        this(host, port, 0, null);
    }

    /**
     * Datagrams to a peer, to others, and to all.
     *
     * @param host name or address of the peer, or null for none
     * @param port of the peer, 1 to 65,535; without a peer not used
     * @param localPort where others write to, 0 to 65,535: 0 for one that the system chooses
     * @param group broadcast or multicast address and port, resolved; a multicast group is joined, so that what others
     *     send to it comes if the local port is the group's. Or null for none
     * @throws IllegalArgumentException if a port is out of its range, or the group is not resolved
     */
    public UdpTransport(String host, int port, int localPort, InetSocketAddress group) {
        if (host != null && (port < 1 || port > 65535)) {
            throw new IllegalArgumentException("port must be 1 to 65535, not " + port);
        }
        if (localPort < 0 || localPort > 65535) {
            throw new IllegalArgumentException("localPort must be 0 (any) to 65535, not " + localPort);
        }
        if (group != null && group.isUnresolved()) {
            throw new IllegalArgumentException("the group is an address, not a name: " + group);
        }
        this.host = host;
        this.port = port;
        this.localPort = localPort;
        this.group = group;
    }

    @Override
    public int open() {
        if (channel != null) {
            return 1;
        }
        if (host != null) {
            if (lookup == null) {
                lookup = NameLookup.of(InetAddress::getAllByName, host);
            }
            if (!lookup.isDone(null)) {
                return 0;
            }
            InetAddress[] addresses = lookup.addresses();
            Exception why = lookup.failure();
            lookup = null;
            if (addresses == null) {
                failure = why instanceof UnknownHostException unknown ? unknown : new IOException(why);
                return Transport.UNRESOLVED;
            }
            peer = new InetSocketAddress(addresses[0], port);
        }
        try {
            channel = group != null && group.getAddress() instanceof Inet4Address
                    ? DatagramChannel.open(StandardProtocolFamily.INET) : DatagramChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
            if (group != null && group.getAddress().isMulticastAddress()) {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true); // each member has the same port
            }
            channel.bind(new InetSocketAddress(localPort));
            if (group != null && group.getAddress().isMulticastAddress()) {
                joinGroup();
            }
            if (selector != null) {
                channel.register(selector, SelectionKey.OP_READ, this);
            }
            return 1;
        } catch (IOException | RuntimeException e) {
            close();
            failure = e instanceof IOException io ? io : new IOException(e);
            return Transport.BROKEN;
        }
    }

    /** On every interface that has multicast; one that will not costs only itself, as long as another one does. */
    private void joinGroup() throws IOException {
        IOException refusal = new IOException("no network interface has multicast");
        boolean joined = false;
        for (NetworkInterface face : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            try {
                if (face.isUp() && (face.supportsMulticast() || face.isLoopback())) {
                    channel.join(group.getAddress(), face);
                    joined = true;
                }
            } catch (IOException e) {
                refusal = e;
            }
        }
        if (!joined) {
            throw refusal;
        }
    }

    /**
     * Gives the selector that wakes up when a datagram comes, with this object as the attachment of its key; before
     * {@link #open}.
     *
     * @param newSelector an open selector, or null for none
     */
    public void register(Selector newSelector) {
        selector = newSelector;
    }

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public int send(byte[] address, int addressOffset, int addressLength, byte[] buffer, int offset, int length) {
        if (addressLength == 0) {
            return peer == null && channel != null ? Transport.UNSUPPORTED : write(peer, buffer, offset, length);
        }
        if (addressLength != IPV4 + 2 && addressLength != IPV6 + 2) {
            return Transport.UNSUPPORTED;
        }
        if (!isDestination(address, addressOffset, addressLength) && !resolve(address, addressOffset, addressLength)) {
            return Transport.UNSUPPORTED;
        }
        return write(destination, buffer, offset, length);
    }

    private boolean isDestination(byte[] address, int offset, int length) {
        if (length != destinationLength) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (address[offset + i] != destinationBytes[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean resolve(byte[] address, int offset, int length) {
        byte[] ip = new byte[length - 2];
        System.arraycopy(address, offset, ip, 0, ip.length);
        int ofPort = (address[offset + length - 2] & 0xFF) << 8 | address[offset + length - 1] & 0xFF;
        if (ofPort == 0) {
            return false;
        }
        try {
            destination = new InetSocketAddress(InetAddress.getByAddress(ip), ofPort);
        } catch (UnknownHostException e) {
            return false; // only an address of a wrong length
        }
        System.arraycopy(address, offset, destinationBytes, 0, length);
        destinationLength = length;
        return true;
    }

    /** The socket's own radius is the one of the operating system: 1 hop for a multicast group. */
    @Override
    public int broadcast(int radius, byte[] buffer, int offset, int length) {
        return group == null ? Transport.UNSUPPORTED : write(group, buffer, offset, length);
    }

    private int write(InetSocketAddress to, byte[] buffer, int offset, int length) {
        if (channel == null) {
            return Transport.BROKEN;
        }
        if (length > LONGEST) {
            return TOO_LONG;
        }
        out.clear();
        out.put(buffer, offset, length).flip();
        try {
            return channel.send(out, to);
        } catch (PortUnreachableException e) {
            return length; // nobody listens there: a lost datagram
        } catch (IOException e) {
            failure = e;
            return isDead() ? Transport.BROKEN : length; // a network that is down loses it
        }
    }

    private boolean isDead() {
        return channel == null || !channel.isOpen();
    }

    @Override
    public int receive(byte[] buffer, int offset, int length) {
        if (channel == null) {
            return Transport.BROKEN;
        }
        try {
            for (;;) {
                in.clear();
                SocketAddress from = channel.receive(in);
                if (from == null) {
                    return 0;
                }
                if (in.position() > 0) {
                    keep(from);
                    return take(buffer, offset, length);
                }
            }
        } catch (PortUnreachableException e) {
            return 0;
        } catch (IOException e) {
            failure = e;
            return isDead() ? Transport.BROKEN : 0;
        }
    }

    private int take(byte[] buffer, int offset, int length) {
        int count = in.position();
        if (count > length || count > LONGEST) {
            return TOO_LONG;
        }
        in.flip();
        in.get(buffer, offset, count);
        return count;
    }

    /** The JDK gives the same object as long as the same peer writes. */
    private void keep(SocketAddress from) {
        if (from != sender) {
            sender = from;
            senderLength = encode((InetSocketAddress) from, senderBytes, 0);
        }
    }

    private static int encode(InetSocketAddress address, byte[] to, int offset) {
        byte[] ip = address.getAddress().getAddress();
        System.arraycopy(ip, 0, to, offset, ip.length);
        to[offset + ip.length] = (byte) (address.getPort() >> 8);
        to[offset + ip.length + 1] = (byte) address.getPort();
        return ip.length + 2;
    }

    @Override
    public int sender(byte[] address, int offset) {
        System.arraycopy(senderBytes, 0, address, offset, senderLength);
        return senderLength;
    }

    @Override
    public int peer(byte[] address, int offset) {
        return peer == null || channel == null ? 0 : encode(peer, address, offset);
    }

    /**
     * The port that others write to.
     *
     * @return 1 to 65,535, or 0 while it is not open
     */
    public int localPort() {
        return channel == null ? 0 : channel.socket().getLocalPort();
    }

    /** @return what failed last, for a person to read, or null */
    public IOException lastFailure() {
        return failure;
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        channel = null;
        peer = null;
        sender = null;
        senderLength = 0;
        destinationLength = 0;
        lookup = null;
    }
}
