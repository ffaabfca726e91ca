package nogc.javase.client;

import java.util.List;
import nogc.javase.Selectable;
import nogc.javase.tls.TlsOptions;
import nogc.mqtt.Config;

/**
 * The way to a broker by its URI, for a {@code Client} that is polled by the application itself: the same that an
 * {@link MqttClient} takes.
 */
public final class BrokerTransport {
    private BrokerTransport() {
    }

    /**
     * Makes a closed transport.
     *
     * @param uris such as {@code mqtt://host:1883}, {@code mqtts:}, {@code ws:} or {@code wss:}; of several one that
     *     opens, in their order
     * @param tls what to trust and to show where one of them is encrypted; or null for the JDK's authorities
     * @param config of the client
     * @return a transport for one client
     * @throws IllegalArgumentException if there is none, or one is no such URI; the message says what to change and
     *     repeats no password
     */
    public static Selectable of(List<String> uris, TlsOptions tls, Config config) {
        if (uris.isEmpty()) {
            throw new IllegalArgumentException("there is no broker: give the URI of one");
        }
        // Not MqttClient.of: its class brings along the log of Java, and 300 classes with that.
        MqttClientBuilder builder =
                new MqttClientBuilder(uris.get(0), uris.subList(1, uris.size()).toArray(new String[0]));
        builder.tls = tls;
        return Ways.of(builder, config).transport;
    }

    /**
     * Checks a URI.
     *
     * @param uri as for {@link #of}
     * @return whether it is encrypted
     * @throws IllegalArgumentException as there
     */
    public static boolean isSecure(String uri) {
        return BrokerUri.of(uri).way().isSecure;
    }

    /**
     * Leaves out what must not be read by others.
     *
     * @param uri as for {@link #of}
     * @return the URI without user, password and query, for the log
     * @throws IllegalArgumentException as there
     */
    public static String shown(String uri) {
        return BrokerUri.of(uri).toString();
    }
}
