package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt5;

/** The sensor node over MQTT 5.0: see {@link Sensor}. */
public final class SensorNode5 {
    private SensorNode5() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Sensor.run(new Mqtt5());
    }
}
