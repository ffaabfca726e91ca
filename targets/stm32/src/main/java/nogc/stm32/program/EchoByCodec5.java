package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt5;

/** {@link EchoByCodec} over MQTT 5.0. */
public final class EchoByCodec5 {
    private EchoByCodec5() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        EchoByCodec.run(new Mqtt5());
    }
}
