package nogc.mqtt.session;

import nogc.mqtt.Authenticator;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.PropertyWriter;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.wire.Property;

/** The rounds of enhanced authentication (MQTT 5.0, section 4.12), at connect and again on a live connection. */
final class Authentication {
    /** {@link #pending()}: no AUTH is to be written. */
    static final int NOTHING = 0;

    // valid for connection
    private Authenticator authenticator;
    private boolean underWay;
    private int pending;

    /** Whether this connection began with an Authentication Method. */
    boolean isUsed() {
        return authenticator != null;
    }

    /** The reason code of an AUTH to be written, or {@link #NOTHING}. */
    int pending() {
        return pending;
    }

    PropertyWriter properties() {
        return authenticator.properties();
    }

    void written() {
        pending = NOTHING;
    }

    /** CONNECT: prepares its method and data. */
    int connect(Authenticator chosen) {
        authenticator = chosen;
        pending = NOTHING;
        underWay = chosen != null;
        return chosen == null ? Result.OK : prepare(null);
    }

    /** The application authenticates anew [MQTT-4.12.1-1]. */
    int again() {
        if (authenticator == null) {
            return Result.NO_AUTHENTICATOR; // [MQTT-4.12.0-7]
        }
        if (underWay) {
            return Result.FULL;
        }
        int result = prepare(null);
        if (result == Result.OK) {
            underWay = true;
            pending = ReasonCode.REAUTHENTICATE;
        }
        return result;
    }

    /** Puts the method in front [MQTT-4.12.0-5] and lets the authenticator add its data. */
    private int prepare(PropertyReader challenge) {
        PropertyWriter out = authenticator.properties();
        out.clear();
        int result = out.put(Property.AUTHENTICATION_METHOD, authenticator.method());
        if (result == Result.OK) {
            result = challenge == null ? authenticator.begin(out) : authenticator.challenge(challenge, out);
        }
        return result < 0 ? Result.AUTHENTICATION_FAILED : Result.OK;
    }

    /** AUTH from the server. */
    int received(int reasonCode, PropertyReader properties, boolean connected) {
        if (authenticator == null || !underWay || !isOurs(properties)) {
            return Result.PROTOCOL_ERROR; // [MQTT-4.12.0-6]
        }
        if (reasonCode == ReasonCode.CONTINUE_AUTHENTICATION) {
            int result = prepare(properties);
            if (result == Result.OK) {
                pending = ReasonCode.CONTINUE_AUTHENTICATION; // [MQTT-4.12.0-3]
            }
            return result;
        }
        return connected ? succeed(properties) : Result.PROTOCOL_ERROR; // [MQTT-4.12.0-2]
    }

    /** A good CONNACK: its method must be ours, and only there if we named one. */
    int connected(PropertyReader properties) {
        if (authenticator == null) {
            return properties.find(Property.AUTHENTICATION_METHOD) ? Result.PROTOCOL_ERROR : Result.OK;
        }
        return isOurs(properties) ? succeed(properties) : Result.PROTOCOL_ERROR;
    }

    private int succeed(PropertyReader properties) {
        underWay = false;
        properties.rewind();
        return authenticator.success(properties) < 0 ? Result.AUTHENTICATION_FAILED : Result.OK;
    }

    private boolean isOurs(PropertyReader properties) {
        boolean ours = properties.find(Property.AUTHENTICATION_METHOD) && authenticator.method().contentEquals(
                properties.bytes(), properties.valueOffset(), properties.valueLength());
        properties.rewind();
        return ours;
    }
}
