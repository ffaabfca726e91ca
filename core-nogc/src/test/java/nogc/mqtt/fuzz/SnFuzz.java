package nogc.mqtt.fuzz;

import nogc.mqtt.sn.SnClientScript;
import nogc.mqtt.sn.SnSleepingScript;

/** Any datagrams, times and calls in any order at both clients of MQTT-SN. */
public final class SnFuzz {
    private SnFuzz() {
    }

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] data) {
        SnClientScript.run(data);
        SnSleepingScript.run(data);
    }
}
