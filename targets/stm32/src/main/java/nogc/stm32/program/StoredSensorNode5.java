package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt5;

/** The sensor node over MQTT 5.0 with its session in the flash of the chip: see {@link Sensor}. */
public final class StoredSensorNode5 {
    private StoredSensorNode5() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Sensor.runStored(new Mqtt5());
    }
}
