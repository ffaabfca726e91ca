package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import nogc.hal.Transport;
import org.junit.jupiter.api.Test;

/** The hand-shake: what is asked for, which answers are good, and how each other one is told. */
class WebSocketHandshakeTest {
    private static final String TO_ACCEPT = "{accept}";
    private static final String GOOD = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n";

    private final MemoryStream stream = new MemoryStream();
    private final Random random = new Random(1);
    private final WebSocketOptions options = new WebSocketOptions();
    private final byte[] buffer = new byte[300];

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private WebSocketTransport transport() {
        options.host = options.host == null ? ascii("broker") : options.host;
        return new WebSocketTransport(stream, random::nextInt, options);
    }

    private String request() {
        stream.clear();
        WebSocketTransport transport = transport();
        assertEquals(0, transport.open());
        String request = new WebSocketServer(stream).takeRequest();
        transport.close();
        return request;
    }

    /** What open answers to an answer that comes whole. */
    private int answered(String answer) {
        return answered(transport(), answer);
    }

    private int answered(WebSocketTransport transport, String answer) {
        stream.clear();
        assertEquals(0, transport.open());
        stream.give(answer.replace(TO_ACCEPT, WebSocketServer.accept(new WebSocketServer(stream).takeRequest())));
        int result = transport.open();
        assertEquals(result, transport.open(), "it says so again");
        return result;
    }

    @Test
    void theRequestAsksForMqttOverWebSocket() {
        String[] lines = request().split("\r\n");
        assertEquals("GET /mqtt HTTP/1.1", lines[0]);
        assertEquals("Host: broker", lines[1]);
        assertEquals("Upgrade: websocket", lines[2]);
        assertEquals("Connection: Upgrade", lines[3]);
        assertEquals("Sec-WebSocket-Version: 13", lines[5]);
        assertEquals("Sec-WebSocket-Protocol: mqtt", lines[6]);
        assertEquals(7, lines.length);
    }

    @Test
    void theKeyIsSixteenBytesAndNewEachTime() {
        String first = WebSocketServer.field(request(), "Sec-WebSocket-Key");
        assertEquals(16, Base64.getDecoder().decode(first).length);
        assertFalse(first.equals(WebSocketServer.field(request(), "Sec-WebSocket-Key")));
    }

    @Test
    void pathQueryPortAndFieldsAreThoseOfTheOptions() {
        options.path = ascii("/a/b?token=1&x=%20");
        options.port = 8083;
        options.headers = ascii("Authorization: Bearer " + "x".repeat(3000) + "\r\nX-Two: 2\r\n");
        String request = request();
        assertTrue(request.startsWith("GET /a/b?token=1&x=%20 HTTP/1.1\r\nHost: broker:8083\r\n"), request);
        assertEquals("Bearer " + "x".repeat(3000), WebSocketServer.field(request, "Authorization"));
        assertEquals("2", WebSocketServer.field(request, "X-Two"));
    }

    @Test
    void thePortOfTheSchemeGoesWithoutSaying() {
        options.port = 443;
        assertEquals("broker:443", WebSocketServer.field(request(), "Host"));
        options.secure = true;
        assertEquals("broker", WebSocketServer.field(request(), "Host"));
        options.port = 80;
        assertEquals("broker:80", WebSocketServer.field(request(), "Host"));
    }

    @Test
    void anIpv6AddressStandsInBrackets() {
        options.host = ascii("::1");
        options.port = 65535;
        assertEquals("[::1]:65535", WebSocketServer.field(request(), "Host"));
        options.host = ascii("[::1]");
        assertEquals("[::1]:65535", WebSocketServer.field(request(), "Host"));
    }

    @Test
    void aRedirectedClientNamesTheOtherHost() {
        WebSocketTransport transport = transport();
        assertEquals(0, transport.endpoint(ascii("-other-"), 1, 5, 90));
        assertEquals(0, transport.open());
        assertEquals("other:90", WebSocketServer.field(new WebSocketServer(stream).takeRequest(), "Host"));
        transport.close();
        assertEquals(0, transport.endpoint(null, 0, 0, 0));
        stream.clear();
        assertEquals(0, transport.open());
        assertEquals("broker", WebSocketServer.field(new WebSocketServer(stream).takeRequest(), "Host"));
        assertEquals(List.of("other:90", "own:0"), stream.endpoints);
        assertEquals(Transport.UNSUPPORTED, transport.endpoint(ascii("a b"), 0, 3, 1));
        assertEquals(Transport.UNSUPPORTED, transport.endpoint(new byte[256], 0, 256, 1));
    }

