package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt311;

/** {@link EchoByCodec} over MQTT 3.1.1. */
public final class EchoByCodec311 {
    private EchoByCodec311() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        EchoByCodec.run(new Mqtt311());
    }
}
