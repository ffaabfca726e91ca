package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Supplier;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TestAuthority.Issued;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a second connection saves. */
@Timeout(60)
class TlsResumptionTest {
    private static final int ROUNDS = 20;
    private static TestAuthority authority;
    private static Issued server;
    private static Issued mine;

    @BeforeAll
    static void makeKeys() {
        authority = new TestAuthority("authority");
        server = authority.issue(TestAuthority.keys("RSA"), "localhost");
        mine = authority.issue(TestAuthority.keys("RSA"), "device-7");
    }

    @AfterAll
    static void removeKeys() {
        authority.close();
    }

    private static TlsOptions options(String version) {
        return new TlsOptions().authorities(authority.certificate()).versions(version)
                .clientCertificate(mine.certificate(), mine.key());
    }

    /** Medians over some connections, from the first look-up to CONNACK. */
    private record Cost(int received, int sent, long micros) {
        static Cost of(int port, Supplier<TlsOptions> options) {
            int[] received = new int[ROUNDS];
            int[] sent = new int[ROUNDS];
            long[] micros = new long[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                TlsTransport transport = new TlsTransport("localhost", port, options.get());
                try (TestClient client = new TestClient("c", TestClient.smallSteps(), new Mqtt5(), transport)) {
                    long start = System.nanoTime();
                    client.connect();
                    micros[i] = (System.nanoTime() - start) / 1000;
                    received[i] = transport.bytesRead();
                    sent[i] = transport.bytesWritten();
                    client.disconnect();
                }
            }
            Arrays.sort(received);
            Arrays.sort(sent);
            Arrays.sort(micros);
            return new Cost(received[ROUNDS / 2], sent[ROUNDS / 2], micros[ROUNDS / 2]);
        }

        @Override
        public String toString() {
            return String.format("%,d bytes in, %,d out, %,d µs", received, sent, micros);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aResumedConnectionToMosquittoNeedsNoCertificates(String version) {
        MosquittoBroker configured = MosquittoBroker.configure().quiet().tls(authority.certificate(), server)
                .option("require_certificate true");
        try (MosquittoBroker broker = configured.run()) {
            Cost.of(broker.port(), () -> options(version)); // warms up
            Cost full = Cost.of(broker.port(), () -> options(version));
            TlsOptions kept = options(version);
            Cost.of(broker.port(), () -> kept);
            Cost resumed = Cost.of(broker.port(), () -> kept);
            System.out.printf("%s with client certificate, RSA 2048, to CONNACK: full %s; resumed %s%n", version, full,
                    resumed);
            // What is sent stays about the same: a ticket in place of certificate and signature.
            assertTrue(resumed.received() < full.received() / 2, full + " -> " + resumed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void theServerSaysThatTheSessionIsTheEarlierOne(String version) throws IOException {
        try (TlsServer peer = new TlsServer(server, version)) {
            TlsOptions kept = new TlsOptions().authorities(authority.certificate());
            for (int i = 0; i < 3; i++) {
                try (TlsServer.Stream stream = peer.connect(kept).open()) {
                    stream.says("hello " + i);
                    peer.program.tell("welcome " + i); // what comes ahead of it holds the ticket
                    stream.hears("welcome " + i);
                }
            }
            assertTrue(peer.program.await(out -> out.stream().filter(line -> line.contains("Reused session-id"))
                    .count() == 2, 10_000), peer.program.lines().toString());
        }
    }
}
