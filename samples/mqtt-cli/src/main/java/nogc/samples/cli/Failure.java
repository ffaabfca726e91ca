package nogc.samples.cli;

import java.nio.charset.StandardCharsets;
import nogc.hal.Transport;
import nogc.javase.tls.TlsResult;
import nogc.mqtt.PropertyReader;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.wire.Property;

/** Says in words why a connection or a message failed, and what to change. */
final class Failure {
    private Failure() {
    }

    /**
     * Why there is no connection.
     *
     * @param endpoint of the broker
     * @param cause a negative {@link Result}
     * @param reasonCode of CONNACK or DISCONNECT, else 0
     * @param version5 whether the code is one of MQTT 5.0
     * @param properties of that packet
     * @param transportError what the transport has to say, or null
     */
    static String ofConnection(EndpointArguments endpoint, int cause, int reasonCode, boolean version5,
            PropertyReader properties, String transportError) {
        String where = endpoint.where();
        return switch (cause) {
            case Result.REFUSED -> where + " refused the connection: " + reason(reasonCode, version5, properties)
                    + advice(reasonCode, version5);
            case Result.SERVER_DISCONNECT -> where + " ended the connection: "
                    + reason(reasonCode, version5, properties);
            case Result.CONNECT_TIMEOUT -> "no answer from " + where + "; check " + endpoint.options();
            case Result.CONNACK_TIMEOUT -> where + " does not answer in MQTT; check " + endpoint.options()
                    + endpoint.doubt();
            case Result.PING_TIMEOUT, Result.RECEIVE_TIMEOUT, Result.SEND_TIMEOUT -> where + " stopped answering";
            case Result.SESSION_LOST -> where + " has lost the session";
            default -> {
                if (Result.isPeerFault(cause)) {
                    yield where + " broke the rules of MQTT: " + name(-cause) + "; check -p and -V";
                }
                String what = transportError != null ? transportError : "the connection to " + where + " broke";
                yield what + transportAdvice(endpoint, cause);
            }
        };
    }

    private static String transportAdvice(EndpointArguments endpoint, int cause) {
        return switch (cause) {
            case TlsResult.CERTIFICATE_EXPIRED, TlsResult.CERTIFICATE_NOT_YET_VALID ->
                    "; renew it at the broker, or set this clock";
            case TlsResult.WRONG_HOST -> "; give -h a name that the certificate bears";
            case TlsResult.UNKNOWN_AUTHORITY -> "; give the authority that issued it by --cafile";
            case TlsResult.CLIENT_CERTIFICATE_WANTED -> "; give one by --cert and --key";
            case TlsResult.CLIENT_CERTIFICATE_REFUSED -> "; give another one by --cert and --key";
            case TlsResult.NOTHING_IN_COMMON -> "; check --tls-version, --ciphers and --tls-alpn";
            case TlsResult.OWN_FILES -> "; check --cafile, --cert, --key and --keypass";
            case TlsResult.TRUNCATED, Transport.INSECURE -> "; check -p, and whether that port speaks TLS";
            case Transport.BROKEN, Transport.END_OF_STREAM -> "; check " + endpoint.options() + endpoint.doubt();
            default -> "; check " + endpoint.options();
        };
    }

    /** A reason code in words, with the Reason String if the server sent one. */
    static String reason(int code, boolean version5, PropertyReader properties) {
        String words = version5 ? name(code) : name311(code);
        if (properties.find(Property.REASON_STRING)) {
            words += ": " + new String(properties.bytes(), properties.valueOffset(), properties.valueLength(),
                    StandardCharsets.UTF_8);
        }
        return words;
    }

    private static String advice(int code, boolean version5) {
        boolean credentials = version5
                ? code == ReasonCode.BAD_USER_NAME_OR_PASSWORD || code == ReasonCode.NOT_AUTHORIZED
                : code == ReasonCode.V311_BAD_USER_NAME_OR_PASSWORD || code == ReasonCode.V311_NOT_AUTHORIZED;
        boolean identifier = version5 ? code == ReasonCode.CLIENT_IDENTIFIER_NOT_VALID
                : code == ReasonCode.V311_IDENTIFIER_REJECTED;
        boolean protocol = version5 ? code == ReasonCode.UNSUPPORTED_PROTOCOL_VERSION
                : code == ReasonCode.V311_UNACCEPTABLE_PROTOCOL_VERSION;
        return credentials ? "; check -u and -P" : identifier ? "; give another -i"
                : protocol ? "; try -V " + (version5 ? "311" : "5") : "";
    }

    /** Why a call was refused before anything was sent. */
    static String ofCall(int result) {
        return ofMessage(result, 0, true, new PropertyReader());
    }

