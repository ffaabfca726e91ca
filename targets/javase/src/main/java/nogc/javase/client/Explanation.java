package nogc.javase.client;

import nogc.hal.Transport;
import nogc.hal.net.ProxyTransport;
import nogc.hal.net.WebSocketTransport;
import nogc.javase.tls.TlsResult;
import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;

/** Results and reason codes in words: what happened, and what to change. */
public final class Explanation {
    private Explanation() {
    }

    /**
     * Explains a result.
     *
     * @param result any code of {@link Result}, {@link Transport} or {@link TlsResult}
     * @return a sentence without a full stop
     */
    public static String of(int result) {
        if (result >= 0) {
            return "done";
        }
        if (Result.isPeerFault(result)) {
            return "the peer broke the rules of MQTT: " + ofReason(-result)
                    + "; check that the port is one of MQTT, and its version";
        }
        String ofTls = TlsResult.explain(result);
        if (ofTls != null) {
            return ofTls;
        }
        if (result <= Result.REFUSED) {
            return ofEnd(result);
        }
        if (result <= Transport.END_OF_STREAM) {
            return ofTransport(result);
        }
        return result <= Result.FULL ? ofResource(result) : result <= Result.QOS_NOT_SUPPORTED ? ofLimit(result)
                : ofMistake(result);
    }

    /**
     * Explains a result together with what the server said.
     *
     * @param result any code, above all {@link Result#REFUSED} and {@link Result#SERVER_DISCONNECT}
     * @param reasonCode of the server's packet, 0 for none
     * @param version5 whether it is one of MQTT 5.0
     * @return a sentence without a full stop
     */
    public static String of(int result, int reasonCode, boolean version5) {
        if (reasonCode == 0) {
            return of(result);
        }
        String reason = version5 ? ofReason(reasonCode) : ofReturnCode(reasonCode);
        String what = result == Result.SERVER_DISCONNECT ? "the server ended the connection"
                : result == Result.REFUSED ? "the server refused it" : of(result);
        return what + ": " + reason;
    }

    private static String ofMistake(int result) {
        switch (result) {
            case Result.INVALID_ARGUMENT:
                return "an argument is null, out of range or does not go with another one: correct the call";
            case Result.INVALID_STRING:
                return "a string holds U+0000, half a surrogate pair or more than 65,535 bytes: correct it";
            case Result.INVALID_TOPIC:
                return "a topic name is empty or holds + or #: wildcards are for subscribing only";
            case Result.INVALID_TOPIC_FILTER:
                return "a topic filter is empty or has + or # in a wrong place: each stands alone in its level, # last";
            case Result.INVALID_QOS:
                return "the QoS is none of 0, 1 and 2";
            case Result.INVALID_PROPERTY:
                return "a property does not belong into this packet or is there twice: leave it out";
            case Result.NOT_IN_PROTOCOL:
                return "MQTT 3.1.1 has no such thing: use version 5, or leave it out";
            case Result.NO_LOCAL_ON_SHARED:
                return "a shared subscription cannot have No Local: leave the option out";
            case Result.IN_CALLBACK:
                return "poll was called inside a callback: it is the caller of callbacks";
            case Result.STALE:
                return "the handle is of a message or connection that is over: the server delivers it again";
            case Result.NOT_CONNECTED:
                return "there is no connection and none is being made: connect first";
            case Result.ALREADY_CONNECTED:
                return "it is connected or connecting already: disconnect first";
            case Result.PASSWORD_WITHOUT_USER_NAME:
                return "MQTT 3.1.1 knows no password without a user name: give one, or use version 5";
            case Result.CLIENT_IDENTIFIER_REQUIRED:
                return "a kept session needs a client identifier of its own: give one, or start clean without a store";
            case Result.NO_AUTHENTICATOR:
                return "an authentication step without an authenticator: give one in the options of connect";
            case Result.INVALID_REASON_CODE:
                return "a client may not send this reason code here";
            case Result.MESSAGE_INCOMPLETE:
                return "a long message is acknowledged ahead of its last piece: wait for its end";
            case Result.SOURCE_NOT_KEPT:
                return "a pulled payload cannot be kept in a store: configure payloadSources, or use QoS 0";
            case Result.CLIENT_IDENTIFIER_CHANGED:
                return "the session belongs to another client identifier: make a new client for this one";
            default:
                return ofMistakeInSn(result);
        }
    }

