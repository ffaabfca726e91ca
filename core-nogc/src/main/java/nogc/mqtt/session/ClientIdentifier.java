package nogc.mqtt.session;

import nogc.hal.Entropy;
import nogc.mqtt.ConnectOptions;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.Utf8String;
import nogc.mqtt.wire.Property;

/**
 * Which client identifier the next CONNECT carries: the application's, one that the server assigned, or a random one.
 */
final class ClientIdentifier {
    /** Characters of a random identifier, of which every server takes up to 23 [MQTT-3.1.3-5]. */
    private static final int GENERATED_LENGTH = 20;

    private final Entropy entropy;
    private final Utf8String own;
    private boolean assigned;

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

    /** Takes the Assigned Client Identifier of a CONNACK [MQTT-3.1.3-7]; false if there is none. */
    boolean assign(PropertyReader properties) {
        if (!properties.find(Property.ASSIGNED_CLIENT_IDENTIFIER)) {
            return false;
        }
        // One that is too long for us is not kept: the next connection asks for another.
        assigned = own.set(properties.bytes(), properties.valueOffset(), properties.valueLength()) == 0;
        return true;
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
