package nogc.samples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import nogc.samples.sensor.jvm.Endpoint;
import org.junit.jupiter.api.Test;

/** The cable that the demo cuts. */
class CableTest {
    @Test
    void itCarriesBytesBothWaysUntilThePlugIsPulledAndAgainWhenItIsBack() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
                Cable cable = new Cable(new Endpoint("127.0.0.1", server.getLocalPort()))) {
            Socket device = connect(cable);
            Socket there = server.accept();
            assertCarries(device, there);
            assertCarries(there, device);

            cable.pull();
            assertThrows(SocketException.class, () -> device.getInputStream().read(), "a reset, not an end");
            assertThrows(SocketException.class, () -> there.getInputStream().read(), "a reset, not an end");
            Socket early = connect(cable);
            assertThrows(SocketException.class, () -> early.getInputStream().read());
            server.accept().close();

            cable.plug();
            Socket again = connect(cable);
            assertCarries(again, server.accept());
        }
    }

    private static Socket connect(Cable cable) throws IOException {
        Socket socket = new Socket(cable.end().host(), cable.end().port());
        socket.setSoTimeout(5000);
        return socket;
    }

    private static void assertCarries(Socket from, Socket to) throws IOException {
        from.getOutputStream().write(42);
        to.setSoTimeout(5000);
        assertEquals(42, to.getInputStream().read());
    }
}
