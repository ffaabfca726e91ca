package nogc.mqtt.sn;

/** The times of the standard (section 7.2), in milliseconds, that every client of MQTT-SN has. */
public abstract class SnTimers {
    /** The least {@link #retryTime}. */
    public static final int SHORTEST_RETRY = 200;

    /** Tretry: how long an answer may take before a message is sent again; from 200. 10 to 15 s, on a LAN 1 to 5 s. */
    public int retryTime = 10000;
    /** Nretry: how often a message is sent again before the gateway counts as lost, 0 to 100; 3 to 5. */
    public int retries = 3;
    /** Twait: how long nothing of a kind is sent that the gateway refused for congestion; more than 5 min, from 200. */
    public int congestionWait = 301000;

    /** Only for configurations of this package. */
    SnTimers() {
    }

    /** Null if every time is in its range, else what to change. */
    final String problemOfTimers() {
        if (retryTime < SHORTEST_RETRY) {
            return "retryTime must be at least 200 ms";
        }
        if (congestionWait < SHORTEST_RETRY) {
            return "congestionWait must be at least 200 ms";
        }
        if (retries < 0 || retries > 100) {
            return "retries must be 0 to 100";
        }
        return null;
    }
}
