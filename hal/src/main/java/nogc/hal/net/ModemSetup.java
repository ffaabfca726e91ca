package nogc.hal.net;

import nogc.hal.Pin;
import nogc.hal.Transport;

/**
 * The steps from a modem in any state to an open connection. What a modem was told it is not told again, until it was
 * silent, rebooted or refused something.
 * <pre>
 *   reset or +++ ─▶ ATE0 ─▶ CIPCLOSE ─▶ CWMODE CIPMUX CIPRECVMODE CIPSSL… CIPSTATUS ─▶ CWJAP ─▶ CIPSTART
 *   ▲               ▲       ▲       └─────────────────────────────────────────────────▲────────▲
 *   unknown         listening  configured                                    not joined    joined
 * </pre>
 */
final class ModemSetup {
    /** A modem that tries to join refuses all else. */
    private static final int LONGEST_BUSY = 25000;
    private static final int TRIES = 3;
    private static final int TOKENS = 16;

    private final AtPort port;
    private final ModemLink link;
    private final ModemOptions options;
    private final ModemState state = new ModemState();
    private final ModemRest rest;
    private final ModemCommands commands;
    private boolean passive;
    private int trouble;

    // valid for one opening
    private boolean underWay;
    private int began;
    private int tries;
    private int reboots;
    private boolean reclosed;

    // valid for one command, 0 between them
    private int command;
    /** The tokens since then, a bit each. */
    private int heard;
    private int number;

    ModemSetup(AtPort port, ModemLink link, ModemOptions options, Pin resetPin) {
        this.port = port;
        this.link = link;
        this.options = options;
        rest = new ModemRest(port, link, state, resetPin);
        commands = new ModemCommands(port, options);
    }

    void endpoint(byte[] name, int offset, int length, int port) {
        commands.setHost(name, offset, length, port);
        state.doubt(); // TLS was configured with the other name
    }

    /** Why the last opening failed, or 0. */
    int trouble() {
        return trouble;
    }

    boolean isUnderWay() {
        return underWay;
    }

    /** Gives up; the next opening finds the modem in the midst of something. */
    void abandon() {
        if (command != 0 || rest.wasReset()) {
            state.unknown();
        }
        underWay = false;
    }

    /** 1 once open, 0 while under way, or a code of Transport. */
    int proceed() {
        if (!underWay) {
            begin();
        }
        if (command == 0) {
            if (!rest.proceed()) {
                return 0;
            }
            say(state.level() == ModemState.CONFIGURED ? ModemCommands.CLOSE : ModemCommands.ECHO_OFF);
        }
        int result = 0;
        for (int i = 0; i < TOKENS && result == 0 && command != 0; i++) {
            int token = port.poll();
            if (token == AtReader.NONE) {
                break;
            }
            result = hear(token);
        }
        if (result != 0) {
            underWay = false;
            port.done();
        }
        return result;
    }

    private void begin() {
        underWay = true;
        trouble = 0;
        tries = 0;
        reboots = 0;
        reclosed = false;
        command = 0;
        began = port.now();
        rest.begin();
    }

    private void say(int next) {
        command = next;
        heard = 0;
        number = 0;
        commands.say(next);
    }

    private int hear(int token) {
        int before = state.level();
        state.hear(token);
        if (token == AtReader.READY || state.level() < before) {
            if (++reboots > TRIES) {
                return fail(Transport.BROKEN, ModemTransport.REBOOTED);
            }
            say(ModemCommands.ECHO_OFF);
            return 0;
        }
        heard |= 1 << token;
        switch (token) {
            case AtReader.OK:
            case AtReader.CONNECT:
                return command == ModemCommands.START ? started() : token == AtReader.OK ? next() : 0;
            case AtReader.ERROR:
                return refused();
            case AtPort.TIME_OUT:
                return silent();
            case AtReader.STATUS:
            case AtReader.JOIN_ERROR:
                number = port.value();
                return 0;
            case AtPort.PAYLOAD:
                port.skip();
                return 0;
            default:
                return 0;
        }
    }

    private boolean hasHeard(int token) {
        return (heard & 1 << token) != 0;
    }

