package nogc.mqtt.lossy;

import java.io.ByteArrayOutputStream;
import java.util.Random;

/** What a CONNACK of the broker model grants; the defaults are those of a CONNACK without properties, as in 3.1.1. */
final class ServerLimits {
    int receiveMaximum = 65535;
    int maximumQos = 2;
    int maximumPacketSize = Integer.MAX_VALUE;
    int topicAliasMaximum;
    int keepAlive = -1;

    /** Some limits, each only sometimes. What the server can take at all mostly stays as long as the session does. */
    static ServerLimits random(Random random, ServerLimits before) {
        ServerLimits limits = new ServerLimits();
        if (before != null && random.nextInt(4) > 0) {
            limits.maximumQos = before.maximumQos;
            limits.maximumPacketSize = before.maximumPacketSize;
        } else {
            if (random.nextInt(20) == 0) {
                limits.maximumQos = random.nextInt(2);
            }
            if (random.nextInt(10) == 0) {
                limits.maximumPacketSize = 60 + random.nextInt(300);
            }
        }
        if (random.nextInt(3) > 0) {
            limits.receiveMaximum = 1 + random.nextInt(6);
        }
        if (random.nextInt(2) == 0) {
            limits.topicAliasMaximum = 1 + random.nextInt(4);
        }
        if (random.nextInt(4) == 0) {
            limits.keepAlive = 1 + random.nextInt(5);
        }
        return limits;
    }

    byte[] properties() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (receiveMaximum != 65535) {
            out.write(33);
            ServerPacket.u16(out, receiveMaximum);
        }
        if (maximumQos != 2) {
            out.write(36);
            out.write(maximumQos);
        }
        if (maximumPacketSize != Integer.MAX_VALUE) {
            out.write(39);
            ServerPacket.u16(out, maximumPacketSize >> 16);
            ServerPacket.u16(out, maximumPacketSize & 0xffff);
        }
        if (topicAliasMaximum != 0) {
            out.write(34);
            ServerPacket.u16(out, topicAliasMaximum);
        }
        if (keepAlive >= 0) {
            out.write(19);
            ServerPacket.u16(out, keepAlive);
        }
        return out.toByteArray();
    }
}
