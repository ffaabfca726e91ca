package nogc.hal.net;

import nogc.hal.Pin;

/**
 * Brings the modem to where it takes a command: gives it the payload that it was promised, lets the line come to rest,
 * and, if nothing is known of it, resets it by its pin or cancels by +++ what it may be in the midst of.
 */
final class ModemRest {
    private static final int DONE = 0;
    private static final int FINISH = 1;
    private static final int QUIET = 2;
    private static final int ESCAPE = 3;
    private static final int RESET = 4;
    private static final int BOOT = 5;

    private static final int SILENCE = 100;
    private static final int LONGEST_NOISE = 3000;
    /** ESP-AT wants a second of peace behind its +++. */
    private static final int ESCAPE_SILENCE = 1100;
    private static final int RESET_TIME = 20;
    private static final int BOOT_TIME = 5000;

    private final AtPort port;
    private final ModemLink link;
    private final ModemState state;
    private final Pin resetPin;
    private int step = DONE;
    private int since;
    private boolean wasReset;

    ModemRest(AtPort port, ModemLink link, ModemState state, Pin resetPin) {
        this.port = port;
        this.link = link;
        this.state = state;
        this.resetPin = resetPin;
    }

    void begin() {
        wasReset = false;
        step = FINISH;
    }

    /** Whether it is still at it, or was when the opening was given up. */
    boolean isUnderWay() {
        return step != DONE;
    }

    boolean wasReset() {
        return wasReset;
    }

    /** Resets the modem, by AT+RST if there is no wire to its pin or nothing drives it. */
    void reset() {
        wasReset = true;
        since = port.now();
        port.forget();
        if (resetPin == null || resetPin.write(false) < 0) {
            port.command("AT+RST");
            port.send(false, BOOT_TIME);
            step = BOOT;
        } else {
            step = RESET;
        }
    }

    /** True once a command may be sent. */
    boolean proceed() {
        int now = port.now();
        if (step == FINISH) {
            if (link.finish()) {
                settle(now);
            }
        } else if (step == RESET) {
            if (now - since >= RESET_TIME && resetPin.write(true) >= 0) { // again until it is released
                port.await(BOOT_TIME);
                step = BOOT;
            }
        } else if (step == BOOT) {
            int token = port.poll();
            state.hear(token);
            if (token == AtReader.READY || token == AtPort.TIME_OUT) { // or it could have said it
                state.rebooted();
                step = DONE;
            }
        } else {
            listen(now);
        }
        if (step == DONE) {
            port.forget();
        }
        return step == DONE;
    }

    private void settle(int now) {
        state.hearFailure(link.failure());
        link.forget();
        port.forget();
        since = now;
        step = QUIET;
        if (state.level() == ModemState.UNKNOWN && resetPin != null) {
            reset();
        }
    }

    /** In payload that nobody wants a line may look like a message: then more is said than was needed, no harm. */
    private void listen(int now) {
        state.hear(port.poll());
        port.skip();
        boolean patient = now - since < LONGEST_NOISE;
        if (!port.isQuiet(step == QUIET ? SILENCE : ESCAPE_SILENCE) && patient) {
            return;
        }
        if (step == QUIET && state.level() == ModemState.UNKNOWN) {
            port.mention("+++");
            since = now;
            step = ESCAPE;
        } else {
            step = DONE;
        }
    }
}
