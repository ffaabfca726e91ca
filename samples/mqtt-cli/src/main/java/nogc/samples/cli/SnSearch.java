package nogc.samples.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.Set;
import nogc.hal.DatagramTransport;
import nogc.javase.SteadyClock;
import nogc.javase.UdpTransport;
import nogc.mqtt.sn.SnEncoder;
import nogc.mqtt.sn.SnMessage;
import nogc.mqtt.sn.SnType;

/** {@code mqtt sn-search}: asks for gateways and prints those that answer or advertise themselves. */
final class SnSearch {
    /** Milliseconds between two questions. */
    private static final int AGAIN = 1000;
    /** Octets that are looked at; what a gateway says of itself is shorter. */
    private static final int LONGEST = 100;

    private SnSearch() {
    }

    /** Returns the exit code: 1 if there is none. */
    static int run(SnArguments arguments) throws IOException {
        SteadyClock clock = new SteadyClock();
        UdpTransport udp = new UdpTransport(null, 0, 0, arguments.group);
        Set<String> found = new HashSet<>();
        byte[] out = new byte[3];
        int length = SnEncoder.octet(out, 0, SnType.SEARCHGW, arguments.radius);
        try (Selector selector = Selector.open(); GroupListener all = new GroupListener(arguments.group, selector)) {
            udp.register(selector);
            if (udp.open() < 0) {
                throw udp.lastFailure();
            }
            int started = clock.millis();
            int asked = started - AGAIN;
            for (int now = started; now - started < arguments.waitMillis; now = clock.millis()) {
                if (now - asked >= AGAIN) {
                    asked = now;
                    if (udp.broadcast(arguments.radius, out, 0, length) < 0) {
                        throw udp.lastFailure();
                    }
                }
                read(udp, found);
                read(all, found);
                if (found.size() >= arguments.count && arguments.count > 0) {
                    return Connection.DONE;
                }
                selector.select(key -> { }, Math.max(1, Math.min(AGAIN, arguments.waitMillis - (now - started))));
            }
        } finally {
            udp.close();
        }
        if (found.isEmpty() && !arguments.quiet) {
            System.err.println("mqtt sn-search: no gateway answers at " + arguments.group.getHostString() + ":"
                    + arguments.group.getPort() + "; is --group that of the gateway?");
        }
        return found.isEmpty() ? Connection.FAILED : Connection.DONE;
    }

    private static void read(UdpTransport udp, Set<String> found) {
        byte[] in = new byte[LONGEST];
        byte[] from = new byte[DatagramTransport.LONGEST_ADDRESS];
        for (int count = udp.receive(in, 0, in.length); count != 0; count = udp.receive(in, 0, in.length)) {
            if (udp.sender(from, 0) == 6) {
                look(in, count, (from[0] & 0xFF) + "." + (from[1] & 0xFF) + "." + (from[2] & 0xFF) + "."
                        + (from[3] & 0xFF) + ":" + ((from[4] & 0xFF) << 8 | from[5] & 0xFF), found);
            }
        }
    }

    private static void read(GroupListener all, Set<String> found) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(LONGEST);
        for (InetSocketAddress from = all.receive(in); from != null; from = all.receive(in)) {
            look(in.array(), in.position(), from.getAddress().getHostAddress() + ":" + from.getPort(), found);
        }
    }

    private static void look(byte[] datagram, int length, String from, Set<String> found) {
        SnMessage message = new SnMessage();
        int type = length < 0 ? length : message.parse(datagram, 0, length);
        String line = "gateway " + message.gatewayId() + " at " + from;
        if ((type == SnType.ADVERTISE || type == SnType.GWINFO && message.tailLength() == 0) && found.add(line)) {
            System.out.println(line);
        }
    }
}
