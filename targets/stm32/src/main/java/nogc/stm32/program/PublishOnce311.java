package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt311;

/** {@link PublishOnce} over MQTT 3.1.1. */
public final class PublishOnce311 {
    private PublishOnce311() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        PublishOnce.run(new Mqtt311());
    }
}
