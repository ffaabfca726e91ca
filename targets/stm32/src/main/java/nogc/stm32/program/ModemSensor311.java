package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt311;

/** The sensor node over MQTT 3.1.1 and a modem: see {@link ModemSensor}. */
public final class ModemSensor311 {
    private ModemSensor311() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        new ModemSensor(new Mqtt311()).run();
    }
}