    /** How a message failed. */
    static String ofMessage(int result, int reasonCode, boolean version5, PropertyReader properties) {
        return switch (result) {
            case Result.REFUSED -> "the broker refused it: " + reason(reasonCode, version5, properties);
            case Result.QOS_NOT_SUPPORTED -> "the broker does not support this QoS; lower -q";
            case Result.RETAIN_NOT_AVAILABLE -> "the broker keeps no retained messages; leave -r out";
            case Result.PACKET_TOO_LARGE -> "it is larger than the broker takes";
            case Result.SESSION_LOST -> "the broker lost the session, so it is unknown whether the message arrived";
            case Result.SOURCE_FAILED -> "the file could not be read to its end";
            case Result.QOS_DOWNGRADED -> "the broker took it at QoS 1 only";
            case Result.TOPIC_ALIAS_NOT_AVAILABLE -> "the broker takes no such topic alias; give a smaller one";
            case Result.WILDCARD_NOT_AVAILABLE -> "the broker takes no wildcards; leave + and # out";
            case Result.SHARED_NOT_AVAILABLE -> "the broker has no shared subscriptions; leave $share out";
            case Result.SUBSCRIPTION_IDENTIFIER_NOT_AVAILABLE -> "the broker has no subscription identifiers";
            case Result.BUFFER_TOO_SMALL -> "it is longer than this command can send";
            case Result.SOURCE_NOT_KEPT -> "a store keeps no payload above 16 KB: leave --store out, or use -q 0";
            case Result.STORE_FULL -> "the file of --store is full: let mqtt pub deliver what waits in it first";
            case Result.STORE_FAILED -> "the file of --store cannot be written: see to its disk";
            case Result.EXPIRED -> "it expired before it could be sent";
            default -> "result " + result;
        };
    }

    private static String name311(int code) {
        return switch (code) {
            case ReasonCode.V311_UNACCEPTABLE_PROTOCOL_VERSION -> "it does not speak MQTT 3.1.1";
            case ReasonCode.V311_IDENTIFIER_REJECTED -> "client identifier rejected";
            case ReasonCode.V311_SERVER_UNAVAILABLE -> "server unavailable";
            case ReasonCode.V311_BAD_USER_NAME_OR_PASSWORD -> "bad user name or password";
            case ReasonCode.V311_NOT_AUTHORIZED -> "not authorized";
            case 0x80 -> "not allowed";
            default -> "return code " + code;
        };
    }

    private static String name(int code) {
        String name = switch (code) {
            case ReasonCode.MALFORMED_PACKET -> "malformed packet";
            case ReasonCode.PROTOCOL_ERROR -> "protocol error";
            case ReasonCode.UNSUPPORTED_PROTOCOL_VERSION -> "it does not speak MQTT 5.0";
            case ReasonCode.CLIENT_IDENTIFIER_NOT_VALID -> "client identifier not valid";
            case ReasonCode.BAD_USER_NAME_OR_PASSWORD -> "bad user name or password";
            case ReasonCode.NOT_AUTHORIZED -> "not authorized";
            case ReasonCode.SERVER_UNAVAILABLE -> "server unavailable";
            case ReasonCode.SERVER_BUSY -> "server busy";
            case ReasonCode.BANNED -> "banned";
            case ReasonCode.SERVER_SHUTTING_DOWN -> "server shutting down";
            case ReasonCode.BAD_AUTHENTICATION_METHOD -> "bad authentication method";
            case ReasonCode.KEEP_ALIVE_TIMEOUT -> "keep alive timeout";
            case ReasonCode.SESSION_TAKEN_OVER -> "another client took over the session";
            case ReasonCode.TOPIC_FILTER_INVALID -> "topic filter invalid";
            case ReasonCode.TOPIC_NAME_INVALID -> "topic name invalid";
            case ReasonCode.RECEIVE_MAXIMUM_EXCEEDED -> "receive maximum exceeded";
            case ReasonCode.PACKET_TOO_LARGE -> "packet too large";
            case ReasonCode.MESSAGE_RATE_TOO_HIGH -> "message rate too high";
            case ReasonCode.QUOTA_EXCEEDED -> "quota exceeded";
            case ReasonCode.PAYLOAD_FORMAT_INVALID -> "payload format invalid";
            case ReasonCode.RETAIN_NOT_SUPPORTED -> "retain not supported";
            case ReasonCode.QOS_NOT_SUPPORTED -> "QoS not supported";
            case ReasonCode.USE_ANOTHER_SERVER -> "use another server";
            case ReasonCode.SERVER_MOVED -> "server moved";
            case ReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED -> "shared subscriptions not supported";
            case ReasonCode.WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED -> "wildcard subscriptions not supported";
            default -> "reason code";
        };
        return name + String.format(" (0x%02X)", code);
    }
}
