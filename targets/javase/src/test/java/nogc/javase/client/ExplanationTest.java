package nogc.javase.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nogc.hal.Transport;
import nogc.hal.net.ProxyTransport;
import nogc.hal.net.WebSocketTransport;
import nogc.javase.tls.TlsResult;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static List<Field> codes(Class<?>... types) {
        return Stream.of(types).flatMap(type -> Stream.of(type.getFields()))
                .filter(field -> field.getType() == int.class).toList();
    }

    @Test
    void everyResultHasASentenceOfItsOwn() throws IllegalAccessException {
        List<String> missing = new ArrayList<>();
        for (Field field : codes(Result.class, Transport.class, TlsResult.class, WebSocketTransport.class,
                ProxyTransport.class)) {
            String sentence = Explanation.of(field.getInt(null));
            if (sentence.matches(".*-\\d+") || sentence.contains("0x")) {
                missing.add(field.getName());
            }
            assertFalse(sentence.isEmpty() || sentence.endsWith("."), field.getName());
        }
        assertEquals(List.of(), missing, "say at Explanation what happened and what to change");
    }

    @Test
    void everyReasonCodeHasItsWords() throws IllegalAccessException {
        for (Field field : codes(ReasonCode.class)) {
            int code = field.getInt(null);
            String words = field.getName().startsWith("V311") ? Explanation.ofReturnCode(code)
                    : Explanation.ofReason(code);
            assertFalse(words.contains("code"), field.getName() + ": " + words);
        }
        assertEquals("reason code 0xEE", Explanation.ofReason(0xEE));
        assertEquals("return code 77", Explanation.ofReturnCode(77));
    }

    @Test
    void anyNumberIsExplainedSomehow() {
        for (int code = -300; code <= 300; code++) {
            assertFalse(Explanation.of(code).isEmpty());
            assertFalse(Explanation.of(code, code & 0xFF, true).isEmpty());
            assertFalse(Explanation.of(code, code & 0xFF, false).isEmpty());
        }
    }

    @Test
    void whatTheServerSaidStandsBehindWhatHappened() {
        assertEquals("the server refused it: not authorized; check credentials and the server's access rules",
                Explanation.of(Result.REFUSED, ReasonCode.NOT_AUTHORIZED, true));
        assertEquals("the server refused it: bad user name or password; check both",
                Explanation.of(Result.REFUSED, ReasonCode.V311_BAD_USER_NAME_OR_PASSWORD, false));
        assertEquals("the server ended the connection: session taken over; another client uses the same client"
                + " identifier", Explanation.of(Result.SERVER_DISCONNECT, ReasonCode.SESSION_TAKEN_OVER, true));
        assertTrue(Explanation.of(Result.PROTOCOL_ERROR).contains("protocol error"));
    }
}
