package nogc.javase.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The durations that a client is told, at the edges of their range. */
@Timeout(60)
class DurationsTest {
    private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
    private static final Duration SHORTEST = Duration.ofSeconds(Long.MIN_VALUE);
    private static final List<Duration> BELOW_A_SECOND = List.of(SHORTEST, Duration.ofSeconds(-1),
            Duration.ofSeconds(-(1L << 32)), Duration.ofNanos(-1), Duration.ZERO, Duration.ofMillis(999));

    private static MqttClientBuilder builder() {
        return MqttClient.of("mqtt://host");
    }

    private static void refused(String rule, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.startsWith(rule), message);
    }

    @Test
    void aKeepAliveIsWholeSecondsInRangeOrRefused() {
        for (int seconds : new int[] {0, 1, 65535}) {
            assertEquals(seconds, builder().keepAlive(Duration.ofSeconds(seconds)).options.keepAlive);
        }
        for (Duration wrong : List.of(SHORTEST, Duration.ofSeconds(-1), Duration.ofMillis(500), Duration.ofNanos(-1),
                Duration.ofMillis(1500), Duration.ofSeconds(65536), Duration.ofSeconds(1L << 32), LONGEST)) {
            refused("keepAlive must be 0 (never) to 65535 whole seconds, not ", () -> builder().keepAlive(wrong));
        }
    }

    @Test
    void aSessionIsKeptForAtLeastASecondAndNeverForEverByMistake() {
        for (Duration wrong : BELOW_A_SECOND) {
            refused("keepSession must be at least 1 s, not ", () -> builder().keepSession(wrong));
        }
        assertEquals(1, builder().keepSession(Duration.ofMillis(1999)).options.sessionExpiry);
        assertEquals(Integer.MIN_VALUE, builder().keepSession(Duration.ofSeconds(1L << 31)).options.sessionExpiry);
        for (Duration endless : List.of(Duration.ofSeconds(0xFFFFFFFFL), Duration.ofSeconds(1L << 40), LONGEST)) {
            assertEquals(0xFFFFFFFE, builder().keepSession(endless).options.sessionExpiry);
        }
    }

    @Test
    void theWayBackToTheFirstBrokerIsInRangeOrRefused() {
        for (int millis : new int[] {0, 1, Integer.MAX_VALUE}) {
            assertEquals(millis, builder().backToFirstAfter(Duration.ofMillis(millis)).returnAfter);
        }
        for (Duration wrong : List.of(SHORTEST, Duration.ofNanos(-1), Duration.ofMillis(1L << 31), LONGEST)) {
            refused("backToFirstAfter must be 0 to 2147483647 ms, not ", () -> builder().backToFirstAfter(wrong));
        }
    }

    @Test
    void theEndOfAllDurationsIsUnderstoodByCloseAndDisconnect() throws Exception {
        for (Duration edge : List.of(SHORTEST, Duration.ofNanos(-1), Duration.ZERO, LONGEST)) {
            try (MqttClient idle = builder().daemon().build()) {
                assertNotNull(idle.disconnectWhenDone(edge)); // and no exception
            }
        }
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            MqttClient client = MqttClient.of("mqtt://127.0.0.1:" + silent.getLocalPort()).daemon().build();
            client.connect();
            client.publish("topic", "never acknowledged", 1);
            Thread closer = new Thread(() -> client.close(LONGEST));
            closer.start();
            closer.join(100);
            assertTrue(closer.isAlive());
            closer.interrupt();
            closer.join();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE, -(1L << 32) + 60,
            1L << 32})
    void closingWaitsForAnyTimeWithoutOverflow(long seconds) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            MqttClient client = MqttClient.of("mqtt://127.0.0.1:" + silent.getLocalPort()).daemon().build();
            client.connect();
            client.publish("topic", "never acknowledged", 1);
            Thread closer = new Thread(() -> client.close(Duration.ofSeconds(seconds)));
            closer.start();
            closer.join(seconds <= 0 ? 30_000 : 100);
            assertEquals(seconds > 0, closer.isAlive());
            closer.interrupt();
            closer.join();
        }
    }
}
