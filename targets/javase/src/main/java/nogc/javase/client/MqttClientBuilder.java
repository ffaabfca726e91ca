package nogc.javase.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import nogc.hal.net.EndpointList;
import nogc.javase.Selectable;
import nogc.javase.tls.TlsOptions;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.Listener;
import nogc.mqtt.SessionStore;
import nogc.mqtt.Topic;
import nogc.mqtt.Utf8String;

/**
 * Says what an {@link MqttClient} shall be; {@link #build} makes it. As it is, it speaks MQTT 5.0, starts clean with a
 * client identifier of its own making, and takes payloads of up to 1,024 bytes, 20 in flight.
 */
public final class MqttClientBuilder {
    /** Bytes that PUBLISH adds to these: header, lengths, packet identifier, Subscription Identifier, alias. */
    private static final int FRAMING = 32;

    final List<BrokerUri> uris = new ArrayList<>();
    final ConnectOptions options = new ConnectOptions();
    Listener listener = new Listener() { };
    MessageHandler otherwise;
    boolean version5 = true;
    boolean endsOnFailure;
    boolean daemon;
    TlsOptions tls;
    Selectable transport;
    ProxyUri proxy;
    String headers = "";
    int order = EndpointList.IN_ORDER;
    int stableAfter = 10_000;
    int returnAfter = 300_000;
    int payload = 1024;
    int topic = 256;
    int properties = 256;
    int inFlight = 20;
    int queue = 64;
    /** Or null for none. */
    Consumer<Config> adjustment;

    MqttClientBuilder(String uri, String... more) {
        uris.add(BrokerUri.of(uri));
        for (String another : more) {
            uris.add(BrokerUri.of(another));
        }
        BrokerUri first = uris.get(0);
        if (first.user() != null) {
            user(first.user(), first.password());
        }
    }

    /** For the log. */
    String where() {
        return uris.stream().map(BrokerUri::toString).collect(Collectors.joining(" or "))
                + (proxy == null ? "" : " through " + proxy);
    }

