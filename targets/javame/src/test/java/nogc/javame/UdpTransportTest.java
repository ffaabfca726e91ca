package nogc.javame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import javax.microedition.io.Connector;
import javax.microedition.io.Datagram;
import javax.microedition.io.DatagramConnection;
import nogc.hal.DatagramTransport;
import nogc.hal.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.microemu.log.Logger;
import org.microemu.microedition.ImplFactory;
import org.microemu.microedition.io.ConnectorImpl;

/** Datagrams over MicroEmulator's {@code datagram://}, and over a machine whose close wakes nobody. */
@Timeout(60)
class UdpTransportTest {
    private final byte[] buffer = new byte[64];
    private DatagramSocket peer;
    private UdpTransport transport;

    @BeforeEach
    void plugInConnector() throws IOException {
        Logger.removeAllAppenders();
        ImplFactory.registerGCF(ImplFactory.DEFAULT, new ConnectorImpl());
        peer = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        transport = new UdpTransport("datagram://127.0.0.1:" + peer.getLocalPort(), 32);
    }

    @AfterEach
    void close() {
        transport.close();
        peer.close();
    }

    private int opened() throws InterruptedException {
        int result = transport.open();
        while (result == 0) {
            transport.await(1000, true);
            result = transport.open();
        }
        return result;
    }

