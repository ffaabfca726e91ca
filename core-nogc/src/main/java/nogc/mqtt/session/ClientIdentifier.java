package nogc.mqtt.session;

import nogc.hal.Entropy;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Utf8String;
import nogc.mqtt.wire.Property;

/**
 * Which client identifier the next CONNECT carries: the application's, one that the server assigned, or a random one;
 * and to which one the session belongs.
 */
final class ClientIdentifier {
    /** Characters of a random identifier, of which every server takes up to 23 [MQTT-3.1.3-5]. */
    private static final int GENERATED_LENGTH = 20;

    private final Entropy entropy;
    private final Utf8String own;
    private boolean assigned;

    // valid for session
    private boolean bound;
    private int owner;

    // valid for connection
    private int candidate;
    private boolean unnamed;

    ClientIdentifier(Entropy entropy, int assignedCapacity) {
        this.entropy = entropy;
        own = new Utf8String(Math.max(assignedCapacity, GENERATED_LENGTH));
    }

    /** The identifier to connect with. */
    Utf8String of(ConnectOptions options) {
        Utf8String given = options.clientId;
        if (given == null) {
            if (own.length() == 0) {
                generate();
            }
            return own;
        }
        return given.length() == 0 && assigned ? own : given;
    }

    /** Whether these options name one that is the same after a restart. */
    static boolean isLasting(ConnectOptions options) {
        return options.clientId != null && options.clientId.length() > 0;
    }

    /** CONNECT goes out with the identifier that these options name. */
    void named(ConnectOptions options) {
        Utf8String id = of(options);
        candidate = hash(id);
        unnamed = id.length() == 0;
    }

    /** Whether CONNECT asked the server for an identifier. */
    boolean isUnnamed() {
        return unnamed;
    }

    /** Takes the Assigned Client Identifier of a CONNACK [MQTT-3.1.3-7]; false if there is none. */
    boolean assign(PropertyReader properties) {
        if (!properties.find(Property.ASSIGNED_CLIENT_IDENTIFIER)) {
            return false;
        }
        if (unnamed) {
            // One that is too long for us is not kept: the next connection asks for another.
            assigned = own.set(properties.bytes(), properties.valueOffset(), properties.valueLength()) == 0;
            candidate = assigned ? hash(own) : candidate;
        }
        return true;
    }

    /** The session belongs to the identifier that {@link #named} told, or that the server assigned to it since. */
    void bind() {
        bound = true;
        owner = candidate;
    }

    boolean isBound() {
        return bound;
    }

    /** Whether these options name the identifier that the session belongs to; true while there is none. */
    boolean isOwner(ConnectOptions options) {
        return !bound || hash(of(options)) == owner;
    }

    /** The session is over: any identifier may begin another one. */
    void forget() {
        bound = false;
    }

    /**
     * What is remembered of an identifier of up to 65,535 bytes, whose owner may change it in place: 32 bits (FNV-1a),
     * under which two that differ in one byte never look alike, and any others once in four thousand million times.
     */
    private static int hash(Utf8String id) {
        byte[] bytes = id.bytes();
        int hash = 0x811c9dc5;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ bytes[i] & 0xff) * 0x01000193;
        }
        return hash;
    }

    private void generate() {
        byte[] characters = own.bytes();
        for (int i = 0; i < GENERATED_LENGTH; i++) {
            int digit = (entropy.next() >>> 1) % 62;
            characters[i] = (byte) (digit < 10 ? '0' + digit : digit < 36 ? 'A' + digit - 10 : 'a' + digit - 36);
        }
        own.set(characters, 0, GENERATED_LENGTH);
    }
}
