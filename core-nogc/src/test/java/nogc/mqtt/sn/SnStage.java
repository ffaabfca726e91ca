package nogc.mqtt.sn;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import nogc.hal.Clock;
import nogc.hal.DatagramTransport;
import nogc.hal.Entropy;
import nogc.hal.Transport;
import nogc.mqtt.Bytes;
import nogc.mqtt.ConnectOptions;

/**
 * A client in virtual time on a transport that a test plays: it takes down each datagram that the client sends and each
 * event that it hears, in one list, and gives it the datagrams of the test.
 */
class SnStage implements DatagramTransport, Clock, Entropy {
    /** The address of the gateway that the transport was made for. */
    static final byte[] GATEWAY = Bytes.of("7f000001 2710");
    private static final int MOST_POLLS_AT_ONCE = 100;

    private record Arrival(byte[] sender, byte[] datagram) {
    }

    final SnConfig config = new SnConfig();
    final ConnectOptions options = new ConnectOptions();
    /** What happened since {@link #take}, oldest first. */
    final List<String> log = new ArrayList<>();
    final SnRecorder recorder = new SnRecorder(log);
    SnClient client;

    private final Deque<Arrival> arrivals = new ArrayDeque<>();
    private final Deque<Integer> entropy = new ArrayDeque<>();
    private int clockStart;
    private int elapsed;
    private int wait;
    private byte[] sender = new byte[0];

    byte[] peer = GATEWAY;
    int opening = 1;
    int sending = 1;
    int receiving = 0;
    int longest = 1000;
    boolean open;
    private byte[] lastAddress = new byte[0];

    SnStage(int clockStart) {
        this.clockStart = clockStart;
    }

    /** Makes the client from what config and options say so far. */
    SnClient start() {
        client = new SnClient(config, this, this, this, recorder);
        return client;
    }

    void entropy(int... values) {
        for (int value : values) {
            entropy.add(value);
        }
    }

    /** A datagram of the gateway, then polls until nothing is left to do. */
    void receive(byte[] datagram) {
        receive(peer, datagram);
    }

    void receive(byte[] from, byte[] datagram) {
        arrivals.add(new Arrival(from, datagram));
        settle();
    }

    /** Lets the client do what is due. */
    int poll() {
        return client.poll();
    }

    /** Whether the client takes a datagram now. */
    boolean wantsInput() {
        return client.wantsInput();
    }

    /** Polls until the client wants to wait. */
    final void settle() {
        int polls = 0;
        do {
            if (++polls > MOST_POLLS_AT_ONCE) {
                throw new AssertionError("a busy loop; it did " + log);
            }
            wait = poll();
            if (wait < 0) {
                throw new AssertionError("poll returned " + wait);
            }
        } while (wait == 0 || !arrivals.isEmpty() && open && wantsInput());
    }

    /** Lets time pass, and polls the client whenever it asked for it. */
    void pass(int millis) {
        int end = elapsed + millis;
        settle();
        while (elapsed < end) {
            elapsed += Math.min(wait, end - elapsed);
            settle();
        }
    }

    /** Lets time pass in which nobody polls. */
    void passUnpolled(int millis) {
        elapsed += millis;
    }

    int elapsed() {
        return elapsed;
    }

    /** Milliseconds that the client wants to wait. */
    int waits() {
        return wait;
    }

    List<String> take() {
        List<String> taken = List.copyOf(log);
        log.clear();
        return taken;
    }

    /** Where the last datagram to a single node went, in hexadecimal. */
    String lastAddress() {
        return Bytes.hex(lastAddress);
    }

    @Override
    public int open() {
        open = opening == 1;
        return opening;
    }

    @Override
    public int longest() {
        return longest;
    }

    @Override
    public int send(byte[] address, int addressOffset, int addressLength, byte[] buffer, int offset, int length) {
        return sent("> ", Arrays.copyOfRange(address, addressOffset, addressOffset + addressLength), buffer, offset,
                length);
    }

    @Override
    public int broadcast(int radius, byte[] buffer, int offset, int length) {
        return sent(">> " + radius + " ", new byte[0], buffer, offset, length);
    }

    private int sent(String prefix, byte[] to, byte[] buffer, int offset, int length) {
        if (!open) {
            throw new AssertionError("sends although the transport is closed");
        }
        if (sending != 1) {
            return sending;
        }
        if (length > longest) {
            return TOO_LONG;
        }
        boolean unicast = !prefix.startsWith(">>");
        lastAddress = unicast ? to : lastAddress;
        boolean elsewhere = unicast && to.length > 0 && !Arrays.equals(to, peer);
        log.add(prefix + (elsewhere ? "to:" + Bytes.hex(to) + " " : "") + Bytes.hex(buffer, offset, length));
        return length;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length) {
        if (receiving < 0) {
            return receiving;
        }
        Arrival arrival = arrivals.poll();
        if (arrival == null) {
            return 0;
        }
        sender = arrival.sender;
        if (arrival.datagram.length > length) {
            return TOO_LONG;
        }
        System.arraycopy(arrival.datagram, 0, buffer, offset, arrival.datagram.length);
        return arrival.datagram.length;
    }

    @Override
    public int sender(byte[] address, int offset) {
        System.arraycopy(sender, 0, address, offset, sender.length);
        return sender.length;
    }

    @Override
    public int peer(byte[] address, int offset) {
        System.arraycopy(peer, 0, address, offset, peer.length);
        return peer.length;
    }

    @Override
    public void close() {
        arrivals.clear();
        open = false;
    }

    /** The transport breaks with this code, and can be opened again. */
    void lose(int code) {
        receiving = code;
        settle();
        receiving = 0;
    }

    @Override
    public int millis() {
        return clockStart + elapsed;
    }

    @Override
    public int next() {
        return entropy.isEmpty() ? 0 : entropy.size() == 1 ? entropy.peek() : entropy.poll();
    }

    /** A code of {@link Transport} by the name of its field, or the number. */
    static int code(String name) {
        return nogc.mqtt.transcript.Notation.result(name);
    }
}
