package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt5;

/** The sensor node over MQTT 5.0 and a modem: see {@link ModemSensor}. */
public final class ModemSensor5 {
    private ModemSensor5() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        new ModemSensor(new Mqtt5()).run();
    }
}