    private DatagramPacket atPeer() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        peer.receive(packet);
        return packet;
    }

    private int received() throws InterruptedException {
        int count = transport.receive(buffer, 0, buffer.length);
        while (count == 0) {
            transport.await(1000, true);
            count = transport.receive(buffer, 0, buffer.length);
        }
        return count;
    }

    @Test
    void datagramsGoBothWaysWholeAndInOrder() throws Exception {
        assertEquals(1, opened());
        assertEquals(32, transport.longest());
        assertEquals(3, transport.send(null, 0, 0, new byte[] {9, 1, 2, 3}, 1, 3));
        DatagramPacket came = atPeer();
        assertArrayEquals(new byte[] {1, 2, 3}, Arrays.copyOf(came.getData(), came.getLength()));
        for (int i = 1; i <= 3; i++) {
            peer.send(new DatagramPacket(new byte[] {(byte) i, 7}, i == 3 ? 1 : 2, came.getSocketAddress()));
        }
        for (int i = 1; i <= 3; i++) {
            assertEquals(i == 3 ? 1 : 2, received());
            assertEquals(i, buffer[0]);
        }
        assertEquals(0, transport.receive(buffer, 0, 64));
        assertEquals(0, transport.sender(buffer, 0) + transport.peer(buffer, 0));
    }

    @Test
    void whatIsTooLongIsRefusedOrLostAlone() throws Exception {
        assertEquals(1, opened());
        assertEquals(DatagramTransport.TOO_LONG, transport.send(null, 0, 0, new byte[33], 0, 33));
        assertEquals(Transport.UNSUPPORTED, transport.send(new byte[6], 0, 6, buffer, 0, 1));
        assertEquals(Transport.UNSUPPORTED, transport.broadcast(1, buffer, 0, 1));
        assertEquals(1, transport.send(null, 0, 0, buffer, 0, 1));
        DatagramPacket came = atPeer();
        for (int length : new int[] {33, 50, 32, 4}) {
            peer.send(new DatagramPacket(new byte[length], length, came.getSocketAddress()));
        }
        assertEquals(DatagramTransport.TOO_LONG, received());
        assertEquals(DatagramTransport.TOO_LONG, received());
        assertEquals(32, received());
        peer.send(new DatagramPacket(new byte[10], 10, came.getSocketAddress()));
        while (transport.receive(buffer, 0, 3) != DatagramTransport.TOO_LONG) {
            transport.await(1000, true);
        }
        assertEquals(10, received());
    }

    @Test
    void aNameThatLeadsNowhereIsUnreachable() throws Exception {
        transport = new UdpTransport("datagram://no.such.host.invalid:1884", 32);
        assertEquals(Transport.UNREACHABLE, opened());
        assertInstanceOf(IOException.class, transport.lastFailure());
        assertThrows(IllegalArgumentException.class, () -> new UdpTransport("socket://host:1884", 32));
        assertThrows(IllegalArgumentException.class, () -> new UdpTransport("datagram://:1884", 32));
        assertThrows(IllegalArgumentException.class, () -> new UdpTransport("datagram://host:1884", 0));
    }

    /** A connection that gives a datagram for each permit, and whose close ends nothing. */
    private static final class Deaf implements DatagramConnection {
        private final CountDownLatch end = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private final CountDownLatch waiting = new CountDownLatch(1);
        private int gives;

        Deaf(int gives) {
            this.gives = gives;
        }

        @Override
        public void receive(Datagram datagram) throws IOException {
            if (gives > 0) {
                datagram.getData()[datagram.getOffset()] = (byte) gives;
                datagram.setLength(1);
                gives--;
                return;
            }
            waiting.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            throw new IOException("closed at last");
        }

        @Override
        public void close() {
            closed.countDown();
        }

        @Override
        public int getMaximumLength() {
            return 20;
        }

        @Override
        public int getNominalLength() {
            return 20;
        }

        @Override
        public void send(Datagram datagram) throws IOException {
            throw new IOException("the network is down");
        }

        @Override
        public Datagram newDatagram(int size) throws IOException {
            return newDatagram(new byte[size], size);
        }

        @Override
        public Datagram newDatagram(int size, String address) throws IOException {
            return newDatagram(size);
        }

        @Override
        public Datagram newDatagram(byte[] bytes, int size) throws IOException {
            DatagramConnection real = (DatagramConnection) Connector.open("datagram://127.0.0.1:1");
            try {
                return real.newDatagram(bytes, size);
            } finally {
                real.close();
            }
        }

        @Override
        public Datagram newDatagram(byte[] bytes, int size, String address) throws IOException {
            return newDatagram(bytes, size);
        }
    }

    private static UdpTransport over(Deaf... connections) {
        return new UdpTransport("datagram://host:1", 32) {
            private int next;

            @Override
            protected DatagramConnection connect(String url) {
                return connections[next++];
            }
        };
    }

    @Test
    void whatComesWhileAllPlacesAreTakenIsLostAndTheRestKeepsItsOrder() throws Exception {
        Deaf connection = new Deaf(UdpTransport.AHEAD + 5);
        transport = over(connection);
        assertEquals(1, opened());
        assertEquals(20, transport.longest(), "what the machine carries");
        connection.waiting.await(); // the last one has come to its place, or to none
        for (int i = 0; i < UdpTransport.AHEAD; i++) {
            assertEquals(1, received());
            assertEquals(UdpTransport.AHEAD + 5 - i, buffer[0]);
        }
        assertEquals(0, transport.receive(buffer, 0, 64));
        assertEquals(5, transport.send(null, 0, 0, buffer, 0, 5), "a lost datagram is no failure");
        connection.end.countDown();
        assertEquals(Transport.BROKEN, received());
    }

    @Test
    void aMachineThatWakesNobodyHasBoundedThreadsLeftBehind() throws Exception {
        Deaf[] connections = {new Deaf(0), new Deaf(0), new Deaf(0)};
        transport = over(connections);
        for (int i = 0; i < UdpTransport.MOST_LEFT_BEHIND; i++) {
            assertEquals(1, opened());
            connections[i].waiting.await();
            transport.close();
            connections[i].closed.await();
        }
        assertEquals(Transport.UNREACHABLE, transport.open());
        connections[0].end.countDown();
        while (transport.open() == Transport.UNREACHABLE) {
            transport.await(1000, true);
        }
        assertEquals(1, opened());
        assertTrue(transport.receive(buffer, 0, 64) == 0);
        connections[1].end.countDown();
        connections[2].end.countDown();
    }
}
