package nogc.samples.gateway;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.HexFormat;

/** A node over real UDP that says what the test says, octet by octet. */
final class UdpNode implements AutoCloseable {
    /** Milliseconds in which an answer is there. */
    private static final int LONGEST_ANSWER = 10_000;
    private static final int LONGEST = 2000;

    private final DatagramSocket socket;

    UdpNode(int port) throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.connect(InetAddress.getLoopbackAddress(), port);
    }

    /** Sends a message in hexadecimal without its Length; the answer likewise, which is waited for. */
    String say(String body) throws IOException {
        tell(body);
        return hear(LONGEST_ANSWER);
    }

    void tell(String body) throws IOException {
        byte[] message = HexFormat.of().parseHex("00" + body.replace(" ", ""));
        message[0] = (byte) message.length;
        tellExactly(message);
    }

    void tellExactly(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length));
    }

    /** The next message, or nothing within so long. */
    String hear(int millis) throws IOException {
        DatagramPacket in = new DatagramPacket(new byte[LONGEST], LONGEST);
        socket.setSoTimeout(millis);
        try {
            socket.receive(in);
        } catch (SocketTimeoutException e) {
            return "";
        }
        return HexFormat.of().formatHex(Arrays.copyOfRange(in.getData(), 1, in.getLength()));
    }

    @Override
    public void close() {
        socket.close();
    }
}
