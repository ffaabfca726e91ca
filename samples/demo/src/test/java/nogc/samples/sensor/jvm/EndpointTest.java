package nogc.samples.sensor.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code host:port} on a command line. */
class EndpointTest {
    @Test
    void hostAndPortAreTaken() {
        assertEquals(new Endpoint("broker.example", 1883), Endpoint.parse("broker.example:1883"));
        assertEquals(new Endpoint("[::1]", 65535), Endpoint.parse("[::1]:65535"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "broker", "1883", ":1883", "broker:", "broker:x", "broker:0", "broker:65536",
        "broker:123456"})
    void anythingElseIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(text));
    }
}
