package nogc.javase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import nogc.hal.Transport;
import nogc.hal.net.HttpProxyTransport;
import nogc.hal.net.ProxyTransport;
import nogc.hal.net.Socks5Transport;
import nogc.hal.net.WebSocketOptions;
import nogc.hal.net.WebSocketTransport;
import nogc.javase.broker.MosquittoBroker;
import nogc.javase.broker.Proxy;
import nogc.javase.tls.TestAuthority;
import nogc.javase.tls.TlsOptions;
import nogc.javase.tls.TlsTransport;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.codec.Mqtt5;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through a real tinyproxy and a real microsocks to a real Mosquitto, in clear and over TLS and WebSocket. */
@Timeout(60)
class ProxyTest {
    private static TestAuthority authority;
    private static MosquittoBroker broker;
    private static MosquittoBroker secure;

    @BeforeAll
    static void startBrokers() {
        authority = new TestAuthority("authority");
        TestAuthority.Issued server = authority.issue("127.0.0.1");
        broker = MosquittoBroker.start();
        secure = MosquittoBroker.configure().webSockets("cafile " + authority.certificate(),
                "certfile " + server.certificate(), "keyfile " + server.key()).run();
    }

    @AfterAll
    static void stopBrokers() {
        broker.close();
        secure.close();
        authority.close();
    }

    private static byte[] ascii(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Selectable through(boolean http, Proxy proxy, int port, String user, String password) {
        TcpTransport tcp = new TcpTransport("127.0.0.1", proxy.port());
        byte[] host = ascii("127.0.0.1");
        return new SelectableLayer(http ? new HttpProxyTransport(tcp, host, port, ascii(user), ascii(password))
                : new Socks5Transport(tcp, host, port, ascii(user), ascii(password)), tcp);
    }

    private static Proxy proxy(boolean http, String user, String password) {
        return http ? Proxy.http(user, password) : Proxy.socks(user, password);
    }

    private static void works(Selectable transport) {
        try (TestClient client = new TestClient("proxied", TestClient.smallSteps(), new Mqtt5(), transport)) {
            client.connect().subscribe("proxied/#", 2);
            String payload = "x".repeat(1000);
            client.publishAndWait("proxied/a", payload, 2, false);
            client.awaitMessages("proxied/a 2 - " + payload);
            client.disconnect();
            assertEquals(List.of(), client.failed);
            assertEquals(List.of(Result.DISCONNECTED + " 0"), client.disconnected);
        }
    }

    private static String fails(int code, Selectable transport) {
        String[] sentence = {null};
        try (TestClient client = new TestClient("fails", TestClient.smallSteps(), new Mqtt5(), transport) {
            @Override
            public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
                super.onConnectFailed(cause, reasonCode, properties, retryMillis);
                sentence[0] = transport.lastError();
            }
        }) {
            assertEquals(Result.OK, client.client.connect(client.options));
            client.await("failed", () -> !client.failed.isEmpty());
            assertEquals(code + " 0", client.failed.get(0), sentence[0]);
        }
        return sentence[0];
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void messagesGoThroughAProxyWithAndWithoutCredentials(boolean http) {
        try (Proxy proxy = proxy(http, null, null)) {
            works(through(http, proxy, broker.port(), null, null));
        }
        try (Proxy proxy = proxy(http, "me", "secret")) {
            works(through(http, proxy, broker.port(), "me", "secret"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wrongCredentialsAreTold(boolean http) {
        try (Proxy proxy = proxy(http, "me", "secret")) {
            String wanted = "the proxy wants a user name and password, or others than these";
            Stream.of("other", null).forEach(password -> assertEquals(wanted, fails(
                    ProxyTransport.PROXY_AUTHENTICATION, through(http, proxy, broker.port(),
                            password == null ? null : "me", password))));
        }
    }

    @Test
    void aServerThatRefusesIsToldByEitherProxy() {
        try (MosquittoBroker gone = MosquittoBroker.start(); Proxy http = proxy(true, null, null);
                Proxy socks = proxy(false, null, null)) {
            gone.kill9();
            assertEquals("the proxy refused to connect, with status 500",
                    fails(ProxyTransport.PROXY_REFUSED, through(true, http, gone.port(), null, null)));
            assertEquals("the proxy did not connect: the server refused it",
                    fails(Transport.REFUSED, through(false, socks, gone.port(), null, null)));
        }
    }

    @Test
    void theRulesOfAProxyAreTold() {
        try (Proxy proxy = Proxy.http(null, null, "ConnectPort 443")) {
            assertEquals("the proxy refused to connect, with status 403",
                    fails(ProxyTransport.PROXY_REFUSED, through(true, proxy, broker.port(), null, null)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void secureWebSocketStandsOnTlsAndThatOnAProxy(boolean http) {
        try (Proxy proxy = proxy(http, "me", "secret")) {
            int port = secure.webSocketPort();
            TlsTransport tls = new TlsTransport(through(http, proxy, port, "me", "secret"), "127.0.0.1", port,
                    new TlsOptions().authorities(authority.certificate()), 4096);
            WebSocketOptions options = new WebSocketOptions();
            options.host = ascii("127.0.0.1");
            options.port = port;
            options.secure = true;
            works(new SelectableLayer(new WebSocketTransport(tls, new SystemEntropy(), options), tls));
        }
    }
}
