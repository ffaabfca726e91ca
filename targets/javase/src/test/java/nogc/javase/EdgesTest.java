package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import nogc.hal.Transport;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;
import nogc.mqtt.Config;
import nogc.mqtt.Listener;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.edges.ConstructorSweep;
import nogc.mqtt.edges.TimesFound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every size and every time that a user of this module can hand over, at the edges of its range. */
@Timeout(60)
class EdgesTest {
    @Test
    void whateverSizeAConstructorRefusesItNames() {
        TcpTransport transport = new TcpTransport("127.0.0.1", 1);
        ConstructorSweep sweep = new ConstructorSweep()
                .usually("Path", Path.of("socket"))
                .usually("PublishRing(cells)", 2)
                .usually("PublishRing", new PublishRing(2, 1, 1, 0))
                .usually("Client", new Client(new Config(), new Mqtt5(), transport, new SteadyClock(),
                        new SystemEntropy(), new Listener() { }))
                .usually("Selectable", transport)
                .usually("TlsOptions", new TlsOptions())
                .usually("UdpTransport(group)", new InetSocketAddress(InetAddress.getLoopbackAddress(), 1))
                .over("src/main/java");
        assertEquals("", String.join("\n", sweep.faults));
        assertTrue(sweep.tried.containsAll(List.of("TcpTransport(buffer)", "TlsTransport(record)",
                "UdpTransport(localPort)", "UnixTransport(buffer)", "PublishRing(payloadCapacity)",
                "ClientRunner(calls)")),
                sweep.tried.toString());
    }

    @Test
    void everyTimeIsTriedAtItsEdges() {
        assertEquals("", TimesFound.unaccounted(TimesFound.below("src/main/java"), List.of(
                "ClientRunner\\.(publish|awaitConnected|close)\\(timeoutMillis\\)", // RunnerLifeTest
                "ClientRunner\\.disconnectWhenDone\\(millis\\)", // client.DurationsTest, by MqttClient
                "MqttClient(Builder)?\\.\\w+\\((timeout|expiry|interval|time|longest)\\)", // client.DurationsTest
                "Sleeper\\.(coalesce|spin)\\(micros\\)", // SleeperTest
                "Sleeper\\.sleep\\(millis\\)", "TlsOptions\\.handshakeTimeout\\(millis\\)"))); // here
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void sleepingForNoTimeReturnsAtOnce(int millis) throws Exception {
        try (Sleeper sleeper = new Sleeper(new TcpTransport("127.0.0.1", 1))) {
            sleeper.sleep(millis, true, true);
        }
    }

    @Test
    void sleepingForTheLongestTimeEndsWhenItIsInterrupted() throws Exception {
        Thread sleeping = new Thread(() -> {
            try (Sleeper sleeper = new Sleeper(new TcpTransport("127.0.0.1", 1))) {
                sleeper.sleep(Integer.MAX_VALUE, true, true);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        sleeping.start();
        sleeping.join(100);
        assertTrue(sleeping.isAlive(), "it did not sleep");
        sleeping.interrupt();
        sleeping.join();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aHandshakeWithoutTimeIsRefused(int millis) {
        assertEquals("handshakeTimeout must be at least 1 ms, not " + millis, assertThrows(
                IllegalArgumentException.class, () -> new TlsOptions().handshakeTimeout(millis)).getMessage());
    }

    @Test
    void theLongestHandshakeIsWaitedForAndTheShortestEnds() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Transport patient = tls(silent, Integer.MAX_VALUE);
            Transport hasty = tls(silent, 1);
            int result = 0;
            while (result == 0) {
                assertEquals(0, patient.open());
                result = hasty.open();
                Thread.sleep(1);
            }
            assertEquals(Transport.UNREACHABLE, result);
            for (int i = 0; i < 50; i++) {
                assertEquals(0, patient.open());
                Thread.sleep(1);
            }
            patient.close();
            hasty.close();
        }
    }

    private static Transport tls(ServerSocket server, int millis) {
        return new TlsTransport(server.getInetAddress().getHostAddress(), server.getLocalPort(),
                new TlsOptions().handshakeTimeout(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 64", "-1 64", "2147483647 64", "2 0", "2 -1", "2 -2147483648", "2 2147483647",
            "1024 16777216"})
    void aFileOfAnImpossibleSizeIsRefusedAndNotMade(String size, @TempDir Path folder) {
        int sectors = Integer.parseInt(size.split(" ")[0]);
        int sectorSize = Integer.parseInt(size.split(" ")[1]);
        String message = assertThrows(IllegalArgumentException.class,
                () -> FileFlashRegion.open(folder.resolve("log"), sectors, sectorSize)).getMessage();
        assertTrue(message.endsWith("not " + sectors + " of " + sectorSize), message);
        assertTrue(!folder.resolve("log").toFile().exists());
    }
}
