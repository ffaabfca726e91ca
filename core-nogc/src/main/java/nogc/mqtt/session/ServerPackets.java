package nogc.mqtt.session;

import nogc.mqtt.PropertyReader;
import nogc.mqtt.Result;
import nogc.mqtt.codec.PacketDecoder;
import nogc.mqtt.codec.Protocol;
import nogc.mqtt.wire.PacketType;
import nogc.mqtt.wire.Property;

/** What the server sends: hands each event of the decoder to the part whose job it is. */
public final class ServerPackets {
    private final Protocol protocol;
    private final PacketDecoder decoder;
    private final Link link;
    private final Exchange exchange;
    private final Connection connection;

    ServerPackets(Protocol protocol, PacketDecoder decoder, Link link, Exchange exchange, Connection connection) {
        this.protocol = protocol;
        this.decoder = decoder;
        this.link = link;
        this.exchange = exchange;
        this.connection = connection;
    }

    /**
     * Bytes came.
     *
     * @param count how many
     */
    public void received(int count) {
        exchange.metrics.bytesReceived += count;
        link.keepAlive().received(link.now());
    }

    /** @return whether nothing may be read because the listener answered WAIT */
    public boolean isWaiting() {
        return exchange.inbound != null && exchange.inbound.isWaiting();
    }

    /** @return how much is to be written that an event may have been refused for: answers, the rest of a PUBLISH */
    public int owed() {
        return exchange.owed();
    }

    /**
     * Takes the event that the decoder shows.
     *
     * @param event its number
     * @param bytes the receive buffer
     * @return {@link Offer#TAKEN}, {@link Offer#NOT_NOW}, or the negative result that ends the connection
     */
    public int handle(int event, byte[] bytes) {
        if (!link.isEstablished()) {
            return handleConnecting(event);
        }
        if (event > PacketType.AUTH && decoder.passesOver()) {
            return handlePart(event, bytes);
        }
        switch (event) {
            case PacketType.PUBLISH:
                return exchange.inbound.publish(decoder.packet(), bytes);
            case PacketType.PINGRESP:
                link.keepAlive().answered();
                return Offer.TAKEN;
            default:
                return handleAnswer(event, bytes);
        }
    }

    /** Of a PUBLISH that is larger than the receive buffer. */
    private int handlePart(int event, byte[] bytes) {
        if (event == PacketDecoder.PAYLOAD && decoder.takesParts()) {
            return exchange.inbound.payload(decoder.packet(), bytes);
        }
        return event == PacketDecoder.OVERSIZE ? exchange.inbound.oversize(decoder.packet()) : Offer.TAKEN;
    }

    /** Between CONNECT and CONNACK [MQTT-3.2.0-1]. */
    private int handleConnecting(int event) {
        PropertyReader properties = decoder.packet().properties();
        int result;
        if (event == PacketType.CONNACK) {
            result = connection.accepted(decoder.packet().sessionPresent(), decoder.packet().reasonCode(), properties);
        } else if (event == PacketType.AUTH && protocol.hasProperties()) {
            result = connection.challenged(decoder.packet().reasonCode(), properties);
        } else {
            result = Result.PROTOCOL_ERROR;
        }
        return result < 0 ? result : Offer.TAKEN;
    }

    private int handleAnswer(int event, byte[] bytes) {
        PropertyReader properties = decoder.packet().properties();
        if (protocol.hasProperties() && event != PacketType.DISCONNECT && properties.length() > 0
                && connection.request().refusesProblems()
                && (properties.find(Property.REASON_STRING) || properties.find(Property.USER_PROPERTY))) {
            return Result.PROTOCOL_ERROR; // [MQTT-3.1.2-29]
        }
        properties.rewind();
        int packetId = decoder.packet().packetId();
        int reasonCode = decoder.packet().reasonCode();
        if ((event == PacketType.PUBACK || event == PacketType.PUBREC)
                && exchange.publishWriter.isHalfWritten(packetId)) {
            return Offer.NOT_NOW; // it came ahead of the rest of its message, and counts once that is written
        }
        int result;
        switch (event) {
            case PacketType.PUBACK:
                result = exchange.acknowledgements.acknowledged(packetId, reasonCode, properties);
                break;
            case PacketType.PUBREC:
                result = exchange.acknowledgements.received(packetId, reasonCode, properties);
                break;
            case PacketType.PUBREL:
                return exchange.acknowledgements.released(packetId);
            case PacketType.PUBCOMP:
                result = exchange.acknowledgements.completed(packetId, reasonCode, properties);
                break;
            case PacketType.SUBACK:
            case PacketType.UNSUBACK:
                result = exchange.requests.answered(event == PacketType.UNSUBACK, packetId, bytes,
                        decoder.packet().codesOffset(), decoder.packet().codesCount(), properties);
                break;
            case PacketType.AUTH:
                result = protocol.hasProperties() ? connection.authentication().received(reasonCode, properties, true)
                        : Result.PROTOCOL_ERROR;
                break;
            case PacketType.DISCONNECT:
                connection.left(reasonCode, properties);
                return Offer.TAKEN;
            default:
                result = Result.PROTOCOL_ERROR; // a second CONNACK [MQTT-3.2.0-2]
        }
        return result == Result.OK ? Offer.TAKEN : result;
    }

    /** @return whether the end of a long message is still to be told */
    public boolean isEnding() {
        return exchange.inbound != null && exchange.inbound.isEnding();
    }

    /** Tells the end of a long message, all pieces of which were accepted; the result is as {@link #handle}'s. */
    public int endMessage(byte[] bytes) {
        return exchange.inbound.end(bytes);
    }
}
