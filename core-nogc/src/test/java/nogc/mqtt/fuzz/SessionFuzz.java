package nogc.mqtt.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import nogc.mqtt.Bytes;

/** Any bytes, times and calls in any order: bounded, consistent, and a client that works once it is left alone. */
public final class SessionFuzz {
    private static final int SETTINGS = 1;

    private SessionFuzz() {
    }

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < SETTINGS) {
            return;
        }
        Script script = new Script(data[0]);
        int at = SETTINGS;
        while (at < data.length) {
            at += script.step(data, at);
            script.check();
        }
        assertWorks(script);
    }

    /** Leaves, comes back to a new session, and passes a message in each direction. */
    private static void assertWorks(Script script) {
        script.leave();
        assertEquals(List.of(), script.openHandles(), "never completed");
        script.comeBack();
        script.takeHeard();
        script.takeWritten();
        boolean v5 = script.isVersion5();
        script.feed(Bytes.of(v5 ? "30 05 00 01 61 00 70" : "30 04 00 01 61 70"));
        assertTrue(script.takeHeard().contains("message a"), "it receives nothing any more");
        assertTrue(script.publishes(), "it sends nothing any more");
    }

    /** The first bytes of a longer array. */
    static byte[] slice(byte[] data, int from, int length) {
        return Arrays.copyOfRange(data, Math.min(from, data.length), Math.min(from + length, data.length));
    }
}
