package nogc.samples.scram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;
import nogc.mqtt.client.Client;
import nogc.mqtt.codec.Mqtt5;
import nogc.mqtt.wire.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScramSha256Test {
    private final ModelServer server = new ModelServer("pencil");
    private final List<String> events = new ArrayList<>();

    private final Listener listener = new Listener() {
        @Override
        public void onConnected(boolean sessionPresent, PropertyReader properties) {
            events.add("connected");
        }

        @Override
        public void onConnectFailed(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
            events.add("failed " + cause + " " + reasonCode + " " + retryMillis);
        }

        @Override
        public void onDisconnected(int cause, int reasonCode, PropertyReader properties, int retryMillis) {
            events.add("disconnected " + cause);
        }
    };

    private Client connect(String password) {
        Config config = new Config();
        config.stopOnRefusal = true;
        Client client = new Client(config, new Mqtt5(), server, () -> 0, () -> 0, listener);
        ConnectOptions options = new ConnectOptions();
        options.clientId = new Utf8String("c");
        options.authenticator = new ScramSha256("user", password);
        assertEquals(Result.OK, client.connect(options));
        poll(client);
        return client;
    }

    private static void poll(Client client) {
        for (int i = 0; i < 10; i++) {
            client.poll();
        }
    }

    /** The example of RFC 7677, section 3. */
    @Test
    void theExampleOfTheRfcComesOut() {
        ScramSha256 scram = new ScramSha256("user", "pencil");
        PropertyWriter out = new PropertyWriter(300);
        scram.begin("rOprNGfwEbeRWgbNEkqO", out);
        assertEquals("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", data(out));
        out.clear();
        assertEquals(Result.OK, scram.challenge(reader("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
            + "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"), out));
        assertEquals("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
            + "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", data(out));
        assertEquals(Result.OK, scram.success(reader("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "r=other,s=AAAA,i=4096", "r=abc,s=AAAA,i=4096", "r=abcd,s=AAAA,i=4095",
        "r=abcd,s=AAAA,i=99999999", "r=abcd,s=!!,i=4096", "r=abcd,s=AAAA,i=x", "s=AAAA,r=abcd,i=4096", "r=abcd,s=AAAA"})
    void aChallengeThatIsNotForUsOrTooWeakEndsTheExchange(String challenge) {
        ScramSha256 scram = new ScramSha256("user", "pencil");
        PropertyWriter out = new PropertyWriter(300);
        scram.begin("abc", out);
        out.clear();
        assertEquals(Result.AUTHENTICATION_FAILED, scram.challenge(reader(challenge), out));
    }

    @Test
    void bothSidesProveThatTheyKnowThePassword() {
        Client client = connect("pencil");
        assertEquals(List.of("connected"), events);
        assertEquals(1, server.verified);
        assertTrue(client.isConnected());
    }

    @Test
    void aWrongPasswordIsRefusedByTheServerForGood() {
        Client client = connect("pen");
        assertEquals(List.of("failed " + Result.REFUSED + " 135 -1"), events);
        assertEquals(0, server.verified);
        assertTrue(client.isIdle());
    }

    @Test
    void aServerThatDoesNotKnowThePasswordIsLeft() {
        server.lying = true;
        Client client = connect("pencil");
        assertEquals(List.of("failed " + Result.AUTHENTICATION_FAILED + " 0 -1"), events);
        assertTrue(client.isIdle());
    }

    @Test
    void aLiveConnectionAuthenticatesAnewWhileMessagesFlow() {
        Client client = connect("pencil");
        assertEquals(Result.OK, client.reauthenticate());
        assertTrue(client.publish(new Topic("a"), null, 0, 0, 0, false) > 0);
        poll(client);
        assertEquals(2, server.verified);
        assertEquals(1, server.others);
        assertEquals(List.of("connected"), events);
        server.lying = true;
        assertEquals(Result.OK, client.reauthenticate());
        poll(client);
        assertEquals(List.of("connected", "disconnected " + Result.AUTHENTICATION_FAILED), events);
        assertFalse(client.isConnected());
    }

    private static String data(PropertyWriter out) {
        PropertyReader reader = new PropertyReader();
        reader.wrap(out.bytes(), 0, out.length());
        return ScramSha256.data(reader);
    }

    private static PropertyReader reader(String data) {
        PropertyWriter writer = new PropertyWriter(300);
        byte[] bytes = ScramSha256.ascii(data);
        writer.put(Property.AUTHENTICATION_DATA, bytes, 0, bytes.length);
        PropertyReader reader = new PropertyReader();
        reader.wrap(writer.bytes(), 0, writer.length());
        return reader;
    }
}