    private static String ofMistakeInSn(int result) {
        switch (result) {
            case Result.NOT_CONFIGURED:
                return "the call needs an option that the configuration does not name: name it";
            case Result.TOPIC_NEEDS_CONNECTION:
                return "QoS -1 takes predefined ids and short names only: connect for other names";
            case Result.INVALID_CLIENT_IDENTIFIER:
                return "the client identifier of MQTT-SN has 1 to 23 characters of ASCII: give another one";
            case Result.NOT_ASLEEP:
                return "the call needs a client that is asleep";
            default:
                return "result " + result;
        }
    }

    private static String ofLimit(int result) {
        switch (result) {
            case Result.QOS_NOT_SUPPORTED:
                return "the server does not support this QoS: lower it";
            case Result.RETAIN_NOT_AVAILABLE:
                return "the server keeps no retained messages: publish without retain";
            case Result.PACKET_TOO_LARGE:
                return "the packet is larger than the server takes: send less at once";
            case Result.WILDCARD_NOT_AVAILABLE:
                return "the server takes no wildcards: subscribe to whole topics";
            case Result.SUBSCRIPTION_IDENTIFIER_NOT_AVAILABLE:
                return "the server takes no subscription identifiers: leave them out";
            case Result.SHARED_NOT_AVAILABLE:
                return "the server has no shared subscriptions: subscribe without $share";
            case Result.TOPIC_ALIAS_NOT_AVAILABLE:
                return "the topic alias is above what the server allows, or no table is configured: use none";
            case Result.CONGESTED:
                return "the gateway is congested: send later";
            case Result.TOPIC_ID_UNKNOWN:
                return "the gateway does not know the topic id: look at its predefined topics";
            case Result.NOT_SUPPORTED:
                return "the gateway does not support it: leave it out";
            default:
                return "result " + result;
        }
    }

    private static String ofResource(int result) {
        switch (result) {
            case Result.FULL:
                return "too much is queued already: wait for a completion, or configure more room";
            case Result.BUFFER_TOO_SMALL:
                return "it is larger than the buffer for it: configure larger payloads, topics or buffers";
            case Result.STORE_FAILED:
                return "the session store failed: look at it, the client goes on trying";
            case Result.STORE_FULL:
                return "the session store has no room: wait for a completion, or make it larger";
            case Result.STORE_OTHER_SESSION:
                return "the session store holds the session of another client identifier or version: use that, or"
                        + " clear the store";
            case Result.STORE_DAMAGED:
                return "the session store holds what it cannot read: clear it, or mend it";
            case Result.TOPIC_TABLE_FULL:
                return "the table of topic names is full: configure a larger one";
            case Result.DATAGRAM_TOO_LARGE:
                return "the message does not fit a datagram: send less at once";
            default:
                return "result " + result;
        }
    }

    private static String ofTransport(int result) {
        switch (result) {
            case Transport.END_OF_STREAM:
                return "the other side closed the connection: its log may say why; perhaps another client came with the"
                        + " same client identifier, or that port wants TLS";
            case Transport.BROKEN:
                return "the connection broke: look at the network, or at what stands between; perhaps that port wants"
                        + " TLS";
            case Transport.UNRESOLVED:
                return "the host name cannot be resolved: check it, and the name server";
            case Transport.REFUSED:
                return "nothing listens there: check host and port, and that the broker runs";
            case Transport.UNREACHABLE:
                return "the host cannot be reached, or does not answer: check the address and the firewalls";
            case Transport.UNSUPPORTED:
                return "this kind of connection has no such function, or the address does not fit it";
            case WebSocketTransport.NOT_HTTP:
                return "what answers is no web server: check the port, and whether it wants TLS or no WebSocket";
            case WebSocketTransport.HTTP_REFUSED:
                return "the web server refused the WebSocket: check the path and the credentials";
            case WebSocketTransport.REDIRECTED:
                return "the web server sends us elsewhere: connect there, if you trust it";
            case WebSocketTransport.NOT_UPGRADED:
                return "the web server's answer is none to our request: look for a cache or proxy in between";
            case WebSocketTransport.WRONG_SUBPROTOCOL:
                return "the web server did not choose the sub-protocol mqtt: check the path";
            case WebSocketTransport.FRAME_ERROR:
                return "the server broke the rules of WebSocket";
            case WebSocketTransport.CLOSED:
                return "the server closed the WebSocket: its log may say why";
            case ProxyTransport.PROXY_REFUSED:
                return "the proxy refused to connect: check the broker's address and the proxy's rules";
            case ProxyTransport.PROXY_AUTHENTICATION:
                return "the proxy wants credentials, or others: give them";
            case ProxyTransport.NOT_A_PROXY:
                return "what answers is no such proxy: check its address and its kind";
            default:
                return "the transport failed with " + result;
        }
    }

