package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt311;

/** {@link Weather} over MQTT 3.1.1. */
public final class Weather311 {
    private Weather311() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Weather.run(new Mqtt311());
    }
}
