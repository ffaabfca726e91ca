package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt311;

/** {@link Instructions} of MQTT 3.1.1. */
public final class Instructions311 {
    private Instructions311() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Instructions.run(new Mqtt311());
    }
}
