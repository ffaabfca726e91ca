package nogc.stm32.program;

import nogc.mqtt.codec.Mqtt5;

/** {@link StoredMirror} over MQTT 5.0. */
public final class StoredMirror5 {
    private StoredMirror5() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        StoredMirror.run(new Mqtt5());
    }
}
