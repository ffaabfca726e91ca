package nogc.mqtt.codec;

import nogc.mqtt.ReasonCode;
import nogc.mqtt.Result;
import nogc.mqtt.wire.BigEndian;
import nogc.mqtt.wire.PacketType;

/** Every packet of a server but PUBLISH: whole ones of a few bytes, whose fields are checked in order. */
final class ControlDecoder {
    private final Protocol protocol;
    private final PacketView view;

    ControlDecoder(Protocol protocol, PacketView view) {
        this.protocol = protocol;
        this.view = view;
    }

    /**
     * Reads a whole packet into the view.
     *
     * @param type one that a server sends
     * @param bytes where it lies
     * @param body the offset after its fixed header
     * @param end the offset after the packet
     * @return the type, or what is wrong
     */
    int decode(int type, byte[] bytes, int body, int end) {
        view.packetId = 0;
        switch (type) {
            case PacketType.PINGRESP:
                return body == end ? type : Result.MALFORMED_PACKET;
            case PacketType.CONNACK:
                return decodeConnack(bytes, body, end);
            case PacketType.DISCONNECT:
            case PacketType.AUTH:
                return decodeReason(type, bytes, body, end);
            default:
                break;
        }
        if (end - body < 2) {
            return Result.MALFORMED_PACKET;
        }
        int id = BigEndian.u16(bytes, body);
        view.packetId = id;
        if (id == 0) {
            return Result.PROTOCOL_ERROR; // section 2.2.1: identifiers are not zero
        }
        boolean hasCodes = type == PacketType.SUBACK || type == PacketType.UNSUBACK;
        return hasCodes ? decodeCodes(type, bytes, body + 2, end) : decodeReason(type, bytes, body + 2, end);
    }

    private int decodeConnack(byte[] bytes, int body, int end) {
        if (end - body < 2 || (bytes[body] & 0xFE) != 0) { // [MQTT-3.2.2-1]
            return Result.MALFORMED_PACKET;
        }
        view.sessionPresent = bytes[body] != 0;
        view.reasonCode = bytes[body + 1] & 0xFF;
        if (protocol.hasProperties() && end - body == 2
                && view.reasonCode == ReasonCode.V311_UNACCEPTABLE_PROTOCOL_VERSION) {
            // A server that knows only 3.1.1 refuses version 5 in the form that it knows: 20 02 00 01.
            view.reasonCode = ReasonCode.UNSUPPORTED_PROTOCOL_VERSION;
            view.properties.wrap(bytes, end, 0);
            return PacketType.CONNACK;
        }
        if (!protocol.isReasonCode(PacketType.CONNACK, view.reasonCode)) {
            return Result.PROTOCOL_ERROR; // [MQTT-3.2.2-8; 3.1.1: MQTT-3.2.2-6]
        }
        return lastProperties(PacketType.CONNACK, bytes, body + 2, end);
    }

    /**
     * The reason code and properties of PUBACK, PUBREC, PUBREL, PUBCOMP, DISCONNECT and AUTH, all of which may be
     * absent.
     */
    private int decodeReason(int type, byte[] bytes, int offset, int end) {
        view.reasonCode = ReasonCode.SUCCESS;
        if (offset < end) {
            if (!protocol.hasProperties()) {
                return Result.MALFORMED_PACKET; // section 3.4.1 of 3.1.1: the length is 2
            }
            view.reasonCode = bytes[offset++] & 0xFF;
            if (!protocol.isReasonCode(type, view.reasonCode)) {
                return Result.PROTOCOL_ERROR; // [MQTT-3.4.2-1, -3.5.2-1, -3.6.2-1, -3.7.2-1, -3.14.2-1, -3.15.2-1]
            }
            if (offset < end || type == PacketType.AUTH) { // only of AUTH both are absent or none (3.15.2.1)
                return lastProperties(type, bytes, offset, end);
            }
        }
        if (protocol.hasProperties()) {
            view.properties.wrap(bytes, offset, 0);
        }
        return type;
    }

    /** Properties that must reach exactly to the end of the packet. */
    private int lastProperties(int type, byte[] bytes, int offset, int end) {
        int after = protocol.properties(bytes, offset, end, type, view.properties);
        if (after < 0) {
            return after;
        }
        return after == end ? type : Result.MALFORMED_PACKET;
    }

    private int decodeCodes(int type, byte[] bytes, int offset, int end) {
        int codes = protocol.properties(bytes, offset, end, type, view.properties);
        if (codes < 0) {
            return codes;
        }
        view.codesOffset = codes;
        int count = end - codes;
        view.codesCount = count;
        if (type == PacketType.UNSUBACK && !protocol.hasProperties()) {
            return count == 0 ? type : Result.MALFORMED_PACKET; // section 3.11.1 of 3.1.1: the length is 2
        }
        if (count == 0) {
            return Result.PROTOCOL_ERROR; // [MQTT-3.8.3-2, -3.10.3-2]: it answers one filter at least
        }
        for (; codes < end; codes++) {
            if (!protocol.isReasonCode(type, bytes[codes] & 0xFF)) {
                return Result.PROTOCOL_ERROR; // [MQTT-3.9.3-2, -3.11.3-2]
            }
        }
        return type;
    }
}