    /** The command was taken. */
    private int next() {
        tries = 0;
        switch (command) {
            case ModemCommands.CLOSE:
                if (state.level() == ModemState.CONFIGURED) {
                    say(state.isJoined() ? ModemCommands.START : ModemCommands.JOIN);
                } else {
                    say(ModemCommands.MODE);
                }
                break;
            case ModemCommands.PASSIVE:
            case ModemCommands.PASSIVE_TYPE:
                setPassive(true);
                break;
            case ModemCommands.SERVER_NAME:
                if (options.security >= ModemOptions.TLS_SERVER_VERIFIED) {
                    say(ModemCommands.COMMON_NAME);
                } else {
                    configured();
                }
                break;
            case ModemCommands.COMMON_NAME:
                configured();
                break;
            case ModemCommands.STATUS: // 2, 3 and 4: it has an address
                state.setJoined(number >= 2 && number <= 4);
                say(state.isJoined() ? ModemCommands.START : ModemCommands.JOIN);
                break;
            case ModemCommands.JOIN:
                state.joined();
                say(ModemCommands.START);
                break;
            default: // ECHO_OFF, MODE, SINGLE, SECURITY
                say(command + 1);
                break;
        }
        return 0;
    }

    private void setPassive(boolean taken) {
        passive = taken;
        if (options.security == ModemOptions.TCP) {
            configured();
        } else {
            say(ModemCommands.SECURITY);
        }
    }

    private void configured() {
        state.configured();
        say(state.wasJoinedByUs() ? ModemCommands.STATUS : ModemCommands.JOIN);
    }

    /** CONNECT and OK, in whichever order. */
    private int started() {
        if (!hasHeard(AtReader.CONNECT) || !hasHeard(AtReader.OK)) {
            return 0;
        }
        port.done();
        link.open(passive, hasHeard(AtReader.NOTICE), hasHeard(AtReader.CLOSED));
        return 1;
    }

    private int refused() {
        switch (command) {
            case ModemCommands.CLOSE: // nothing was open
            case ModemCommands.SERVER_NAME: // firmware from before it
                return next();
            case ModemCommands.PASSIVE:
                say(ModemCommands.PASSIVE_TYPE);
                return 0;
            case ModemCommands.PASSIVE_TYPE: // some builds for the ESP8266: data comes unasked
                setPassive(false);
                return 0;
            case ModemCommands.SECURITY:
            case ModemCommands.COMMON_NAME:
                return fail(Transport.INSECURE, ModemTransport.COMMAND_REFUSED);
            case ModemCommands.STATUS:
                say(ModemCommands.JOIN);
                return 0;
            case ModemCommands.JOIN:
                state.setJoined(false);
                return fail(Transport.UNREACHABLE, number > 0 && number < ModemTransport.JOIN_FAILED ? number
                        : ModemTransport.JOIN_FAILED);
            case ModemCommands.START:
                return notStarted();
            default:
                return again(ModemTransport.COMMAND_REFUSED);
        }
    }

    private int notStarted() {
        if (hasHeard(AtReader.ALREADY) && !reclosed) {
            reclosed = true;
            say(ModemCommands.CLOSE);
            return 0;
        }
        state.doubt(); // the next opening asks whether it is still joined
        return fail(hasHeard(AtReader.UNRESOLVED) ? Transport.UNRESOLVED : Transport.UNREACHABLE,
                ModemTransport.NO_CONNECTION);
    }

    private int silent() {
        if (command == ModemCommands.ECHO_OFF) {
            if (hasHeard(AtReader.BUSY) && port.now() - began < LONGEST_BUSY) {
                say(command);
                return 0;
            }
            return again(ModemTransport.SILENT);
        }
        state.unknown();
        return fail(command >= ModemCommands.JOIN ? Transport.UNREACHABLE : Transport.BROKEN, ModemTransport.SILENT);
    }

    /** Repeats the command; then resets the modem and begins anew; then gives up. */
    private int again(int cause) {
        if (++tries < TRIES) {
            say(command);
        } else if (!rest.wasReset()) {
            tries = 0;
            command = 0;
            rest.reset();
        } else {
            state.unknown();
            return fail(Transport.BROKEN, cause);
        }
        return 0;
    }

    private int fail(int result, int cause) {
        trouble = cause;
        return result;
    }
}
