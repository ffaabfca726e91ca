package nogc.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import nogc.bench.Version;
import org.junit.jupiter.api.Test;

class LoadOptionsTest {
    @Test
    void wordsAloneAreMqtt311WithoutTls() {
        LoadOptions options = LoadOptions.of("paho", "127.0.0.1", "1883", "2", "2.5", "4096", "100");

        assertFalse(options.credits());
        assertEquals("paho", options.client());
        assertEquals(new Server("127.0.0.1", 1883, Version.MQTT_311, null), options.server());
        assertFalse(options.server().isSecure());
        assertEquals(2, options.qos());
        assertEquals(2.5, options.seconds());
        assertEquals(4096, options.payload());
        assertEquals(100, options.inFlight());
    }

    @Test
    void optionsStandAheadAndTheAuthorityBehind() {
        LoadOptions options = LoadOptions.of("--credits", "--v5", "ours", "127.0.0.1", "8883", "1", "3", "64", "20",
                "ca.pem");

        assertTrue(options.credits());
        assertEquals(new Server("127.0.0.1", 8883, Version.MQTT_5, Path.of("ca.pem")), options.server());
        assertTrue(options.server().isSecure());
    }

    @Test
    void wordsTooFewTooManyOrNoNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> LoadOptions.of("ours", "127.0.0.1", "1883", "1", "3", "64"));
        assertThrows(IllegalArgumentException.class,
                () -> LoadOptions.of("ours", "127.0.0.1", "1883", "1", "3", "64", "20", "ca.pem", "more"));
        assertThrows(IllegalArgumentException.class,
                () -> LoadOptions.of("ours", "127.0.0.1", "1883", "1", "3", "64", "twenty"));
    }

    @Test
    void topicThatACountingPeerTakesAsAnOrderHas25Bytes() {
        assertEquals("flood/1/64/1/to/be/receiv", ReceiveLoad.topic(1, 64, 1));
        assertEquals("flood/2/65000/100/to/be/r", ReceiveLoad.topic(2, 65000, 100));
    }
}
