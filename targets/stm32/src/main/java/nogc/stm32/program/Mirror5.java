package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt5;

/** {@link Mirror} over MQTT 5.0. */
public final class Mirror5 {
    private Mirror5() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Mirror.run(new Mqtt5());
    }
}
