package nogc.mqtt.codec;

import nogc.mqtt.PropertyReader;
import nogc.mqtt.wire.PacketType;

/** MQTT 3.1.1 (OASIS Standard, 29 October 2014). */
public final class Mqtt311 extends Protocol {
    /** Protocol level 4. */
    public Mqtt311() {
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public boolean hasProperties() {
        return false;
    }

    /** There are none: returns {@code offset}, and {@code out} stays as it was made, empty. */
    @Override
    public int properties(byte[] b, int offset, int end, int packetType, PropertyReader out) {
        return offset;
    }

    @Override
    public boolean isReasonCode(int packetType, int code) {
        if (packetType == PacketType.CONNACK) {
            return code >= 0 && code <= 5; // [MQTT-3.2.2-6] (3.1.1): 6 to 255 are reserved
        }
        if (packetType == PacketType.SUBACK) {
            return code >= 0 && code <= 2 || code == 0x80; // [MQTT-3.9.3-2] (3.1.1)
        }
        return code == 0;
    }
}
