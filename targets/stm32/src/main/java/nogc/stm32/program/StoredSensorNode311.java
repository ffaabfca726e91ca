package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt311;

/** The sensor node over MQTT 3.1.1 with its session in the flash of the chip: see {@link Sensor}. */
public final class StoredSensorNode311 {
    private StoredSensorNode311() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Sensor.runStored(new Mqtt311());
    }
}
