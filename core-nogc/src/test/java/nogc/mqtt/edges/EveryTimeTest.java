package nogc.mqtt.edges;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every time that a user of the core can hand over has a test that tries it at 0, -1, MIN and MAX. */
class EveryTimeTest {
    @Test
    void isTriedAtItsEdges() {
        assertEquals("", TimesFound.unaccounted(TimesFound.below("../hal/src/main/java", "src/main/java"), List.of(
                "ModemOptions\\.\\w+", // ModemOptionsTest, by reflection
                "EndpointList\\.\\w+", // EndpointListTest
                "SerialTransport\\.SerialTransport\\(silence\\)", // ConstructorsTest, SerialTransportTest
                "(Config|SnSettings|SnTimers)\\.\\w+", // TimesTest, by reflection
                "SnSleeping(Config\\.(keepAlive|margin)|Client\\.sleep\\(seconds\\))", // SnSleepingConfigTest
                "ConnectOptions\\.(keepAlive|sessionExpiry)", // TimesTest
                "(Client|Session)\\.disconnectWhenDone\\(millis\\)", // TimesTest
                "ExchangeLimits\\.ExchangeLimits\\(acknowledgementTimeout\\)", // ConstructorsTest, TimesTest
                "SnSleep\\.(margin|sleep\\(seconds\\))", // SnTimesTest
                "SnDiscovery\\.\\w+", // SnTimesTest
                "Requester\\.request\\(millis\\)", // RequestTest

                // Numbers of requests and results, whose words speak of time.
                "(Requester|Responder)\\.\\w+\\(slots\\)", "Replies\\.onNoReply\\(result\\)",

                // What the client itself hands to others, in range: a time of its clock, which may be any int, a pause,
                // what a store was given, fields of a packet that it writes.
                "(Engine|Link)\\.at\\(time\\)", "ExchangeWatch\\.\\w+\\(now\\)",
                "Listener\\.\\w+\\(retryMillis\\)", "SnSleep\\.onAsleep\\(result\\)", "StoredMessage\\.expiry",
                "SnEncoder\\.\\w+\\((duration|keepAlive)\\)", "SnMetrics\\.repeats")));
    }
}
