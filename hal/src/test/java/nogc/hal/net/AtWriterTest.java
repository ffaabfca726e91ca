package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a command is spelt and handed over. */
class AtWriterTest {
    private final FakeUart line = new FakeUart(64);
    private final AtWriter writer = new AtWriter(256);

    private String spelt() {
        writer.end();
        writer.flush(line);
        return line.takeAll();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 10, 99, 100, 1883, 9999, 10000, 65535})
    void numbersHaveNoLeadingZero(int number) {
        writer.begin("AT+X=").number(number);
        assertEquals("AT+X=" + number + "\r\n", spelt());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', value = {
        "plain | \"plain\"",
        "a,b | \"a\\,b\"",
        "a\"b | \"a\\\"b\"",
        "a\\b | \"a\\\\b\"",
        "\\,\" | \"\\\\\\,\\\"\"",
        "~~ | \"\""}, delimiter = '|')
    void commasQuotesAndBackslashesAreEscaped(String text, String quoted) {
        byte[] bytes = bytes(text == null ? "" : text);
        writer.begin("").quoted(bytes, bytes.length);
        String spelt = spelt();
        assertEquals(quoted + "\r\n", spelt);
        assertEquals(spelt.length() - 2, AtWriter.quotedLength(bytes));
    }

    @Test
    void aLineThatTakesAByteAtATimeGetsItAll() {
        line.most = 1;
        writer.begin("ATE0").end();
        for (int i = 0; i < 6; i++) {
            assertFalse(writer.isFlushed());
            writer.flush(line);
        }
        assertTrue(writer.isFlushed());
        writer.flush(line);
        assertEquals("ATE0\r\n", line.takeAll());
    }

    @Test
    void itCanBeSaidAgain() {
        writer.begin("AT").end();
        writer.flush(line);
        writer.rewind();
        writer.flush(line);
        assertEquals("AT\r\nAT\r\n", line.takeAll());
    }
}
