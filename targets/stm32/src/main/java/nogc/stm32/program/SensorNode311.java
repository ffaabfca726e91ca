package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt311;

/** The sensor node over MQTT 3.1.1: see {@link Sensor}. */
public final class SensorNode311 {
    private SensorNode311() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Sensor.run(new Mqtt311());
    }
}
