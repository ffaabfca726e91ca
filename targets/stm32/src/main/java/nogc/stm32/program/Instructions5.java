package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt5;

/** {@link Instructions} of MQTT 5.0. */
public final class Instructions5 {
    private Instructions5() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Instructions.run(new Mqtt5());
    }
}
