package nogc.mqtt.fuzz;

import nogc.mqtt.sn.SnScript;

/** Any datagrams, times and calls in any order at an MQTT-SN client. */
public final class SnFuzz {
    private SnFuzz() {
    }

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] data) {
        SnScript.play(data);
    }
}
