package nogc.mqtt.lossy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A packet that the broker model sends, with what the inspector must know of it. */
final class ServerPacket {
    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int PUBREC = 5;
    static final int PUBREL = 6;
    static final int PUBCOMP = 7;
    static final int SUBACK = 9;
    static final int UNSUBACK = 11;
    static final int PINGRESP = 13;
    static final int DISCONNECT = 14;

    final int type;
    final int packetId;
    final int reasonCode;
    final byte[] bytes;
    /** CONNACK. */
    boolean sessionPresent;
    ServerLimits limits;
    Object session;
    /** PUBLISH. */
    int qos;
    /** Where it ends in the stream, and whether the client has read so far. */
    int end;
    boolean read;

    private ServerPacket(int first, int packetId, int reasonCode, ByteArrayOutputStream body) {
        type = first >> 4;
        this.packetId = packetId;
        this.reasonCode = reasonCode;
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(first);
        varInt(packet, body.size());
        packet.writeBytes(body.toByteArray());
        bytes = packet.toByteArray();
    }

    static ServerPacket connack(int version, boolean sessionPresent, int reasonCode, ServerLimits limits) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(sessionPresent ? 1 : 0);
        body.write(reasonCode);
        if (version == 5) {
            byte[] properties = reasonCode == 0 ? limits.properties() : new byte[0];
            varInt(body, properties.length);
            body.writeBytes(properties);
        }
        ServerPacket packet = new ServerPacket(CONNACK << 4, 0, reasonCode, body);
        packet.sessionPresent = sessionPresent;
        packet.limits = limits;
        return packet;
    }

    /** PUBACK, PUBREC, PUBREL, PUBCOMP; a reason code is left out when it is 0 and always in 3.1.1. */
    static ServerPacket answer(int type, int packetId, int reasonCode, int version) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        u16(body, packetId);
        if (reasonCode != 0 && version == 5) {
            body.write(reasonCode);
        }
        return new ServerPacket(type << 4 | (type == PUBREL ? 2 : 0), packetId, reasonCode, body);
    }

    /** SUBACK or UNSUBACK that grants everything. */
    static ServerPacket granted(int type, int packetId, int filters, int version) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        u16(body, packetId);
        if (version == 5) {
            body.write(0);
        }
        for (int i = 0; i < filters && (type == SUBACK || version == 5); i++) {
            body.write(type == SUBACK ? 2 : 0);
        }
        return new ServerPacket(type << 4, packetId, 0, body);
    }

    /** {@code alias} 0 for none, negative for one that the client knows, so that the topic is left out. */
    static ServerPacket publish(String topic, int alias, int qos, boolean dup, int packetId, byte[] payload, int version) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] name = alias < 0 ? new byte[0] : topic.getBytes(StandardCharsets.UTF_8);
        u16(body, name.length);
        body.writeBytes(name);
        if (qos > 0) {
            u16(body, packetId);
        }
        if (version == 5) {
            body.write(alias == 0 ? 0 : 3);
            if (alias != 0) {
                body.write(ClientPacket.TOPIC_ALIAS);
                u16(body, Math.abs(alias));
            }
        }
        body.writeBytes(payload);
        ServerPacket packet = new ServerPacket(PUBLISH << 4 | (dup ? 8 : 0) | qos << 1, packetId, 0, body);
        packet.qos = qos;
        return packet;
    }

    static ServerPacket pingresp() {
        return new ServerPacket(PINGRESP << 4, 0, 0, new ByteArrayOutputStream());
    }

    static ServerPacket disconnect(int reasonCode) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(reasonCode);
        return new ServerPacket(DISCONNECT << 4, 0, reasonCode, body);
    }

    static void u16(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }

    private static void varInt(ByteArrayOutputStream out, int value) {
        int rest = value;
        do {
            int low = rest & 0x7f;
            rest >>= 7;
            out.write(rest > 0 ? low | 0x80 : low);
        } while (rest > 0);
    }

    @Override
    public String toString() {
        return "server packet type " + type + " id " + packetId + " code " + reasonCode;
    }
}
