package nogc.stm32;

import nogc.hal.Pin;

/**
 * The pin of the board that is wired to the modem's reset ({@code MODEM_RESET_PIN} in its {@code board_config.h}):
 * open-drain, so that the pull-up beside the modem makes the line high. Until the first call the pin is an input. Not
 * in an image that does not name this class.
 */
public final class ModemReset implements Pin {
    /** There is one such pin on a board; objects of this class are views of it and hold nothing. */
    public ModemReset() {
    }

    @Override
    public int write(boolean high) {
        Board.modemReset(!high);
        return 0;
    }

    /** An open-drain output is all that it can be. */
    @Override
    public int output(int drive, boolean high) {
        return drive == OPEN_DRAIN ? write(high) : UNSUPPORTED;
    }

    @Override
    public int input(int pull) {
        return UNSUPPORTED;
    }

    @Override
    public int read() {
        return FAILED;
    }

    @Override
    public int watch(int edges) {
        return UNSUPPORTED;
    }

    @Override
    public int edges() {
        return FAILED;
    }
}
