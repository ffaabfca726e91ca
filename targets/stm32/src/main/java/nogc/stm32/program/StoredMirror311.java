package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt311;

/** {@link StoredMirror} over MQTT 3.1.1. */
public final class StoredMirror311 {
    private StoredMirror311() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        StoredMirror.run(new Mqtt311());
    }
}
