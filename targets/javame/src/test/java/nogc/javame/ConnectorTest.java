package nogc.javame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.microedition.io.ConnectionNotFoundException;
import javax.net.ssl.SSLException;
import nogc.hal.Transport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.microemu.log.Logger;
import org.microemu.microedition.ImplFactory;
import org.microemu.microedition.io.ConnectorImpl;

/** What the transport answers when MicroEmulator's Connector has no connection for a URL. */
@Timeout(60)
class ConnectorTest {
    @BeforeEach
    void plugInConnector() {
        Logger.removeAllAppenders();
        ImplFactory.registerGCF(ImplFactory.DEFAULT, new ConnectorImpl());
    }

    @Test
    void aPortThatNobodyListensToIsUnreachable() throws Exception {
        try (Socket held = new Socket()) { // so that nobody else comes to listen there
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertFails(Transport.UNREACHABLE, IOException.class, "socket://127.0.0.1:" + held.getLocalPort());
        }
    }

    @Test
    void aSerialLineOnAMachineWithoutOneIsUnreachable() throws Exception {
        assertFails(Transport.UNREACHABLE, ConnectionNotFoundException.class, "comm:COM0;baudrate=115200");
    }

    @Test
    void aPeerThatSpeaksNoTlsBreaksTheStreamOfAMachineThatShakesHandsLate() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread peer = new Thread(() -> refuseTls(server));
            peer.start();
            assertFails(Transport.BROKEN, SSLException.class, "ssl://127.0.0.1:" + server.getLocalPort());
            peer.join();
        }
    }

    private static void refuseTls(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write(new byte[] {0x20, 2, 0, 0, 0, 0, 0, 0});
            socket.getInputStream().read(new byte[4096]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What a connection comes to: a code of open, or of read once it is open. */
    private static void assertFails(int code, Class<? extends Throwable> failure, String url) throws Exception {
        StreamTransport transport = new StreamTransport(url, 16);
        int result = transport.open();
        while (result == 0) {
            transport.await(1000, true);
            result = transport.open();
        }
        while (result >= 0) {
            transport.await(1000, true);
            result = transport.read(new byte[1], 0, 1);
        }
        assertEquals(code, result);
        assertInstanceOf(failure, transport.lastFailure());
        transport.close();
    }
}
