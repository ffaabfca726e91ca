package nogc.samples.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of predefined topics, as people write it. */
class PredefinedTest {
    @Test
    void commentsAMarkOfAnEditorAndClientsOfTheirOwnAreRead() throws SettingsException {
        Predefined table = Predefined.parse("t", List.of("\uFEFF1 a/b", "#none", "# none", "", "  7\tseven  # lucky",
                "7 mine for n"));
        assertEquals("a/b", table.topic("n", 1));
        assertEquals("mine", table.topic("n", 7));
        assertEquals("seven", table.topic("m", 7));
        assertNull(table.topic("n", 8));
        assertEquals(0, table.id("n", "seven"), "7 is another topic for it");
        assertEquals(7, table.id("m", "seven"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "0 a | the id must be 1 to 65534, not '0'", "65535 a | the id must be 1 to 65534, not '65535'",
        "x a | the id must be 1 to 65534, not 'x'", "1 | write 'id topic' or 'id topic for client'",
        "1 a b | write 'id topic' or 'id topic for client'", "1 a+b/+ | 'a+b/+' is no topic name",
        "3 x | the id 3 has a topic already", "4 three | the topic three has an id already",
        "1 a for a-name-of-24-characters- | no client has the identifier 'a-name-of-24-characters-': 1 to 23"
                + " characters of ASCII"})
    void aMistakeIsToldWithItsLine(String line, String fault) {
        assertEquals("t, line 2: " + fault, assertThrows(SettingsException.class,
                () -> Predefined.parse("t", List.of("3 three", line))).getMessage());
    }
}
