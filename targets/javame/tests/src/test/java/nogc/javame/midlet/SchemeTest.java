package nogc.javame.midlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import nogc.javase.broker.FreePort;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sensor MIDlet over the connections beside {@code socket://}: it comes, reports and leaves as it does there. */
@Timeout(60)
class SchemeTest {
    @TempDir
    Path folder;

    @Test
    void aSecureConnectionSpeaksTls() throws Exception {
        Identity identity = Identity.make(folder);
        int port = FreePort.find();
        try (MosquittoBroker broker = MosquittoBroker.configure().option("listener " + port + " 127.0.0.1")
                .option("certfile " + identity.certificate()).option("keyfile " + identity.key()).run()) {
            assertServed(broker, "ssl://127.0.0.1:" + port);
        }
    }

    @Test
    void aSerialLineCarriesASession() throws Exception {
        try (MosquittoBroker broker = MosquittoBroker.start()) {
            Program machine = assertServed(broker, "comm:COM0;baudrate=115200", "-Dcomm.COM0=" + broker.port());
            machine.awaitLine("COM0 at 115200");
        }
    }

    private Program assertServed(MosquittoBroker broker, String url, String... options) throws Exception {
        try (Program observer = broker.observe("observer", "-t", "sensors/#", "-F", "%t %p");
                Program machine = Suite.ofSensorNode(folder, url, Map.of("Node-Period", "100", "Node-Readings", "40"))
                        .start(options)) {
            observer.awaitLine("sensors/me/status online");
            broker.publish("-t", "sensors/me/setpoint", "-m", "30", "-q", "1");
            observer.awaitLine("sensors/me/heater on");
            observer.awaitLine("{\"n\":40,");
            observer.awaitLine("sensors/me/status offline");
            broker.awaitLog("Received DISCONNECT from me");
            assertEquals(0, machine.awaitExit(20));
            return machine;
        }
    }
}