    @Test
    void fieldsAreReadAtEachOpening() {
        options.headers = ascii("A: 1\r\n");
        WebSocketTransport transport = transport();
        transport.open();
        assertEquals("1", WebSocketServer.field(stream.takeText(), "A"));
        transport.close();
        options.headers = ascii("A: 2\r\n");
        transport.open();
        assertEquals("2", WebSocketServer.field(stream.takeText(), "A"));
        transport.close();
        options.headers = ascii("A: 2\r\n\r\n");
        assertEquals(Transport.UNSUPPORTED, transport.open());
    }

    @Test
    void aGoodAnswerOpens() {
        assertEquals(1, answered(GOOD));
    }

    @Test
    void fieldsMayHaveAnyCaseOrderAndCompany() {
        assertEquals(1, answered("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 101\r\nServer: a\r\n"
                + "sec-websocket-protocol:mqtt\r\nSEC-WEBSOCKET-ACCEPT:\t {accept} \r\nX: " + "y".repeat(5000) + "\r\n"
                + "connection: keep-alive , upgrade\r\nupgrade: foo, WebSocket\r\n\r\n"));
    }

    @Test
    void anAnswerCutAtAnyByteIsTheSame() {
        for (int cut = 0; cut < GOOD.length() + 30; cut++) {
            for (int piece : new int[] {Integer.MAX_VALUE, 1, 3}) {
                stream.clear();
                stream.pauseAfter(cut);
                stream.mostIn = piece;
                WebSocketTransport transport = transport();
                assertEquals(0, transport.open());
                stream.give(GOOD.replace(TO_ACCEPT,
                        WebSocketServer.accept(new WebSocketServer(stream).takeRequest())));
                stream.give(new byte[] {(byte) 0x82, 2, 0x20, 0x33});
                int result = 0;
                for (int i = 0; i < 400 && result == 0; i++) {
                    result = transport.open();
                }
                assertEquals(1, result, "cut at " + cut);
                int count = 0;
                for (int i = 0; i < 10 && count < 2; i++) {
                    count += transport.read(buffer, count, 10);
                }
                assertArrayEquals(new byte[] {0x20, 0x33}, Arrays.copyOf(buffer, count), "cut at " + cut);
            }
        }
    }

    @Test
    void aRequestCutAtAnyByteIsTheSame() {
        int length = request().length();
        for (int cut = 0; cut < length; cut++) {
            stream.clear();
            stream.room = cut;
            WebSocketTransport transport = transport();
            assertEquals(0, transport.open());
            assertTrue(transport.wantsRoom(), "cut at " + cut);
            stream.room = Integer.MAX_VALUE;
            assertEquals(0, transport.open());
            assertFalse(transport.wantsRoom());
            String request = new WebSocketServer(stream).takeRequest();
            assertEquals(7, request.split("\r\n").length, request);
            stream.give(WebSocketServer.answer(request));
            assertEquals(1, transport.open());
        }
    }

