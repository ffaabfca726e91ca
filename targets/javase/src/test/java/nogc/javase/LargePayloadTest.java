package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;
import nogc.mqtt.Config;
import nogc.mqtt.Message;
import nogc.mqtt.PayloadSource;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.codec.Protocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A payload of 20 MB through buffers of 512 bytes, out and back in. */
@Timeout(120)
class LargePayloadTest {
    private static final int LENGTH = 20_000_003;

    @AfterAll
    static void stopBrokers() {
        Peer.stopBrokers();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The byte at a position; a source is read again for a resend, so it depends on the position alone. */
    private static byte at(int position) {
        return (byte) (position * 31 ^ position >>> 7 ^ position >>> 15);
    }

    private static final class Pattern implements PayloadSource {
        @Override
        public int read(int position, byte[] buffer, int offset, int length) {
            for (int i = 0; i < length; i++) {
                buffer[offset + i] = at(position + i);
            }
            return length;
        }
    }

    private static byte[] expectedDigest() {
        MessageDigest digest = sha256();
        for (int i = 0; i < LENGTH; i++) {
            digest.update(at(i));
        }
        return digest.digest();
    }

    /** Digests the pieces as they come. */
    private static final class Receiver extends TestClient {
        final MessageDigest digest = sha256();
        int position;
        int largest;
        int ended;

        Receiver(Config config, Protocol protocol, Selectable transport) {
            super("large", config, protocol, transport);
        }

        @Override
        public int onMessageStart(Message message) {
            assertEquals(LENGTH, message.totalLength());
            return ACCEPT;
        }

        @Override
        public int onMessagePiece(Message message) {
            assertEquals(position, message.position());
            digest.update(message.payload(), message.payloadOffset(), message.payloadLength());
            position += message.payloadLength();
            largest = Math.max(largest, message.payloadLength());
            return ACCEPT;
        }

        @Override
        public int onMessageEnd(Message message) {
            ended++;
            return ACCEPT;
        }
    }

    private static Config smallBuffers() {
        Config config = TestClient.smallSteps();
        config.receiveBuffer = 512;
        config.transmitBuffer = 512;
        config.ring = 512;
        return config;
    }

    @ParameterizedTest
    @EnumSource
    void twentyMegabytesComeBackAsTheyWent(Peer peer) {
        twentyMegabytes(peer.toString(), peer.protocol(), new TcpTransport("127.0.0.1", peer.port()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void twentyMegabytesComeBackOverTlsAsTheyWent(String version) {
        try (TestAuthority authority = new TestAuthority("authority");
                MosquittoBroker broker = MosquittoBroker.configure().quiet()
                        .tls(authority.certificate(), authority.issue("127.0.0.1")).run()) {
            twentyMegabytes(version, new Mqtt5(), new TlsTransport("127.0.0.1", broker.port(),
                    new TlsOptions().authorities(authority.certificate()).versions(version)));
        }
    }

    static void twentyMegabytes(String name, Protocol protocol, Selectable transport) {
        try (Receiver client = new Receiver(smallBuffers(), protocol, transport)) {
            client.connect().subscribe("large/" + name, 2);
            long start = System.nanoTime();
            int handle = TestClient.positive(
                    client.client.publish(new Topic("large/" + name), new Pattern(), LENGTH, 2, false, null));
            client.await("all pieces came", 100_000, () -> client.ended == 1); // on a busy machine
            assertEquals(new TestClient.Completion(Result.OK, 0), client.completion(handle));
            System.out.printf("%s: 20 MB out and in through 512-byte buffers in %,d ms, largest piece %d bytes%n", name,
                    (System.nanoTime() - start) / 1_000_000, client.largest);
            assertEquals(LENGTH, client.position);
            assertArrayEquals(expectedDigest(), client.digest.digest());
            client.disconnect();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListenerWithoutUseForPiecesRefusesThemAndTheConnectionGoesOn(Peer peer) {
        try (TestClient client = new TestClient("no-pieces", smallBuffers(), peer.protocol(),
                new TcpTransport("127.0.0.1", peer.port()));
                TestClient sender = peer.client("no-pieces-sender")) {
            client.connect().subscribe("pieces", 1);
            sender.connect();
            TestClient.positive(sender.client.publish(new Topic("pieces"), new Pattern(), 100_000, 1, false, null));
            sender.publishAndWait("pieces", "small", 1, false);
            client.awaitMessages("pieces 1 - small");
            client.disconnect();
        }
    }
}
