package nogc.mqtt.sn.lossy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import nogc.mqtt.sn.SnType;

/** One message as the gateway model and the inspector read it: written for the tests alone, by the standard's tables. */
record Datagram(int type, byte[] body) {
    static final int DUP = 0x80;
    static final int RETAIN = 0x10;

    /** Reads what a client sent, and checks each octet of it. */
    static Datagram ofClient(byte[] whole) {
        int length = whole[0] & 0xFF;
        int at = 1;
        if (length == 1) {
            length = (whole[1] & 0xFF) << 8 | whole[2] & 0xFF;
            at = 3;
            Breach.unless(length > 255, "the long form for " + length + " octets");
        }
        Breach.unless(length == whole.length, "Length " + length + " in " + whole.length + " octets");
        byte[] body = java.util.Arrays.copyOfRange(whole, at + 1, whole.length);
        Datagram datagram = new Datagram(whole[at] & 0xFF, body);
        datagram.check();
        return datagram;
    }

    private void check() {
        switch (type) {
            case SnType.CONNECT -> {
                Breach.unless((flags() & ~0x0c) == 0 && u8(1) == 1, "CONNECT " + this);
                Breach.unless(body.length >= 5 && body.length <= 27, "client identifier of " + (body.length - 4));
            }
            case SnType.WILLTOPIC, SnType.WILLTOPICUPD -> Breach.unless(body.length == 0
                    || body.length > 1 && (flags() & ~0x70) == 0 && qos() >= 0, "will topic " + this);
            case SnType.WILLMSG, SnType.WILLMSGUPD -> { }
            case SnType.REGISTER -> {
                Breach.unless(u16(0) == 0 && u16(2) != 0 && body.length > 4, "REGISTER " + this);
                String name = text(4);
                Breach.unless(!name.isEmpty() && name.indexOf('+') < 0 && name.indexOf('#') < 0
                        && name.indexOf(0) < 0, "name '" + name + "'");
            }
            case SnType.REGACK, SnType.PUBACK -> Breach.unless(body.length == 5 && u8(4) <= 3, "code in " + this);
            case SnType.PUBLISH -> checkPublish();
            case SnType.PUBREC, SnType.PUBREL, SnType.PUBCOMP -> Breach.unless(body.length == 2 && u16(0) != 0, "" + this);
            case SnType.SUBSCRIBE -> Breach.unless((flags() & ~0x63) == 0 && qos() >= 0 && idType() != 3 && u16(1) != 0
                    && (idType() == 0 ? body.length > 3 : body.length == 5), "SUBSCRIBE " + this);
            case SnType.UNSUBSCRIBE -> Breach.unless((flags() & ~0x03) == 0 && idType() != 3 && u16(1) != 0
                    && (idType() == 0 ? body.length > 3 : body.length == 5), "UNSUBSCRIBE " + this);
            case SnType.PINGREQ -> Breach.unless(body.length <= 23, "PINGREQ " + this);
            case SnType.PINGRESP -> Breach.unless(body.length == 0, "PINGRESP " + this);
            case SnType.DISCONNECT -> Breach.unless(body.length == 0 || body.length == 2 && u16(0) != 0, "" + this);
            default -> Breach.unless(type == SnType.SEARCHGW && body.length == 1
                    || type == SnType.GWINFO && body.length > 1, "a client sends " + this);
        }
    }

    private void checkPublish() {
        Breach.unless((flags() & 0x0c) == 0 && idType() != 3, "flags of " + this);
        Breach.unless(body.length >= 5 && (qos() > 0) == (u16(3) != 0), "MsgId of " + this);
        Breach.unless(qos() > 0 || (flags() & DUP) == 0, "DUP of " + this);
        Breach.unless(u16(1) != 0 && u16(1) != 0xFFFF, "topic id of " + this);
        Breach.unless(qos() >= 0 || idType() != 0, "QoS -1 to a registered id: " + this);
    }

    int u8(int at) {
        return body[at] & 0xFF;
    }

    int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    int flags() {
        return u8(0);
    }

    int qos() {
        int qos = flags() >> 5 & 3;
        return qos == 3 ? -1 : qos;
    }

    int idType() {
        return flags() & 3;
    }

    String text(int from) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body, from, body.length - from)).toString();
        } catch (CharacterCodingException e) {
            throw new Breach("not UTF-8: " + this);
        }
    }

    @Override
    public String toString() {
        return String.format("%02x ", type) + HexFormat.of().formatHex(body);
    }

    /** A message of a gateway: numbers below 256 given as Byte, larger ones as Integer of two octets, text, arrays. */
    static byte[] of(int type, Object... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object field : fields) {
            if (field instanceof Byte octet) {
                out.write(octet);
            } else if (field instanceof Integer number) {
                out.write(number >> 8);
                out.write(number);
            } else if (field instanceof String text) {
                out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            } else {
                out.writeBytes((byte[]) field);
            }
        }
        byte[] body = out.toByteArray();
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        if (body.length + 2 <= 255) {
            whole.write(body.length + 2);
        } else {
            whole.write(1);
            whole.write(body.length + 4 >> 8);
            whole.write(body.length + 4);
        }
        whole.write(type);
        whole.writeBytes(body);
        return whole.toByteArray();
    }
}