    @Test
    void everyOtherAnswerHasItsCode() {
        assertEquals(WebSocketTransport.NOT_HTTP, answered("\u0020\u0002\u0000\u0000"), "MQTT");
        assertEquals(WebSocketTransport.NOT_HTTP, answered("HTTP/2"), "too new");
        assertEquals(WebSocketTransport.NOT_HTTP, answered("HTTP/1.1 10x\r\n"), "no status");
        assertEquals(WebSocketTransport.NOT_HTTP, answered("HTTP/1.1 099 x\r\n"), "no status");
        assertEquals(WebSocketTransport.NOT_HTTP, answered("HTTP/1.1 101 a\r\nUp\u0000grade: x\r\n"), "a NUL");
        assertEquals(WebSocketTransport.NOT_HTTP, answered("HTTP/1.1 101 a\r\nA: b\rC: d\r\n\r\n"), "a bare CR");
        assertEquals(WebSocketTransport.NOT_HTTP, answered("HTTP/1.1 101 a\r\n" + "X: y\r\n".repeat(3000)), "no end");
        assertEquals(WebSocketTransport.NOT_UPGRADED, answered(GOOD.replace("Upgrade: websocket", "Upgrade: h2c")));
        assertEquals(WebSocketTransport.NOT_UPGRADED, answered(GOOD.replace("Connection: Upgrade", "Connection: x")));
        assertEquals(WebSocketTransport.NOT_UPGRADED, answered(GOOD.replace(TO_ACCEPT, "ICX+Yqv66kxgM0FcWaLWlFLwTAI=")));
        assertEquals(WebSocketTransport.NOT_UPGRADED, answered(GOOD.replace("\r\n\r\n",
                "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")));
        assertEquals(WebSocketTransport.WRONG_SUBPROTOCOL, answered(GOOD.replace(": mqtt", ": mqttv3.1")));
        assertEquals(WebSocketTransport.WRONG_SUBPROTOCOL, answered(GOOD.replace(": mqtt", ": MQTT")));
        assertEquals(WebSocketTransport.WRONG_SUBPROTOCOL, answered(GOOD.replace(": mqtt", ": mqtt, x")));
        assertEquals(WebSocketTransport.WRONG_SUBPROTOCOL,
                answered(GOOD.replace("Sec-WebSocket-Protocol: mqtt\r\n", "")));
        assertEquals(WebSocketTransport.WRONG_SUBPROTOCOL,
                answered(GOOD.replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n")), "twice");
    }

    @Test
    void aStatusIsTold() {
        for (int status : new int[] {200, 400, 401, 403, 404, 407, 426, 500, 502, 503}) {
            WebSocketTransport transport = transport();
            assertEquals(WebSocketTransport.HTTP_REFUSED, answered(transport,
                    "HTTP/1.1 " + status + " Why\r\nContent-Length: 4\r\n\r\nbody"));
            assertEquals(status, transport.httpStatus());
        }
    }

    @Test
    void aRedirectionIsToldAndNotFollowed() {
        WebSocketTransport transport = transport();
        assertEquals(WebSocketTransport.REDIRECTED, answered(transport,
                "HTTP/1.1 307 Temporary Redirect\r\nLocation:  wss://other/mqtt \r\n\r\n"));
        assertEquals(307, transport.httpStatus());
        int length = transport.location(buffer, 2);
        assertEquals("wss://other/mqtt", new String(buffer, 2, length, StandardCharsets.US_ASCII));
        assertEquals(WebSocketTransport.REDIRECTED, answered("HTTP/1.1 301 x\r\n\r\n"));
    }

    @Test
    void whatTheStreamSaysIsPassedOn() {
        WebSocketTransport transport = transport();
        stream.openResult = 0;
        assertEquals(0, transport.open());
        assertEquals(0, stream.take().length);
        stream.openResult = Transport.REFUSED;
        assertEquals(Transport.REFUSED, transport.open());
        transport.close();
        stream.openResult = 1;
        stream.writeResult = Transport.BROKEN;
        assertEquals(Transport.BROKEN, transport.open());
        transport.close();
        stream.writeResult = 0;
        assertEquals(0, transport.open());
        stream.end = Transport.END_OF_STREAM;
        assertEquals(Transport.END_OF_STREAM, transport.open());
        transport.close();
        assertEquals(Transport.BROKEN, transport.read(buffer, 0, 1));
        assertEquals(Transport.BROKEN, transport.write(buffer, 0, 1));
        assertEquals(3, stream.closed);
    }

    @Test
    void anOptionOutOfRangeIsNamed() {
        refuses("host", () -> options.host = ascii("a/b"));
        refuses("host", () -> options.host = new byte[0]);
        refuses("port", () -> options.port = 0);
        refuses("path", () -> options.path = ascii("mqtt"));
        refuses("path", () -> options.path = ascii("/a b"));
        refuses("headers", () -> options.headers = ascii("A: b"));
        refuses("headers", () -> options.headers = ascii("A b\r\n"));
        refuses("headers", () -> options.headers = ascii("A: b\r\n\r\nC: d\r\n"));
        refuses("headers", () -> options.headers = ascii("A: b\nC: d\r\n"));
        refuses("headers", () -> options.headers = null);
        refuses("receiveBuffer", () -> options.receiveBuffer = 15);
        refuses("transmitBuffer", () -> options.transmitBuffer = 65536);
    }

    private void refuses(String what, Runnable change) {
        options.host = ascii("broker");
        options.port = 80;
        options.path = null;
        options.headers = new byte[0];
        options.receiveBuffer = 256;
        change.run();
        String message = assertThrows(IllegalArgumentException.class, this::transport).getMessage();
        assertTrue(message.startsWith(what), message);
    }

    @Test
    void ourSha1IsThatOfTheJdkForEveryLengthUpToThreeBlocks() throws Exception {
        Sha1 sha1 = new Sha1();
        byte[] digest = new byte[Sha1.LENGTH + 1];
        for (int length = 0; length < 200; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            for (byte b : message) {
                sha1.update(b);
            }
            sha1.digest(digest, 1);
            assertArrayEquals(MessageDigest.getInstance("SHA-1").digest(message), Arrays.copyOfRange(digest, 1, 21));
        }
    }

    @Test
    void ourBase64IsThatOfTheJdk() {
        byte[] into = new byte[60];
        for (int length = 0; length < 40; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            int count = nogc.hal.net.Base64.encode(bytes, 0, length, into, 1);
            assertEquals(nogc.hal.net.Base64.length(length), count);
            assertEquals(Base64.getEncoder().encodeToString(bytes),
                    new String(into, 1, count, StandardCharsets.US_ASCII));
        }
    }
}
