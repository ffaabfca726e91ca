package nogc.mqtt.session;

import nogc.hal.Entropy;
import nogc.mqtt.Config;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.Result;
import nogc.mqtt.Utf8String;
import nogc.mqtt.codec.ConnectEncoder;
import nogc.mqtt.codec.PacketEncoder;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.Property;

/**
 * What the next CONNECT says, which session it asks for, and whether the session that the server offers is that one. A
 * session belongs to one client identifier and one version: another identifier is refused until the session was ended.
 */
final class ConnectRequest {
    private final Protocol protocol;
    private final PacketEncoder encoder;
    private final ConnectEncoder connectEncoder;
    private final ClientIdentifier identifier;
    private final PropertyReader scratch;
    private final boolean storePresent;
    private final boolean discardUnknownSession;

    // valid for session
    private ConnectOptions options;
    private boolean sessionKnown;
    /** The application itself asked for Clean Start, which no CONNACK has granted yet. */
    private boolean dropped;
    /** A CONNECT of ours got no answer: the session may be of its making. */
    private boolean unanswered;
    /** An unknown session is to be discarded, unless the application vouches for it since. */
    private boolean forceCleanStart;

    // valid for connection
    private boolean cleanStart = true; // as by default: an image that never resumes has no code for it
    private boolean problemsRefused;

    /** Allocates; {@code scratch} may look at anything between two uses. */
    ConnectRequest(Config config, Protocol protocol, PacketEncoder encoder, Entropy entropy, PropertyReader scratch) {
        this.protocol = protocol;
        this.encoder = encoder;
        this.scratch = scratch;
        connectEncoder = new ConnectEncoder(config, protocol, encoder);
        identifier = new ClientIdentifier(entropy, config.assignedClientIdentifier);
        storePresent = config.store != null;
        discardUnknownSession = config.discardUnknownSession;
    }

    /** Takes the options of an application, if they can lead to a connection; else nothing changes. */
    int take(ConnectOptions chosen) {
        if (chosen == null) {
            return Result.INVALID_ARGUMENT;
        }
        boolean drops = chosen.cleanStart == 1;
        int result = check(chosen, startsClean(chosen, drops));
        if (result == Result.OK) {
            options = chosen;
            dropped = drops;
        }
        return result;
    }

    /** An attempt begins: the application may have changed the options since. */
    int begin() {
        cleanStart = startsClean(options, dropped);
        return check(options, cleanStart);
    }

    /** Whether CONNECT can be written, and fits the transmit buffer, which is empty between two connections. */
    private int check(ConnectOptions chosen, boolean clean) {
        int result = checkNames(chosen, clean);
        if (result == Result.OK) {
            if (chosen.authenticator != null) {
                chosen.authenticator.properties().clear(); // those of CONNECT are made when the transport is open
            }
            result = connectEncoder.size(chosen, identifier.of(chosen)) > encoder.buffer().length
                    ? Result.BUFFER_TOO_SMALL : Result.OK;
        }
        return result;
    }

    private int checkNames(ConnectOptions chosen, boolean clean) {
        if (!identifier.isOwner(chosen)) {
            return Result.CLIENT_IDENTIFIER_CHANGED;
        }
        if (storePresent && !ClientIdentifier.isLasting(chosen)) {
            return Result.CLIENT_IDENTIFIER_REQUIRED;
        }
        if (chosen.subscriptions != null && chosen.subscriptions.problem() < 0) {
            return chosen.subscriptions.problem();
        }
        return connectEncoder.check(chosen, identifier.of(chosen), clean);
    }

    /**
     * What CONNECT says: the application's wish for a first connection, or while it {@code drops} the session that we
     * know; a resumption for later ones of a session that lasts.
     */
    private boolean startsClean(ConnectOptions chosen, boolean drops) {
        if (!drops && sessionKnown && protocol.hasProperties()) {
            return false;
        }
        return chosen.cleanStart == ConnectOptions.CLEAN_START_DEFAULT ? !storePresent || forceCleanStart
                : chosen.cleanStart != 0;
    }

    /** Writes CONNECT; its size, or why not. The options may have changed while the transport opened. */
    int write() {
        int result = checkNames(options, cleanStart);
        if (result < 0) {
            return result;
        }
        identifier.named(options);
        int length = connectEncoder.encode(options, identifier.of(options), cleanStart);
        return length == 0 ? Result.BUFFER_TOO_SMALL : length;
    }

    ConnectOptions options() {
        return options;
    }

    /** The client identifier of the session. */
    Utf8String clientId() {
        return identifier.of(options);
    }

    /** Whether the session that a store was opened for is still the one to come. */
    boolean isBound() {
        return identifier.isBound();
    }

    /** A store keeps this session from now on. */
    void bind() {
        identifier.named(options);
        identifier.bind();
    }

    /** A store holds this session. */
    void resume() {
        sessionKnown = true;
    }

    /** A good CONNACK: {@link Result#OK}, or why its session cannot be ours. */
    int accepted(boolean sessionPresent, PropertyReader properties) {
        if (sessionPresent && cleanStart) {
            return Result.PROTOCOL_ERROR; // [MQTT-3.2.2-2]
        }
        int expiry = cleanStart ? 0 : 1;
        problemsRefused = false;
        if (protocol.hasProperties()) {
            if (!identifier.assign(properties) && identifier.isUnnamed()) {
                return Result.PROTOCOL_ERROR; // [MQTT-3.2.2-16]
            }
            expiry = properties.get(Property.SESSION_EXPIRY_INTERVAL, options.sessionExpiry);
            // Who asks for it by cleanStart = 0 vouches for what it knows of the session, which may be nothing.
            if (sessionPresent && !sessionKnown && !unanswered && options.cleanStart != 0) {
                forceCleanStart = discardUnknownSession;
                return Result.UNKNOWN_SESSION; // [MQTT-3.2.2-4]
            }
            problemsRefused = options.properties != null
                    && number(options.properties, Property.REQUEST_PROBLEM_INFORMATION, 1) == 0;
        }
        identifier.bind();
        forceCleanStart = false;
        sessionKnown = expiry != 0;
        return Result.OK;
    }

    /** Whether the application dropped what was in flight, by the Clean Start that CONNACK grants: told once. */
    boolean isDropped() {
        boolean was = dropped;
        dropped = false;
        return was;
    }

    /** CONNECT has left, and the link broke or the time was over ahead of CONNACK. */
    void unanswered() {
        unanswered = true;
    }

    /** Whether the session that is present may be one that such a CONNECT has made. */
    boolean isUncertain() {
        return unanswered && !cleanStart;
    }

    /** The application was told of the connection. */
    void answered() {
        unanswered = false;
    }

    /** The application gave the session up; {@code idle}: with no connection, another one may follow. */
    void forget(boolean idle) {
        sessionKnown = false;
        unanswered = false;
        if (idle) {
            identifier.forget();
        }
    }

    /** Whether Request Problem Information 0 forbids the server to explain itself. */
    boolean refusesProblems() {
        return problemsRefused;
    }

    /**
     * Whether DISCONNECT names a Session Expiry Interval where that of CONNECT was 0, which is a protocol error
     * (section 3.14.2.2.2).
     */
    boolean prolongs(PropertyWriter properties) {
        return options.sessionExpiry == 0 && number(properties, Property.SESSION_EXPIRY_INTERVAL, 0) != 0;
    }

    private int number(PropertyWriter properties, int id, int absent) {
        scratch.wrap(properties.bytes(), 0, properties.length());
        return scratch.get(id, absent);
    }
}
