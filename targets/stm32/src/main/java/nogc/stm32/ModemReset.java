package nogc.stm32;

import nogc.hal.net.ResetLine;

/**
 * The pin of the board that is wired to the modem's reset ({@code MODEM_RESET_PIN} in its {@code board_config.h}):
 * open-drain, so that the pull-up beside the modem makes the line high. Until the first call the pin is an input. Not
 * in an image that does not name this class.
 */
public final class ModemReset implements ResetLine {
    /** There is one such pin on a board; objects of this class are views of it and hold nothing. */
    public ModemReset() {
    }

    @Override
    public void hold(boolean reset) {
        Board.modemReset(reset);
    }
}
