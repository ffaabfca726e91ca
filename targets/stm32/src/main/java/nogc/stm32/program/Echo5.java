package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt5;

/** {@link Echo} over MQTT 5.0. */
public final class Echo5 {
    private Echo5() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        Echo.run(new Mqtt5());
    }
}