    /**
     * Says who we are.
     *
     * @param name user name
     * @param password in UTF-8, or null for none; the client keeps it for reconnects
     * @return this
     */
    public MqttClientBuilder user(String name, String password) {
        options.userName = new Utf8String(name);
        options.password = password == null ? null : password.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /**
     * Says who we are to a server that keeps our session; else it is a random identifier.
     *
     * @param identifier client identifier
     * @return this
     */
    public MqttClientBuilder clientId(String identifier) {
        options.clientId = new Utf8String(identifier);
        return this;
    }

    /**
     * Has the server keep subscriptions and messages while we are away; needs a {@link #clientId} of ours. Whatever it
     * has kept when this client comes is taken.
     *
     * @param expiry how long (MQTT 5.0; MQTT 3.1.1 keeps it for ever), from 1 s; what is above 136 years is that
     * @return this
     * @throws IllegalArgumentException if it is below a second
     */
    public MqttClientBuilder keepSession(Duration expiry) {
        if (expiry.toSeconds() < 1) {
            throw new IllegalArgumentException("keepSession must be at least 1 s, not " + expiry);
        }
        options.cleanStart = 0;
        options.sessionExpiry = (int) Math.min(expiry.toSeconds(), 0xFFFFFFFEL);
        return this;
    }

    /**
     * Has the server publish a message when this client is gone without saying so.
     *
     * @param topic where to
     * @param payload in UTF-8
     * @param qos 0, 1 or 2
     * @param retain whether it is retained
     * @return this
     */
    public MqttClientBuilder will(String topic, String payload, int qos, boolean retain) {
        options.willTopic = new Topic(topic);
        options.willPayload = payload.getBytes(StandardCharsets.UTF_8);
        options.willQos = qos;
        options.willRetain = retain;
        return this;
    }

    /**
     * Notices within one and a half times this when the other side is gone.
     *
     * @param interval whole seconds, 0 (never) to 65,535; 60 s unless set
     * @return this
     * @throws IllegalArgumentException if it is out of range, or has a fraction of a second
     */
    public MqttClientBuilder keepAlive(Duration interval) {
        long seconds = interval.toSeconds();
        if (seconds < 0 || seconds > 65535 || interval.getNano() != 0) {
            throw new IllegalArgumentException("keepAlive must be 0 (never) to 65535 whole seconds, not " + interval);
        }
        options.keepAlive = (int) seconds;
        return this;
    }

    /**
     * Speaks MQTT 3.1.1 instead of 5.0.
     *
     * @return this
     */
    public MqttClientBuilder version311() {
        version5 = false;
        return this;
    }

    /**
     * What to trust and to show; only with {@code mqtts:} and {@code wss:}, where the JDK's authorities are trusted
     * unless this is called.
     *
     * @param tlsOptions of the connection
     * @return this
     */
    public MqttClientBuilder tls(TlsOptions tlsOptions) {
        tls = tlsOptions;
        return this;
    }

    /**
     * Goes to the brokers through a proxy, which looks their names up; the sockets of {@code unix:} are reached
     * without. A proxy reads what is not encrypted: use {@code mqtts:} or {@code wss:} behind one that is not yours.
     *
     * @param uri {@code http://} or {@code socks5h://}, then {@code [user[:password]@]host[:port]}, nothing of it
     *     encoded
     * @return this
     * @throws IllegalArgumentException if it is no such URI; the message says what to change
     */
    public MqttClientBuilder proxy(String uri) {
        proxy = ProxyUri.of(uri);
        return this;
    }

    /**
     * Adds a field to the request for a WebSocket, such as a token for a gateway.
     *
     * @param name of the field, such as {@code Authorization}
     * @param value of the field
     * @return this
     * @throws IllegalArgumentException if one of them would end the line
     */
    public MqttClientBuilder webSocketHeader(String name, String value) {
        if (name.isEmpty() || name.indexOf(':') >= 0 || (name + value).chars().anyMatch(c -> c < ' ' || c == 127)) {
            throw new IllegalArgumentException("a header has a name without a colon and a value, in one line");
        }
        headers += name + ": " + value + "\r\n";
        return this;
    }

    /**
     * Begins with any of several brokers each time, so that a crowd of clients spreads over them; else with the first,
     * and the others only when it does not answer.
     *
     * @return this
     */
    public MqttClientBuilder brokersAtRandom() {
        order = EndpointList.RANDOM;
        return this;
    }

    /**
     * How long another broker than the first is the one to come back to. Then the next connection is tried at the first
     * again; one that stands is not ended for that. A broker whose connection stood for less than the smaller of this
     * and ten seconds is passed over once.
     *
     * @param time five minutes unless set, 0 to 2<sup>31</sup> - 1 ms (24 days)
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public MqttClientBuilder backToFirstAfter(Duration time) {
        if (time.isNegative() || time.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("backToFirstAfter must be 0 to 2147483647 ms, not " + time);
        }
        returnAfter = (int) time.toMillis();
        stableAfter = Math.min(10_000, returnAfter);
        return this;
    }

    /**
     * Goes where a server sends us (MQTT 5.0, reason codes 0x9C and 0x9D), with the same credentials; over TLS the new
     * one has to show a certificate for its own name. Else such a reason code is a refusal.
     *
     * @return this
     */
    public MqttClientBuilder followRedirections() {
        return config(config -> config.serverReference = 255);
    }

    /**
     * Uses a transport of the application's own; the URI only names it then.
     *
     * @param own closed, used by nobody else
     * @return this
     */
    public MqttClientBuilder transport(Selectable own) {
        transport = own;
        return this;
    }

    /**
     * Makes room for payloads of this size, out and in.
     *
     * @param bytes 0 to 64 MB; larger ones pass only through the {@link #listener} and the core, in pieces
     * @return this
     */
    public MqttClientBuilder payloadsUpTo(int bytes) {
        payload = inRange("payloads", bytes, 0, 64 << 20);
        return this;
    }

    /**
     * Makes room for topics of this length, out and in.
     *
     * @param bytes 1 to 65,535; 256 unless set
     * @return this
     */
    public MqttClientBuilder topicsUpTo(int bytes) {
        topic = inRange("topics", bytes, 1, 65535);
        return this;
    }

    /**
     * Makes room for so many bytes of properties beside a message (MQTT 5.0), out and in.
     *
     * @param bytes 0 to 1 MB; 256 unless set
     * @return this
     */
    public MqttClientBuilder propertiesUpTo(int bytes) {
        properties = inRange("properties", bytes, 0, 1 << 20);
        return this;
    }

    /**
     * Makes room for messages that were sent and not yet acknowledged, in each direction.
     *
     * @param messages 1 to 1,023
     * @return this
     */
    public MqttClientBuilder inFlightUpTo(int messages) {
        inFlight = inRange("messages in flight", messages, 1, 1023);
        return this;
    }

    /**
     * Makes room for messages that threads hand over faster than they leave.
     *
     * @param messages 2 to 65,536; the next power of two is taken. 64 unless set
     * @return this
     */
    public MqttClientBuilder queueUpTo(int messages) {
        queue = inRange("queued messages", messages, 2, 65536);
        return this;
    }

    private static int inRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    /**
     * Keeps open messages of QoS 1 and 2 over the end of the JVM; needs a {@link #clientId} of ours.
     *
     * @param store of this client alone
     * @return this
     */
    public MqttClientBuilder store(SessionStore store) {
        return config(config -> config.store = store);
    }

    /**
     * Gives up if the first attempt to connect fails, whatever the reason: {@link MqttClient#connect} fails at once
     * then. A connection that stood is still made again.
     *
     * @return this
     */
    public MqttClientBuilder stopOnFirstFailure() {
        return config(config -> config.stopOnFirstFailure = true);
    }

    /**
     * Gets the messages that no handler of a subscription takes; else they are dropped.
     *
     * @param handler as for {@link MqttClient#subscribeDirect}
     * @return this
     */
    public MqttClientBuilder otherMessages(MessageHandler handler) {
        otherwise = handler;
        return this;
    }

    /**
     * Gets all events beside futures and handlers; messages only if no handler takes them.
     *
     * @param own called on the client's thread
     * @return this
     */
    public MqttClientBuilder listener(Listener own) {
        listener = own;
        return this;
    }

    /**
     * Ends the client, and has the server send the will, when a handler or listener throws. Else that is logged, and
     * costs its message.
     *
     * @return this
     */
    public MqttClientBuilder endOnHandlerFailure() {
        endsOnFailure = true;
        return this;
    }

    /**
     * Lets the JVM end although this client was not closed.
     *
     * @return this
     */
    public MqttClientBuilder daemon() {
        daemon = true;
        return this;
    }

    /**
     * Adjusts what has no method here, such as time-outs and reconnecting; after all sizes were set.
     *
     * @param change of the configuration
     * @return this
     */
    public MqttClientBuilder config(Consumer<Config> change) {
        adjustment = adjustment == null ? change : adjustment.andThen(change);
        return this;
    }

    /**
     * Adjusts what has no method here, such as properties and enhanced authentication.
     *
     * @param change of the options of CONNECT
     * @return this
     */
    public MqttClientBuilder connectOptions(Consumer<ConnectOptions> change) {
        change.accept(options);
        return this;
    }

    /**
     * Makes the client, not connected yet. All its memory is allocated here.
     *
     * @return a client with a thread of its own once it is connected; to be closed
     * @throws IllegalArgumentException if things do not go together, with a message that says what to change
     */
    public MqttClient build() {
        if (tls != null && uris.stream().noneMatch(uri -> uri.way().isSecure)) {
            throw new IllegalArgumentException("TLS needs an URI that begins with mqtts: or wss:, not " + where());
        }
        if (proxy != null && (transport != null || uris.stream().allMatch(uri -> uri.way() == BrokerUri.Way.UNIX))) {
            throw new IllegalArgumentException("a proxy leads to brokers on a network, neither to the sockets of unix:"
                    + " nor over a transport of your own");
        }
        if (!headers.isEmpty() && uris.stream().noneMatch(uri -> uri.way().isWebSocket)) {
            throw new IllegalArgumentException("a header needs an URI that begins with ws: or wss:, not " + where());
        }
        if (options.cleanStart == 0 && isNameless()) {
            throw new IllegalArgumentException("a session is kept for a client identifier: give one");
        }
        return new MqttClient(this);
    }

    /** Whether our identifier will be another one next time. */
    private boolean isNameless() {
        return options.clientId == null || options.clientId.length() == 0;
    }

    /** The sizes that were asked for, in the terms of the core. */
    Config config() {
        Config config = new Config();
        int head = head();
        config.receiveBuffer = Math.max(config.receiveBuffer, payload + head);
        config.transmitBuffer = Math.max(config.transmitBuffer, Math.min(payload, 16384) + head);
        config.outboundSlots = Math.min(inFlight + 4, 1023); // some for requests
        config.inboundSlots = inFlight;
        // All of usual size, or two of the largest.
        config.ring = Math.max(inFlight * (Math.min(payload, 1024) + head), 2 * (payload + head));
        if (adjustment != null) {
            adjustment.accept(config);
        }
        if (config.store != null && isNameless()) {
            throw new IllegalArgumentException("a store keeps the session of a client identifier: give one");
        }
        return config;
    }

    /** Bytes that a message takes beside its payload. */
    private int head() {
        return topic + properties + FRAMING;
    }

    /** How many calls may wait: each message under way may be acknowledged, and there is room for others. */
    int calls() {
        return Integer.highestOneBit(inFlight + 63) << 1;
    }

    /** The cells of the queue, as many as asked for, but no more than 16 MB of them. */
    int cells() {
        int affordable = Math.max(2, Integer.highestOneBit((16 << 20) / (payload + head())));
        int wanted = Integer.highestOneBit(queue - 1) << 1;
        return Math.min(wanted, affordable);
    }
}
