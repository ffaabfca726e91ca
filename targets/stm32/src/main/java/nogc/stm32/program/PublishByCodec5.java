package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt5;

/** {@link PublishByCodec} over MQTT 5.0. */
public final class PublishByCodec5 {
    private PublishByCodec5() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        PublishByCodec.run(new Mqtt5());
    }
}
