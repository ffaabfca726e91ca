package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt311;
import nogc.stm32.NeedsCollector;

/** {@link Thermostat} over MQTT 3.1.1. */
@NeedsCollector
public final class Thermostat311 {
    private Thermostat311() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Thermostat.run(new Mqtt311());
    }
}
