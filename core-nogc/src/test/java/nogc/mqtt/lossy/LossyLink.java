package nogc.mqtt.lossy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import nogc.hal.Transport;
import nogc.mqtt.PacketTrace;

/**
 * The client's transport over {@link Pipe}s to the broker model: seeded faults of every kind, and a look at each byte
 * for the inspector. An old pipe may live on at the broker after the client opened a new one.
 */
final class LossyLink extends PacketTrace implements Transport {
    /** One walk alone tells what passes. */
    private static final boolean TELLS = Long.getLong("nogc.seed") != null;

    private final Random random;
    private final BrokerModel broker;
    private final WireInspector inspector;
    private final int version;
    private final List<Pipe> pipes = new ArrayList<>();
    private boolean faulty = true;

    private int now;
    private Pipe pipe;
    private int openAt = Pipe.NEVER;
    private boolean opening;
    private int writableAt;
    private byte[] written = new byte[0];
    private final Deque<ServerPacket> toTake = new ArrayDeque<>();
    private final Deque<ServerPacket> toRead = new ArrayDeque<>();
    private int bytesSent;
    private int bytesRead;
    /** Bytes, packets, openings and closings so far. */
    private int moved;
    private final boolean hasStore;
    private ServerPacket connack;

    LossyLink(Random random, BrokerModel broker, WireInspector inspector, int version, boolean hasStore) {
        this.random = random;
        this.broker = broker;
        this.inspector = inspector;
        this.version = version;
        this.hasStore = hasStore;
        broker.attach(this);
    }

    /** Says what happens, where only one walk runs. */
    void tell(String what, Object packet) {
        if (TELLS) {
            System.out.println(now + " ms: " + what + " " + packet);
        }
    }

    /** From now on nothing fails any more. */
    void heal() {
        faulty = false;
        for (Pipe p : pipes) {
            p.breakAfter(Integer.MAX_VALUE, false);
        }
    }

    /** Time goes on: what arrives at the broker. */
    void advance(int time) {
        now = time;
        for (Pipe p : new ArrayList<>(pipes)) {
            for (byte[] bytes = p.arrived(now); bytes != null; bytes = p.arrived(now)) {
                broker.receive(p, bytes, now);
            }
            if (p.isEndedForBroker(now)) {
                pipes.remove(p);
                broker.lost(p);
            }
        }
    }

    /** When something will happen by itself: at the broker, or for a client that wants it. */
    int due(boolean clientReads, boolean clientWrites) {
        int due = Pipe.NEVER;
        for (Pipe p : pipes) {
            due = Math.min(due, p.brokerDue());
        }
        return Math.min(due, clientDue(clientReads, clientWrites));
    }

    int moved() {
        return moved;
    }

    /** When the client will find something to do here. */
    int clientDue(boolean clientReads, boolean clientWrites) {
        int due = opening ? openAt : Pipe.NEVER;
        if (pipe != null) {
            due = clientReads ? Math.min(due, pipe.readable()) : due;
            due = clientWrites ? Math.min(due, writableAt) : due;
        }
        return due;
    }

    @Override
    public int endpoint(byte[] host, int offset, int length, int port) {
        return UNSUPPORTED;
    }

    @Override
    public int open() {
        if (!opening) {
            moved++;
            opening = true;
            openAt = !faulty ? now : random.nextInt(30) == 0 ? Pipe.NEVER : now + random.nextInt(50);
        }
        if (now < openAt) {
            return 0;
        }
        opening = false;
        moved++;
        if (faulty && random.nextInt(10) == 0) {
            return random.nextBoolean() ? REFUSED : UNREACHABLE;
        }
        pipe = new Pipe(random, faulty ? 1 << random.nextInt(8) : 0);
        if (faulty && random.nextInt(4) > 0) {
            pipe.breakAfter(1 + random.nextInt(1 << 3 + random.nextInt(9)), random.nextInt(4) == 0);
        }
        pipes.add(pipe);
        written = new byte[0];
        toTake.clear();
        toRead.clear();
        bytesSent = 0;
        bytesRead = 0;
        tell("open", "");
        inspector.opened();
        broker.opened(pipe);
        return 1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        Violation.unless(length > 0, "read of nothing");
        int count = pipe.read(buffer, offset, length, now);
        bytesRead += Math.max(0, count);
        moved += Math.abs(count);
        while (!toRead.isEmpty() && toRead.peek().end <= bytesRead) {
            toRead.poll().read = true;
        }
        return count;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) {
        Violation.unless(length > 0, "write of nothing");
        if (pipe.isDeadForClient(now)) {
            return BROKEN;
        }
        int count = length;
        if (faulty) {
            count = random.nextInt(5) == 0 ? random.nextInt(length + 1) : length;
            writableAt = count < length ? now + random.nextInt(30) : now;
        }
        if (count == 0) {
            return 0;
        }
        moved += count;
        byte[] bytes = Arrays.copyOfRange(buffer, offset, offset + count);
        inspect(bytes);
        pipe.fromClient(bytes, now);
        return count;
    }

    private void inspect(byte[] bytes) {
        int length = written.length;
        written = Arrays.copyOf(written, length + bytes.length);
        System.arraycopy(bytes, 0, written, length, bytes.length);
        int size = ClientPacket.size(written, written.length);
        while (size > 0) {
            ClientPacket packet = new ClientPacket(Arrays.copyOf(written, size), version);
            tell("client sends", packet);
            inspector.sent(packet);
            written = Arrays.copyOfRange(written, size, written.length);
            size = ClientPacket.size(written, written.length);
        }
    }

    /** The broker sends. */
    void send(Pipe to, ServerPacket packet) {
        if (to == pipe) {
            toTake.add(packet);
            toRead.add(packet);
            bytesSent += packet.bytes.length;
            packet.end = bytesSent;
        }
        to.fromBroker(packet.bytes, now);
    }

    /** The broker closes. */
    void close(Pipe p) {
        p.closeByBroker(now);
    }

    @Override
    public void close() {
        opening = false;
        if (pipe != null) {
            tell("close", "");
            moved++;
            pipe.closeByClient(now);
            pipe = null;
        }
    }

    /** The client tells each packet; what it takes must be what the broker sent. */
    @Override
    public void packet(boolean sent, byte[] packet, int offset, int length) {
        moved++;
        if (!sent) {
            ServerPacket expected = toTake.poll();
            Violation.unless(expected != null && length <= expected.bytes.length
                    && Arrays.equals(packet, offset, offset + length, expected.bytes, 0, length),
                    "the client tells of a packet that is not " + expected);
            tell("client takes", expected);
            inspector.taken(expected);
            if (expected.type == ServerPacket.CONNACK && expected.reasonCode == 0) {
                connack = expected;
                if (!hasStore) {
                    remembered();
                }
            }
        }
    }

    /** What the client has seen of the last CONNACK, it will not forget. */
    void remembered() {
        if (connack != null) {
            broker.announced(connack);
            connack = null;
        }
    }

    /** The client died without closing. */
    void powerCut() {
        connack = null;
        close();
    }
}
