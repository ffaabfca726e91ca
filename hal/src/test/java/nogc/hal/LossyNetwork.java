package nogc.hal;

import java.util.Arrays;
import java.util.Random;

/**
 * A network of datagrams in memory that loses, doubles, delays and reorders, each as often as it is told, by a seed.
 * Time is that of a {@link Clock}, so nothing happens unless it moves on. It allocates nothing once its nodes are
 * joined, so that allocation can be measured around it.
 *
 * <p>A node's address is the bytes it joined with. {@link Node#broadcast} reaches every other node.
 */
public final class LossyNetwork {
    /** How many of 100 datagrams never arrive. */
    public int lost;
    /** How many of 100 arrive twice. */
    public int doubled;
    /** Longest delay in milliseconds; each datagram has its own, so a late one is overtaken. */
    public int delay;
    /** While true nothing arrives: a cable is out. */
    public boolean cut;

    private static final int UNDER_WAY = 256;

    private final Clock clock;
    private final Random random;
    private final int longest;
    private final Flight[] flights = new Flight[UNDER_WAY];
    private final Node[] nodes = new Node[16];
    private int joined;
    private int sent;

    /** A datagram under way. */
    private static final class Flight {
        final byte[] bytes;
        int length;
        Node from;
        Node to;
        int due;
        /** Of two that are due the one that was sent first arrives first. */
        int order;

        Flight(int longest) {
            bytes = new byte[longest];
        }
    }

    /**
     * A network without nodes that delivers everything at once.
     *
     * @param clock that delays go by
     * @param seed of what happens; print it, and run the test again with it
     * @param longest bytes of the longest datagram
     */
    public LossyNetwork(Clock clock, long seed, int longest) {
        this.clock = clock;
        this.random = new Random(seed);
        this.longest = longest;
        for (int i = 0; i < flights.length; i++) {
            flights[i] = new Flight(longest);
        }
    }

    /**
     * Joins a node.
     *
     * @param address 1 to {@link DatagramTransport#LONGEST_ADDRESS} bytes, of no other node
     * @param peer the node that the empty address stands for, or null
     * @return its transport, closed
     */
    public Node join(byte[] address, byte[] peer) {
        Node node = new Node(address.clone(), peer == null ? new byte[0] : peer.clone());
        nodes[joined++] = node;
        return node;
    }

    /** How many datagrams were sent so far, also those that were lost; a broadcast counts once for each other node. */
    public int sent() {
        return sent;
    }

    /** How many are under way. */
    public int underWay() {
        int count = 0;
        for (Flight flight : flights) {
            count += flight.to == null ? 0 : 1;
        }
        return count;
    }

    private void launch(Node from, Node to, byte[] buffer, int offset, int length) {
        sent++;
        boolean gone = random.nextInt(100) < lost;
        int copies = random.nextInt(100) < doubled ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            int wait = delay == 0 ? 0 : random.nextInt(delay + 1);
            if (!gone && !cut && to.open) {
                Flight flight = free();
                System.arraycopy(buffer, offset, flight.bytes, 0, length);
                flight.length = length;
                flight.from = from;
                flight.to = to;
                flight.due = clock.millis() + wait;
                flight.order = sent;
            }
        }
    }

    private Flight free() {
        for (Flight flight : flights) {
            if (flight.to == null) {
                return flight;
            }
        }
        throw new AssertionError(UNDER_WAY + " datagrams are under way: nobody receives them");
    }

    private Flight firstDue(Node to) {
        Flight first = null;
        for (Flight flight : flights) {
            if (flight.to == to && clock.millis() - flight.due >= 0 && (first == null || flight.due - first.due < 0
                    || flight.due == first.due && flight.order < first.order)) {
                first = flight;
            }
        }
        return first;
    }

    private Node at(byte[] address, int offset, int length) {
        for (int i = 0; i < joined; i++) {
            if (Arrays.equals(nodes[i].address, 0, nodes[i].address.length, address, offset,
                    offset + length)) {
                return nodes[i];
            }
        }
        return null;
    }

    /** One node's way into the network. */
    public final class Node implements DatagramTransport {
        private final byte[] address;
        private final byte[] peer;
        private Node sender;
        private boolean open;

        private Node(byte[] address, byte[] peer) {
            this.address = address;
            this.peer = peer;
        }

        @Override
        public int open() {
            open = true;
            return 1;
        }

        @Override
        public int longest() {
            return longest;
        }

        @Override
        public int send(byte[] to, int addressOffset, int addressLength, byte[] buffer, int offset, int length) {
            byte[] destination = addressLength == 0 ? peer : to;
            int destinationLength = addressLength == 0 ? peer.length : addressLength;
            if (!open) {
                return Transport.BROKEN;
            }
            if (destinationLength == 0 || destinationLength > LONGEST_ADDRESS) {
                return Transport.UNSUPPORTED;
            }
            if (length > longest) {
                return TOO_LONG;
            }
            Node node = at(destination, addressLength == 0 ? 0 : addressOffset, destinationLength);
            if (node != null) {
                launch(this, node, buffer, offset, length);
            }
            return length;
        }

        @Override
        public int broadcast(int radius, byte[] buffer, int offset, int length) {
            if (!open) {
                return Transport.BROKEN;
            }
            if (length > longest) {
                return TOO_LONG;
            }
            for (int i = 0; i < joined; i++) {
                if (nodes[i] != this) {
                    launch(this, nodes[i], buffer, offset, length);
                }
            }
            return length;
        }

        @Override
        public int receive(byte[] buffer, int offset, int length) {
            if (!open) {
                return Transport.BROKEN;
            }
            Flight flight = firstDue(this);
            if (flight == null) {
                return 0;
            }
            flight.to = null;
            sender = flight.from;
            if (flight.length > length) {
                return TOO_LONG;
            }
            System.arraycopy(flight.bytes, 0, buffer, offset, flight.length);
            return flight.length;
        }

        @Override
        public int sender(byte[] into, int offset) {
            return sender == null ? 0 : copy(sender.address, into, offset);
        }

        @Override
        public int peer(byte[] into, int offset) {
            return open ? copy(peer, into, offset) : 0;
        }

        private int copy(byte[] from, byte[] into, int offset) {
            System.arraycopy(from, 0, into, offset, from.length);
            return from.length;
        }

        @Override
        public void close() {
            open = false;
            sender = null;
            for (Flight flight : flights) {
                flight.to = flight.to == this ? null : flight.to;
            }
        }
    }
}
