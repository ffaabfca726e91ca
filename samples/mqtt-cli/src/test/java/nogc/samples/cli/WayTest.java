package nogc.samples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Proxy;
import nogc.javase.tls.TestAuthority;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command over WebSocket and through real proxies to a real Mosquitto, and what it says when it cannot. */
@Timeout(120)
class WayTest {
    private static TestAuthority authority;
    private static MosquittoBroker plain;
    private static MosquittoBroker secure;

    @BeforeAll
    static void startBrokers() {
        authority = new TestAuthority("authority");
        TestAuthority.Issued server = authority.issue("127.0.0.1");
        plain = MosquittoBroker.configure().webSockets().unix().run();
        secure = MosquittoBroker.configure().webSockets("cafile " + authority.certificate(),
                "certfile " + server.certificate(), "keyfile " + server.key()).run();
    }

    @AfterAll
    static void stopBrokers() {
        plain.close();
        secure.close();
        authority.close();
    }

    /** Publishes at QoS 1 in this JVM; the exit code and what is said on the standard error stream. */
    private static String pub(String... more) {
        List<String> words = new ArrayList<>(List.of("pub", "-t", "a", "-m", "x", "-q", "1", "-h", "127.0.0.1"));
        words.addAll(Arrays.asList(more));
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            return Mqtt.run(words.toArray(new String[0])) + " " + said.toString(StandardCharsets.UTF_8).strip();
        } finally {
            System.setErr(err);
        }
    }

    private static String port(int port) {
        return String.valueOf(port);
    }

    @Test
    void aWebSocketTakesTheMessage() {
        assertEquals("0 ", pub("--ws", "-p", port(plain.webSocketPort())));
        assertEquals("0 ", pub("-L", "ws://127.0.0.1:" + plain.webSocketPort() + "/mqtt?client=1"));
        assertEquals("0 ", pub("--ws", "--header", "Authorization: Bearer me", "-p", port(plain.webSocketPort())));
    }

    @Test
    void aSocketInTheFileSystemTakesIt() {
        assertEquals("0 ", pub("--unix", plain.unixSocket().toString()));
        assertEquals("0 ", pub("-L", "unix:" + plain.unixSocket()));
        assertEquals("0 ", pub("-L", "unix://" + plain.unixSocket()));
        assertTrue(pub("-L", "unix:").contains("-L needs the path of a Unix domain socket"));
        String said = pub("--unix", "/no/such/socket");
        assertTrue(said.startsWith("1 ") && said.contains("there is no socket /no/such/socket"), said);
    }

    @Test
    void oneOverTlsTakesItToo() {
        assertEquals("0 ", pub("-L", "wss://127.0.0.1:" + secure.webSocketPort(), "--cafile",
                authority.certificate().toString()));
    }

    @Test
    void whatToCheckIsWhatWasGiven() {
        String plainPort = port(plain.port());
        String[][] rows = {
            {"and whether that port wants TLS (--cafile) or WebSocket (--ws)", "-p", port(secure.webSocketPort())},
            {"check -h and -p, and whether that port speaks WebSocket", "--ws", "-p", plainPort},
            {"check -L, and whether that port speaks WebSocket", "-L", "ws://127.0.0.1:" + plainPort},
            {"check --unix", "--unix", "/no/such/socket"},
            {"check -L", "-L", "unix:/no/such/socket"},
            {"check --proxy, and -h and -p, and whether", "--proxy", "http://127.0.0.1:" + plainPort, "-p", plainPort},
            {"nothing listens at 127.0.0.1:1: Connection refused; check --proxy, and -h and -p", "--proxy",
                "http://127.0.0.1:1", "-p", plainPort},
            {"check -L", "-L", "mqtt://127.0.0.1:1"},
        };
        for (String[] row : rows) {
            String said = pub(Arrays.copyOfRange(row, 1, row.length));
            assertTrue(said.startsWith("1 mqtt pub: ") && said.contains(row[0]) && said.lines().count() == 1, said);
        }
    }

    @Test
    void whatIsNoWebSocketIsTold() {
        String said = pub("--ws", "-p", port(plain.port()), "--quiet");
        assertTrue(said.startsWith("1"), said);
    }

    @Test
    void aProxyOfEitherKindLeadsThere() {
        try (Proxy http = Proxy.http("me", "secret"); Proxy socks = Proxy.socks("me", "secret")) {
            assertEquals("0 ", pub("--proxy", "http://me:secret@127.0.0.1:" + http.port(), "-p", port(plain.port())));
            assertEquals("0 ", pub("--proxy", "socks5h://me:secret@127.0.0.1:" + socks.port(), "-p",
                    port(plain.port())));
            assertEquals("0 ", pub("--proxy", "socks5h://me:secret@127.0.0.1:" + socks.port(), "-L",
                    "wss://127.0.0.1:" + secure.webSocketPort(), "--cafile", authority.certificate().toString()));
            String refused = pub("--proxy", "http://me:wrong@127.0.0.1:" + http.port(), "-p", port(plain.port()));
            assertTrue(refused.startsWith("1 ") && refused.contains("proxy"), refused);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--header|Authorization: x|--header is about a WebSocket: add --ws",
        "--ws-path|/x|--ws-path is about a WebSocket: add --ws",
        "--ws-path|x|needs a path that begins with a slash",
        "--header|nothing|--header needs 'Name: value'",
        "--proxy|ftp://x|--proxy: a proxy is http:// or socks5h://",
        "--proxy|http://|--proxy: a proxy is http:// or socks5h://",
        "--proxy|http://x:0|--proxy: the port of the proxy",
        "-L|mqtt://localhost:1883:2|-L needs host:port with one colon, and an IPv6 address in brackets",
        "-h|localhost:1883|-h needs a host name alone, not 'localhost:1883': the port belongs to -p",
        "-L|gopher://x|-L needs mqtt[s]://"})
    void aWrongWordGetsASentence(String option, String value, String part) {
        String said = pub(option, value);
        assertTrue(said.startsWith("2 ") && said.contains(part), said);
    }
}
