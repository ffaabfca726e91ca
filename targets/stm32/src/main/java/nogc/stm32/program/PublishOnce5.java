package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt5;

/** {@link PublishOnce} over MQTT 5.0. */
public final class PublishOnce5 {
    private PublishOnce5() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        PublishOnce.run(new Mqtt5());
    }
}