    private static String ofEnd(int result) {
        switch (result) {
            case Result.REFUSED:
                return "the server refused it";
            case Result.CONNECTION_LOST:
                return "the connection ended before the answer came: try again";
            case Result.SESSION_LOST:
                return "the server lost the session, so it is unknown whether the message arrived";
            case Result.ACKNOWLEDGEMENT_TIMEOUT:
                return "the server did not acknowledge within the time of Config.exchangeWatch: what is open is sent"
                        + " again on the next connection";
            case Result.CONNECTIONS_BROKEN:
                return "as many connections as Config.exchangeWatch allows ended over this message: the server may"
                        + " refuse its topic or size by closing";
            case Result.CANCELLED:
                return "the application gave the message up";
            case Result.REPLACED:
                return "a newer message of the same topic took the place of this one, for which there was no room";
            case Result.DROPPED:
                return "the message gave way to a newer one, for which there was no room";
            case Result.EXPIRED:
                return "the message expired before it could be sent";
            case Result.SOURCE_FAILED:
                return "the source of the payload failed";
            case Result.CONNECT_TIMEOUT:
                return "the connection did not come about in time: check the address and the firewalls";
            case Result.CONNACK_TIMEOUT:
                return "the other side does not answer in MQTT: check the port, and whether it wants TLS";
            case Result.PING_TIMEOUT:
            case Result.RECEIVE_TIMEOUT:
            case Result.SEND_TIMEOUT:
                return "the server stopped answering: look at the network and at the server";
            case Result.SERVER_DISCONNECT:
                return "the server ended the connection";
            case Result.DISCONNECTED:
                return "the client was disconnected or closed by the application";
            case Result.ABORTED:
                return "the connection was dropped by the application";
            case Result.QOS_DOWNGRADED:
                return "the server took the message at QoS 1 only";
            case Result.AUTHENTICATION_FAILED:
                return "the authentication failed: check the credentials on both sides";
            case Result.INBOUND_FULL:
                return "the server has more messages in flight than the client keeps: configure more in flight";
            case Result.UNKNOWN_SESSION:
                return "the server has a session that this client's store does not know: discard it, or vouch for it";
            case Result.GATEWAY_LOST:
                return "the gateway does not answer: look at the network and at the gateway";
            case Result.WILL_REFUSED:
                return "the gateway refused the will: connect without one";
            default:
                return "result " + result;
        }
    }

    /**
     * A reason code of MQTT 5.0 in words.
     *
     * @param code 0 to 255
     * @return its name in small letters, with what to change where the name does not say it
     */
    public static String ofReason(int code) {
        switch (code) {
            case ReasonCode.SUCCESS:
                return "success";
            case ReasonCode.GRANTED_QOS_1:
                return "granted QoS 1";
            case ReasonCode.GRANTED_QOS_2:
                return "granted QoS 2";
            case ReasonCode.DISCONNECT_WITH_WILL:
                return "disconnect with will message";
            case ReasonCode.NO_MATCHING_SUBSCRIBERS:
                return "no matching subscribers";
            case ReasonCode.NO_SUBSCRIPTION_EXISTED:
                return "no subscription existed";
            case ReasonCode.CONTINUE_AUTHENTICATION:
                return "continue authentication";
            case ReasonCode.REAUTHENTICATE:
                return "re-authenticate";
            case ReasonCode.UNSPECIFIED_ERROR:
                return "unspecified error; the server's log may say more";
            case ReasonCode.MALFORMED_PACKET:
                return "malformed packet";
            case ReasonCode.PROTOCOL_ERROR:
                return "protocol error";
            case ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR:
                return "implementation specific error; the server's log may say more";
            case ReasonCode.UNSUPPORTED_PROTOCOL_VERSION:
                return "unsupported protocol version; use the other one";
            case ReasonCode.CLIENT_IDENTIFIER_NOT_VALID:
                return "client identifier not valid; give another one";
            case ReasonCode.BAD_USER_NAME_OR_PASSWORD:
                return "bad user name or password; check both";
            case ReasonCode.NOT_AUTHORIZED:
                return "not authorized; check credentials and the server's access rules";
            case ReasonCode.SERVER_UNAVAILABLE:
                return "server unavailable; try later";
            case ReasonCode.SERVER_BUSY:
                return "server busy; try later";
            case ReasonCode.BANNED:
                return "banned; ask the server's administrator";
            case ReasonCode.SERVER_SHUTTING_DOWN:
                return "server shutting down";
            case ReasonCode.BAD_AUTHENTICATION_METHOD:
                return "bad authentication method; use one that the server knows";
            case ReasonCode.KEEP_ALIVE_TIMEOUT:
                return "keep alive timeout";
            case ReasonCode.SESSION_TAKEN_OVER:
                return "session taken over; another client uses the same client identifier";
            default:
                return ofLaterReason(code);
        }
    }

