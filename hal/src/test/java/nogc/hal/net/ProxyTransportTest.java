package nogc.hal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import nogc.hal.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tunnels through a proxy in memory: what is asked for, and how each answer is told. */
class ProxyTransportTest {
    private final MemoryStream stream = new MemoryStream();
    private final byte[] buffer = new byte[40];

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private HttpProxyTransport http() {
        return new HttpProxyTransport(stream, ascii("broker"), 1883, null, null);
    }

    private Socks5Transport socks(boolean credentials) {
        return new Socks5Transport(stream, ascii("broker"), 1883, credentials ? ascii("me") : null,
                credentials ? ascii("pass") : null);
    }

    private int answered(ProxyTransport transport, byte[] answer) {
        stream.clear();
        stream.give(answer);
        int result = transport.open();
        assertEquals(result, transport.open(), "it says so again");
        return result;
    }

    private void assertPassesUnchanged(ProxyTransport transport) {
        stream.give(new byte[] {1, 2, 3});
        assertEquals(3, transport.read(buffer, 5, 10));
        assertEquals(2, buffer[6]);
        stream.take();
        assertEquals(2, transport.write(new byte[] {7, 8, 9}, 1, 2));
        assertArrayEquals(new byte[] {8, 9}, stream.take());
        assertFalse(transport.wantsRoom());
    }

    @Test
    void httpAsksForTheServerAndPassesBytesOn() {
        HttpProxyTransport transport = http();
        assertEquals(0, transport.open());
        assertEquals("CONNECT broker:1883 HTTP/1.1\r\nHost: broker:1883\r\n\r\n", stream.takeText());
        stream.give("HTTP/1.0 200 Connection established\r\nProxy-agent: tinyproxy/1.11.1\r\n\r\nxy");
        assertEquals(1, transport.open());
        assertEquals(2, transport.read(buffer, 0, 10), "what came behind the answer");
        assertPassesUnchanged(transport);
        transport.close();
        assertEquals(1, stream.closed);
        assertEquals(Transport.BROKEN, transport.read(buffer, 0, 1));
        assertEquals(Transport.BROKEN, transport.write(buffer, 0, 1));
    }

    @Test
    void httpSendsCredentials() {
        new HttpProxyTransport(stream, ascii("broker"), 1883, ascii("user"), ascii("p:w")).open();
        assertEquals("Basic dXNlcjpwOnc=", WebSocketServer.field(stream.takeText(), "Proxy-Authorization"));
        new HttpProxyTransport(stream, ascii("broker"), 1883, ascii("user"), null).open();
        assertEquals("Basic dXNlcjo=", WebSocketServer.field(stream.takeText(), "Proxy-Authorization"));
    }

    @Test
    void theEndpointIsTheServerNotTheProxy() {
        ProxyTransport transport = http();
        assertEquals(0, transport.endpoint(ascii("x::1"), 1, 3, 90));
        transport.open();
        assertTrue(stream.takeText().startsWith("CONNECT [::1]:90 HTTP/1.1\r\n"));
        transport.close();
        assertEquals(0, transport.endpoint(null, 0, 0, 0));
        transport.open();
        assertTrue(stream.takeText().startsWith("CONNECT broker:1883 "));
        assertEquals(Transport.UNSUPPORTED, transport.endpoint(ascii("a\r\nb"), 0, 4, 1));
        assertTrue(stream.endpoints.isEmpty());
    }

    @Test
    void eachAnswerOfHttpHasItsCode() {
        HttpProxyTransport transport = http();
        int[][] answers = {{407, ProxyTransport.PROXY_AUTHENTICATION}, {401, ProxyTransport.PROXY_AUTHENTICATION},
            {403, ProxyTransport.PROXY_REFUSED}, {500, ProxyTransport.PROXY_REFUSED}, {301, ProxyTransport.PROXY_REFUSED}, {200, 1}, {204, 1}};
        for (int[] answer : answers) {
            assertEquals(answer[1], answered(transport, ascii("HTTP/1.1 " + answer[0] + " x\r\nA: b\r\n\r\n")));
            assertEquals(answer[0], transport.httpStatus());
            transport.close();
        }
        assertEquals(ProxyTransport.NOT_A_PROXY, answered(transport, hex("05 ff")));
    }

    @Test
    void socksAsksForTheServerAndPassesBytesOn() {
        Socks5Transport transport = socks(false);
        assertEquals(0, transport.open());
        assertArrayEquals(hex("05 01 00"), stream.take());
        stream.give(hex("05 00"));
        assertEquals(0, transport.open());
        assertArrayEquals(hex("05 01 00 03 06 62726f6b6572 07 5b"), stream.take());
        stream.give(hex("05 00 00 01 7f 00 00 01 12 34 aa"));
        assertEquals(1, transport.open());
        assertEquals(1, transport.read(buffer, 0, 10), "what came behind the answer");
        assertPassesUnchanged(transport);
    }

    @Test
    void socksSendsCredentialsWhereTheyAreWanted() {
        Socks5Transport transport = socks(true);
        transport.open();
        assertArrayEquals(hex("05 02 00 02"), stream.take());
        stream.give(hex("05 02"));
        transport.open();
        assertArrayEquals(hex("01 02 6d65 04 70617373"), stream.take());
        stream.give(hex("01 00"));
        transport.open();
        assertEquals(13, stream.take().length);
        transport.close();
        assertEquals(ProxyTransport.PROXY_AUTHENTICATION, answered(transport, hex("05 02 01 01")));
    }

