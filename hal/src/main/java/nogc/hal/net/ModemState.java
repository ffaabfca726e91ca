package nogc.hal.net;

/** What is known of the modem, from one opening to the next. */
final class ModemState {
    /** It may be in the midst of anything, payload of a send included. */
    static final int UNKNOWN = 0;
    /** It takes commands; its settings may be those of a start. */
    static final int LISTENING = 1;
    /** It was told all settings. */
    static final int CONFIGURED = 2;

    private int level = UNKNOWN;
    private boolean joined;
    /** By us, since it started: by itself it may join another access point, which it was told of earlier. */
    private boolean joinedByUs;

    int level() {
        return level;
    }

    boolean isJoined() {
        return joined;
    }

    boolean wasJoinedByUs() {
        return joinedByUs;
    }

    void configured() {
        level = CONFIGURED;
    }

    void unknown() {
        level = UNKNOWN;
    }

    /** Its settings are in doubt. */
    void doubt() {
        level = Math.min(level, LISTENING);
    }

    void rebooted() {
        level = LISTENING;
        joined = false;
        joinedByUs = false;
    }

    void joined() {
        joined = true;
        joinedByUs = true;
    }

    void setJoined(boolean now) {
        joined = now;
    }

    /** Learns from what the modem says unasked, at any time. */
    void hear(int token) {
        if (token == AtReader.JOINED) {
            joined = joinedByUs;
        } else if (token == AtReader.DISJOINED) {
            joined = false;
        } else if (token == AtReader.READY || token == AtReader.ECHO && level == CONFIGURED) {
            rebooted(); // the echo was off
        }
    }

    /** Learns from how the last connection ended. */
    void hearFailure(int failure) {
        switch (failure) {
            case ModemTransport.NONE:
                break;
            case ModemTransport.SILENT:
                unknown();
                break;
            case ModemTransport.REBOOTED:
                rebooted();
                break;
            case ModemTransport.ACCESS_POINT_LOST:
                joined = false;
                break;
            default:
                doubt();
                break;
        }
    }
}