    private static String ofLaterReason(int code) {
        switch (code) {
            case ReasonCode.TOPIC_FILTER_INVALID:
                return "topic filter invalid";
            case ReasonCode.TOPIC_NAME_INVALID:
                return "topic name invalid";
            case ReasonCode.PACKET_IDENTIFIER_IN_USE:
                return "packet identifier in use";
            case ReasonCode.PACKET_IDENTIFIER_NOT_FOUND:
                return "packet identifier not found";
            case ReasonCode.RECEIVE_MAXIMUM_EXCEEDED:
                return "receive maximum exceeded";
            case ReasonCode.TOPIC_ALIAS_INVALID:
                return "topic alias invalid";
            case ReasonCode.PACKET_TOO_LARGE:
                return "packet too large";
            case ReasonCode.MESSAGE_RATE_TOO_HIGH:
                return "message rate too high; send less often";
            case ReasonCode.QUOTA_EXCEEDED:
                return "quota exceeded";
            case ReasonCode.ADMINISTRATIVE_ACTION:
                return "administrative action";
            case ReasonCode.PAYLOAD_FORMAT_INVALID:
                return "payload format invalid; it is said to be UTF-8 and is not";
            case ReasonCode.RETAIN_NOT_SUPPORTED:
                return "retain not supported";
            case ReasonCode.QOS_NOT_SUPPORTED:
                return "QoS not supported; lower it";
            case ReasonCode.USE_ANOTHER_SERVER:
                return "use another server";
            case ReasonCode.SERVER_MOVED:
                return "server moved; change the address";
            case ReasonCode.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED:
                return "shared subscriptions not supported";
            case ReasonCode.CONNECTION_RATE_EXCEEDED:
                return "connection rate exceeded; connect less often";
            case ReasonCode.MAXIMUM_CONNECT_TIME:
                return "maximum connect time";
            case ReasonCode.SUBSCRIPTION_IDENTIFIERS_NOT_SUPPORTED:
                return "subscription identifiers not supported";
            case ReasonCode.WILDCARD_SUBSCRIPTIONS_NOT_SUPPORTED:
                return "wildcard subscriptions not supported";
            default:
                return String.format("reason code 0x%02X", code);
        }
    }

    /**
     * A return code of MQTT 3.1.1 (CONNACK, SUBACK) in words.
     *
     * @param code 0 to 255
     * @return what it means, and what to change
     */
    public static String ofReturnCode(int code) {
        switch (code) {
            case 0:
                return "accepted";
            case ReasonCode.V311_UNACCEPTABLE_PROTOCOL_VERSION:
                return "unacceptable protocol version; use version 5";
            case ReasonCode.V311_IDENTIFIER_REJECTED:
                return "client identifier rejected; give another one";
            case ReasonCode.V311_SERVER_UNAVAILABLE:
                return "server unavailable; try later";
            case ReasonCode.V311_BAD_USER_NAME_OR_PASSWORD:
                return "bad user name or password; check both";
            case ReasonCode.V311_NOT_AUTHORIZED:
                return "not authorized; check credentials and the server's access rules";
            case 0x80:
                return "the subscription failed; check the server's access rules";
            default:
                return "return code " + code;
        }
    }
}
