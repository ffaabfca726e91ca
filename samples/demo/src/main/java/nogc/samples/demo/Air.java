package nogc.samples.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** The air between one node and the gateway: carries datagrams both ways and loses some. */
final class Air implements AutoCloseable {
    /** Names of the types that a node's traffic consists of, by their number; see {@code SnType}. */
    private static final String[] TYPES = {"ADVERTISE", "SEARCHGW", "GWINFO", "", "CONNECT", "CONNACK", "WILLTOPICREQ",
        "WILLTOPIC", "WILLMSGREQ", "WILLMSG", "REGISTER", "REGACK", "PUBLISH", "PUBACK", "PUBCOMP", "PUBREC", "PUBREL",
        "", "SUBSCRIBE", "SUBACK", "UNSUBSCRIBE", "UNSUBACK", "PINGREQ", "PINGRESP", "DISCONNECT"};

    private final String node;
    private final int lostPercent;
    private final Random random;
    private final Story story;
    private final Selector selector = Selector.open();
    private final DatagramChannel toNode = DatagramChannel.open();
    private final DatagramChannel toGateway = DatagramChannel.open();
    private final ByteBuffer datagram = ByteBuffer.allocate(2048);
    private final AtomicInteger lost = new AtomicInteger();
    private SocketAddress nodeAddress;

    /**
     * Air that carries from now on.
     *
     * @param node its name, for the story
     * @param gatewayPort of the loopback interface
     * @param lostPercent how many of a hundred datagrams are lost
     * @param random draws them
     * @param story is told what was lost
     */
    Air(String node, int gatewayPort, int lostPercent, Random random, Story story) throws IOException {
        this.node = node;
        this.lostPercent = lostPercent;
        this.random = random;
        this.story = story;
        toNode.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        toGateway.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gatewayPort));
        toNode.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        toGateway.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        Thread thread = new Thread(this::carry, "air of " + node);
        thread.setDaemon(true);
        thread.start();
    }

    /** @return the port that the node takes for the gateway's */
    int port() throws IOException {
        return ((InetSocketAddress) toNode.getLocalAddress()).getPort();
    }

    /** @return datagrams that were lost so far */
    int lost() {
        return lost.get();
    }

    private void carry() {
        try {
            while (selector.isOpen()) {
                selector.select(key -> { });
                carryUp();
                carryDown();
            }
        } catch (IOException | ClosedSelectorException e) {
            // The demo is over, or a socket is gone: from here on nothing gets through.
        }
    }

    private void carryUp() throws IOException {
        datagram.clear();
        for (SocketAddress from = toNode.receive(datagram); from != null; from = toNode.receive(datagram)) {
            nodeAddress = from;
            if (!isLost("from")) {
                toGateway.write(datagram.flip());
            }
            datagram.clear();
        }
    }

    private void carryDown() throws IOException {
        datagram.clear();
        while (toGateway.read(datagram) > 0) {
            if (!isLost("to")) {
                toNode.send(datagram.flip(), nodeAddress);
            }
            datagram.clear();
        }
    }

    private boolean isLost(String direction) {
        if (random.nextInt(100) >= lostPercent) {
            return false;
        }
        lost.incrementAndGet();
        int type = datagram.get(1) & 0xFF;
        story.tell("air", "lost a " + (type < TYPES.length ? TYPES[type] : "datagram") + " " + direction + " " + node);
        return true;
    }

    @Override
    public void close() throws IOException {
        selector.close();
        toNode.close();
        toGateway.close();
    }
}