    @ParameterizedTest
    @CsvSource({"[::1], 04 00000000000000000000000000000001", "::1, 04 00000000000000000000000000000001",
        "10.0.0.1, 01 0a000001", "[::ffff:10.0.0.1], 04 00000000000000000000ffff0a000001",
        "[, 03 01 5b", "[ab], 03 02 6162", "10.0.1, 03 06 31302e302e31", "fe80::1%a, 03 09 666538303a3a312561"})
    void socksTellsAnAddressFromAName(String host, String bytes) {
        Socks5Transport transport = socks(false);
        for (int i = 0; i < 2; i++) { // with nothing left of a name
            transport.endpoint(ascii("a-long-name.example"), 0, 19, 258);
            stream.give(hex("05 00"));
            transport.open();
            stream.take();
            transport.close();
            transport.endpoint(ascii(host), 0, host.length(), 258);
            stream.give(hex("05 00"));
            transport.open();
            assertArrayEquals(hex("05 01 00 05 01 00" + bytes + "01 02"), stream.take());
            transport.close();
        }
    }

    @Test
    void eachAnswerOfSocksHasItsCode() {
        String[][] answers = {{"05 ff", "-88"}, {"05 02", "-89"}, {"05 01", "-89"}, {"04", "-89"}, {"48", "-89"},
            {"05 00 04", "-89"}, {"05 00 05 01", "-87"}, {"05 00 05 02", "-87"}, {"05 00 05 03", "-68"},
            {"05 00 05 04", "-68"}, {"05 00 05 05", "-67"}, {"05 00 05 06", "-68"}, {"05 00 05 07", "-70"},
            {"05 00 05 08", "-70"}, {"05 00 05 09", "-87"}, {"05 00 05 00 00 02", "-89"},
            {"05 00 05 00 00 01 01 02 03 04 05 06", "1"}, {"05 00 05 00 00 03 02 61 62 05 06", "1"},
            {"05 00 05 00 00 03 00 05 06", "1"}, {"05 00 05 00 00 04" + " 00".repeat(18), "1"}};
        for (String[] answer : answers) {
            Socks5Transport transport = socks(false);
            assertEquals(Integer.parseInt(answer[1]), answered(transport, hex(answer[0])), answer[0]);
            assertEquals(0, stream.waiting(), answer[0]);
        }
    }

    @Test
    void anAnswerAndARequestCutAtAnyByteAreTheSame() {
        byte[] good = ascii("HTTP/1.1 200 OK\r\nA: b\r\n\r\n");
        byte[] socks = hex("05 02 01 00 05 00 00 03 02 61 62 05 06");
        for (int cut = 0; cut < 60; cut++) {
            for (ProxyTransport transport : new ProxyTransport[] {http(), socks(true)}) {
                stream.clear();
                stream.room = cut;
                stream.pauseAfter(cut % 26);
                stream.give(transport instanceof HttpProxyTransport ? good : socks);
                int result = transport.open();
                for (int i = 0; i < 5 && result == 0; i++) {
                    if (transport.wantsRoom()) {
                        stream.room = Integer.MAX_VALUE;
                    }
                    result = transport.open();
                }
                assertEquals(1, result, "cut at " + cut);
                assertEquals(transport instanceof HttpProxyTransport ? 51 : 4 + 9 + 13, stream.take().length);
            }
        }
    }

    @Test
    void whatTheStreamSaysIsPassedOn() {
        for (ProxyTransport transport : new ProxyTransport[] {http(), socks(false)}) {
            stream.clear();
            stream.openResult = Transport.REFUSED;
            assertEquals(Transport.REFUSED, transport.open());
            transport.close();
            stream.openResult = 1;
            stream.end = Transport.END_OF_STREAM;
            assertEquals(Transport.END_OF_STREAM, transport.open());
            transport.close();
        }
    }

    @Test
    void argumentsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new HttpProxyTransport(stream, null, 1, null, null));
        assertThrows(IllegalArgumentException.class, () -> new HttpProxyTransport(stream, ascii("a"), 0, null, null));
        assertThrows(IllegalArgumentException.class,
                () -> new HttpProxyTransport(stream, ascii("a"), 1, ascii("a:b"), null));
        assertThrows(IllegalArgumentException.class, () -> new Socks5Transport(stream, ascii("a"), 1, ascii(""), null));
        assertThrows(IllegalArgumentException.class,
                () -> new Socks5Transport(stream, ascii("a"), 1, ascii("a"), new byte[256]));
    }

    @Test
    void itAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] http = ascii("HTTP/1.1 200 OK\r\nA: b\r\n\r\n");
        byte[] socks = hex("05 02 01 00 05 00 00 03 02 61 62 05 06");
        ProxyTransport[] transports = {http(), socks(true)};
        long last = -1;
        for (int attempt = 0; attempt < 10 && last != 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 400; i++) {
                ProxyTransport transport = transports[i & 1];
                stream.clear();
                stream.give((i & 1) == 0 ? http : socks);
                if (transport.open() != 1) {
                    throw new AssertionError(Arrays.toString(stream.take()));
                }
                transport.write(buffer, 0, 40);
                transport.read(buffer, 0, 40);
                transport.close();
            }
            last = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, last, "bytes in the last try");
    }
}
