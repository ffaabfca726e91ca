package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt311;

/** {@link PublishByCodec} over MQTT 3.1.1. */
public final class PublishByCodec311 {
    private PublishByCodec311() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        PublishByCodec.run(new Mqtt311());
    }
}
