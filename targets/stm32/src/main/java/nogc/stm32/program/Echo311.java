package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt311;

/** {@link Echo} over MQTT 3.1.1. */
public final class Echo311 {
    private Echo311() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Echo.run(new Mqtt311());
    }
}
