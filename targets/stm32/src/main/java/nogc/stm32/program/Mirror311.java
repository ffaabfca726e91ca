package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt311;

/** {@link Mirror} over MQTT 3.1.1. */
public final class Mirror311 {
    private Mirror311() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Mirror.run(new Mqtt311());
    }
}
