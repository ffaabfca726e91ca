package nogc.samples.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Collections;

/**
 * Hears what gateways say to all, at the port of their broadcast or multicast address: many answer a search there
 * instead of the one who asked. It takes nothing of what is for this machine alone, since a gateway may run here, too;
 * where the system has no such socket it hears nothing.
 */
final class GroupListener implements AutoCloseable {
    private final DatagramChannel channel;

    /**
     * Opens it, or not.
     *
     * @param group address and port
     * @param selector that wakes up when something comes
     */
    GroupListener(InetSocketAddress group, Selector selector) throws IOException {
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            bind(group);
            if (group.getAddress().isMulticastAddress()) {
                for (NetworkInterface face : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                    if (face.isUp() && face.supportsMulticast()) {
                        channel.join(group.getAddress(), face);
                    }
                }
            }
            channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            channel.close();
        }
    }

    /** To the address too, so that no datagram for this machine comes here; else only where nobody has the port. */
    private void bind(InetSocketAddress group) throws IOException {
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(group);
        } catch (IOException e) {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, false);
            channel.bind(new InetSocketAddress(group.getPort()));
        }
    }

    /**
     * Takes the next datagram.
     *
     * @param into filled up to its position
     * @return who sent it, or null if there is none
     */
    InetSocketAddress receive(ByteBuffer into) throws IOException {
        into.clear();
        return channel.isOpen() ? (InetSocketAddress) channel.receive(into) : null;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
