package nogc.javase;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import nogc.hal.Transport;

/**
 * Connects to whichever address of a name answers first (RFC 8305, Happy Eyeballs):
 * <pre>
 *   first address   SYN ──────────────────────────▶ (nobody answers)       closed when the other has won
 *   the next            250 ms, or at once if that one was refused ▶ SYN ──▶ answers: this is the stream
 * </pre>
 * The addresses keep the resolver's order, but take turns by family (section 4): one family without a route costs one
 * step, however many addresses it has. An address that answered where those ahead of it did not is the first for five
 * minutes; an opening that was given up goes on behind the addresses it had tried.
 *
 * <p>No call blocks. Allocates for each attempt what the JDK does, a channel, its key and the socket address; its own
 * arrays only where a name has more addresses than ever before.
 */
final class AddressRace {
    /** Between the starts of two attempts (RFC 8305, section 8), in milliseconds. */
    static final int ATTEMPT_DELAY = 250;
    /** How long an address that answered in place of others stands ahead of them. */
    private static final long MEMORY = 300_000_000_000L;

    private InetAddress[] order = {};
    private SocketChannel[] channels = {};
    private SelectionKey[] keys = {};

    // Valid for one opening.
    private int count;
    private int started;
    private int pending;
    private long lastStart;
    private int port;
    private int sendBuffer;
    private int leastOfLoopback;
    private InetAddress from;
    private Selector selector;
    private int errorCode;
    private Exception error;

    /** What to begin with, if it is among the addresses; null for the resolver's first. */
    private InetAddress favourite;
    private long favouriteSince;

    /**
     * Takes the addresses; nothing is connected yet.
     *
     * @param addresses at least one, in the resolver's order
     * @param toPort of each of them
     * @param buffer bytes that the system may hold for the peer
     * @param leastOfLoopback the least that it is to a loopback address
     * @param ownAddress to connect from, or null for any
     * @param watching to register the channels with, or null
     */
    void begin(InetAddress[] addresses, int toPort, int buffer, int leastOfLoopback, InetAddress ownAddress,
            Selector watching) {
        count = addresses.length;
        if (order.length < count) {
            order = new InetAddress[count];
            channels = new SocketChannel[count];
            keys = new SelectionKey[count];
        }
        interleave(addresses, order);
        if (favourite != null && System.nanoTime() - favouriteSince < MEMORY) {
            moveToFront(favourite);
        }
        port = toPort;
        sendBuffer = buffer;
        this.leastOfLoopback = leastOfLoopback;
        from = ownAddress;
        selector = watching;
        started = 0;
        pending = 0;
        errorCode = 0;
        error = null;
    }

    /** Has the families take turns, beginning with that of the first address. */
    static void interleave(InetAddress[] addresses, InetAddress[] to) {
        int same = 0;
        int other = 0;
        for (int i = 0; i < addresses.length; i++) {
            same = next(addresses, same, true);
            other = next(addresses, other, false);
            boolean takesSame = other == addresses.length || i % 2 == 0 && same < addresses.length;
            to[i] = takesSame ? addresses[same++] : addresses[other++];
        }
    }

    private static int next(InetAddress[] addresses, int from, boolean ofFirstFamily) {
        boolean first = addresses[0] instanceof Inet6Address;
        int at = from;
        while (at < addresses.length && addresses[at] instanceof Inet6Address == first != ofFirstFamily) {
            at++;
        }
        return at;
    }

    /** Those ahead of it come behind all others, in their order. */
    private void moveToFront(InetAddress address) {
        int place = 0;
        while (place < count && !order[place].equals(address)) {
            place++;
        }
        for (int i = 0; i < place && place < count; i++) {
            InetAddress first = order[0];
            System.arraycopy(order, 1, order, 0, count - 1);
            order[count - 1] = first;
        }
    }

    /**
     * Starts attempts that are due and looks at those under way.
     *
     * @return the place of the winner, for {@link #channel}; -1 if nobody has answered yet; -2 if all have failed, for
     *     {@link #errorCode}
     */
    int advance() {
        for (int i = 0; i < started; i++) {
            if (channels[i] != null && isConnected(i)) {
                return won(i);
            }
        }
        while (started < count && isNextDue()) {
            int place = started++;
            lastStart = System.nanoTime();
            if (isStarted(place) && isConnected(place)) {
                return won(place);
            }
        }
        return pending == 0 ? -2 : -1;
    }

    /** At once where the last one has failed already. */
    private boolean isNextDue() {
        return started == 0 || channels[started - 1] == null || patience() <= 0;
    }

    /** Milliseconds until the next attempt is due, or {@link Integer#MAX_VALUE} if there is none left. */
    int patience() {
        return started == count ? Integer.MAX_VALUE
                : ATTEMPT_DELAY - (int) Math.min((System.nanoTime() - lastStart) / 1_000_000, ATTEMPT_DELAY);
    }

    private boolean isStarted(int place) {
        try {
            SocketChannel channel = SocketChannel.open();
            channels[place] = channel;
            pending++;
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, Boolean.TRUE);
            channel.setOption(StandardSocketOptions.SO_SNDBUF,
                    order[place].isLoopbackAddress() ? Math.max(sendBuffer, leastOfLoopback) : sendBuffer);
            if (from != null) {
                channel.bind(new InetSocketAddress(from, 0));
            }
            if (selector != null) {
                keys[place] = channel.register(selector, SelectionKey.OP_CONNECT);
            }
            channel.connect(new InetSocketAddress(order[place], port));
            return true;
        } catch (IOException | RuntimeException e) {
            lost(place, e);
            return false;
        }
    }

    private boolean isConnected(int place) {
        try {
            return channels[place].finishConnect();
        } catch (IOException | RuntimeException e) {
            lost(place, e);
            return false;
        }
    }

    /** Of several failures "refused" says the most, since that machine is there. */
    private void lost(int place, Exception e) {
        if (errorCode != Transport.REFUSED) {
            errorCode = codeOf(e);
            error = e;
        }
        drop(place);
    }

    /** Java has one exception for "refused" and for "no answer for minutes". */
    private static int codeOf(Exception e) {
        boolean refused = e instanceof ConnectException && !String.valueOf(e.getMessage()).contains("timed out");
        return refused ? Transport.REFUSED : Transport.UNREACHABLE;
    }

    private int won(int place) {
        for (int i = 0; i < started; i++) {
            if (i != place) {
                drop(i);
            }
        }
        if (place > 0) {
            favour(order[place]);
        }
        return place;
    }

    private void favour(InetAddress address) {
        favourite = address;
        favouriteSince = System.nanoTime();
    }

    /** Gives the opening up; addresses that were not tried yet come first next time. */
    void giveUp() {
        if (pending > 0) {
            favour(order[started % count]);
        }
        end();
    }

    /** Closes what is open, the winner too, and forgets the addresses. */
    void end() {
        for (int i = 0; i < started; i++) {
            drop(i);
        }
        Arrays.fill(order, null);
        started = 0;
        count = 0;
    }

    private void drop(int place) {
        SocketChannel channel = channels[place];
        channels[place] = null;
        keys[place] = null;
        if (channel != null) {
            pending--;
            try {
                channel.close();
            } catch (IOException e) {
                error = error == null ? e : error;
            }
        }
    }

    /** The winner's stream, until {@link #end}. */
    SocketChannel channel(int place) {
        return channels[place];
    }

    /** Its key, or null without a selector. */
    SelectionKey key(int place) {
        return keys[place];
    }

    /** What became of all attempts, once they have failed. */
    int errorCode() {
        return errorCode;
    }

    /** Why, or null. */
    Exception error() {
        return error;
    }
}
