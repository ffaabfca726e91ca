package nogc.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import nogc.mqtt.Message;
import nogc.mqtt.PropertyReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code -F} prints where mosquitto_sub 2.0.11 does not do what its manual says. */
class OutputFormatTest {
    private static ReceivedMessage message(String payload) {
        byte[] topic = ConnectionArguments.bytes("t");
        byte[] bytes = ConnectionArguments.bytes(payload);
        Message message = new Message();
        message.wrapHead(topic, 0, 1, 1, false, false, 1, new PropertyReader());
        message.wrapPayload(bytes, 0, bytes.length, 0, bytes.length);
        ReceivedMessage received = new ReceivedMessage(message);
        received.add(message);
        return received;
    }

    private static String print(String format, String payload, boolean pretty) throws UsageException {
        return new String(OutputFormat.parse(format).print(message(payload), pretty), StandardCharsets.UTF_8);
    }

    @Test
    void aPrecisionCutsAndAWidthFillsOnTheSideAsked() throws UsageException {
        assertEquals("[abc][6162][    1][1    ]", print("[%.3p][%.2x][%5q][%-5q]", "abcd", false));
    }

    @Test
    void jsonMayHaveLineEnds() throws UsageException {
        assertEquals("{\n\t\"topic\":\t\"t\",\n\t\"qos\":\t1,\n\t\"retain\":\t0,\n\t\"payloadlen\":\t3,\n"
                + "\t\"payload\":\t\"x\\\"y\"\n}",
                print("%j", "x\"y", true).replaceFirst("\t\"tst\":\t\"[^\"]*\",\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", " {\"a\" : [1, -0.5e+3, true, false, null, \"\\u00e9\\n\"]} ", "\"\"", "0"})
    void whatIsJsonStandsAsItIs(String payload) throws UsageException {
        assertTrue(JsonText.isValue(payload));
        assertTrue(print("%J", payload, false).endsWith("\"payload\":" + payload.strip() + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,]", "{\"a\"}", "{a:1}", "01", "1.", "tru", "\"\\x\"", "\"", "1 2", "nan",
        "{} x"})
    void whatIsNotStandsAsAString(String payload) throws UsageException {
        assertFalse(JsonText.isValue(payload));
        assertTrue(print("%J", payload, false).endsWith("\"}"));
    }

    @Test
    void whatIsNestedTooDeeplyStandsAsAString() {
        assertTrue(JsonText.isValue("[".repeat(100) + "]".repeat(100)));
        assertFalse(JsonText.isValue("[".repeat(100_000) + "]".repeat(100_000)));
    }
}
