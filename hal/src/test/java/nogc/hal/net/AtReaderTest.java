package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each line of a modem is. */
class AtReaderTest {
    private final AtReader reader = new AtReader();

    private List<Integer> tokens(String text, boolean prompting) {
        List<Integer> tokens = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            int token = reader.accept((byte) text.charAt(i), prompting);
            if (token != AtReader.NONE) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    @ParameterizedTest
    @CsvSource({"OK, 1", "ERROR, 2", "FAIL, 2", "busy p..., 3", "busy s..., 3", "SEND OK, 5", "SEND FAIL, 6",
        "CONNECT, 7",
        "'+LINK_CONN:0,0,\"TCP\",0,\"1.2.3.4\",1883,5000', 7", "ALREADY CONNECTED, 8", "CLOSED, 9", "WIFI GOT IP, 10",
        "WIFI DISCONNECT, 11", "ready, 12", "STATUS:2, 13", "+CWJAP:3, 14", "DNS Fail, 15", "DNS fail, 15",
        "AT+CIPCLOSE, 16", "'+IPD,300', 17", "Recv 12 bytes, 20"})
    void eachLineOfTheModemIsKnown(String line, int token) {
        assertEquals(List.of(token), tokens("\r\n" + line + "\r\n", true));
        assertEquals(List.of(token, token), tokens(line + "\n" + line + "\r", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OKAY", "O", "xOK", "ok", "ERRORS", "CLOSED ", "WIFI CONNECTED", "WIFI GOT IPv6 LL",
        "readyx", "SEND", "CONNECTED", "+CWJAP", "Will force to restart!!!", "ALREADY CONNECTED TO",
        "\u00ff\u00fe\u0000", "ERR CODE:0x01090000", "a line that is longer than what is kept of it: OK"})
    void anyOtherLineIsAnother(String line) {
        assertEquals(List.of(AtReader.OTHER), tokens("\r\n" + line + "\r\n", false));
        assertEquals(List.of(AtReader.OK), tokens("OK\r\n", false));
    }

    @Test
    void numbersAreReadAndBounded() {
        tokens("+IPD,5760\r\n", false);
        assertEquals(5760, reader.value());
        tokens("+IPD,99999999999999999999\r\n", false);
        assertEquals(65535, reader.value());
        tokens("+CWJAP:2\r\n", false);
        assertEquals(2, reader.value());
        tokens("STATUS:5\r\n", false);
        assertEquals(5, reader.value());
        tokens("Recv 192 bytes\r\n", false);
        assertEquals(192, reader.value());
        tokens("+IPD,\r\n", false);
        assertEquals(0, reader.value());
    }

    @ParameterizedTest
    @CsvSource({"'+IPD,1460:', 18, 1460", "'+IPD,7,\"192.168.1.5\",1883:', 18, 7", "'+CIPRECVDATA:12,', 19, 12",
        "'+CIPRECVDATA,12:', 19, 12"})
    void aHeaderOfPayloadEndsBeforeTheFirstByteOfIt(String header, int token, int value) {
        assertEquals(List.of(token), tokens(header, false));
        assertEquals(value, reader.value());
        assertEquals(List.of(AtReader.OK), tokens("OK\r\n", false), "it starts a line anew");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+IPD,x:", "+IPD,:", "+IPD,0:"})
    void aHeaderWithoutANumberAnnouncesNoPayload(String header) {
        assertEquals(List.of(AtReader.OTHER), tokens(header, false));
    }

    @Test
    void thePromptIsOneOnlyWhereItIsExpectedAndStartsALine() {
        assertEquals(List.of(AtReader.OK, AtReader.PROMPT), tokens("\r\nOK\r\n\r\n>", true));
        assertEquals(List.of(AtReader.OTHER), tokens(">\r\n", false));
        assertEquals(List.of(AtReader.OTHER), tokens("a>\r\n", true));
    }

    @Test
    void aLineThatBeganIsForgottenOnRequest() {
        tokens("noise", false);
        reader.reset();
        assertEquals(List.of(AtReader.OK), tokens("OK\r\n", false));
    }
}
