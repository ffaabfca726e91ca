package nogc.stm32;

import nogc.hal.Pin;

/**
 * A pin of the chip. Those of the serial line, of the console and of the debugger (PA13 to PA15, PB3, PB4) are
 * {@link #UNSUPPORTED}, and so is what the chip does not have. {@link #edges} answers 1 for any number of edges; the
 * chip has one mark for the pins of one number of all ports, so that PA5 and PB5 are not watched at once, and the first
 * of them gives the mark back by {@link #watch watch(0)} or {@link #input}. Not in an image that does not name this
 * class.
 */
public final class ChipPin implements Pin {
    private static final int NOTHING = 0;
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;

    private final int number;
    private int use;

    /**
     * A pin that stays what it is until {@link #input} or {@link #output} is called.
     *
     * @param port {@code 'A'} and so on
     * @param number 0 to 15
     */
    public ChipPin(char port, int number) {
        this(number < 0 || number > 15 ? -1 : (port - 'A') * 16 + number);
    }

    private ChipPin(int number) {
        this.number = number;
    }

    /**
     * The pin that is wired to the modem's reset ({@code MODEM_RESET_PIN} in the board's {@code board_config.h}), an
     * open-drain output, high: the pull-up beside the modem makes the level.
     *
     * @return a new object
     */
    public static ChipPin modemReset() {
        ChipPin pin = new ChipPin(Board.modemReset());
        pin.use = Board.pinOutput(pin.number, OPEN_DRAIN, true) == 0 ? OUTPUT : NOTHING;
        return pin;
    }

    @Override
    public int input(int pull) {
        int result = Board.pinInput(number, pull);
        use = result == 0 ? INPUT : use;
        return result;
    }

    @Override
    public int output(int drive, boolean high) {
        int result = use == INPUT ? Board.pinInput(number, NO_PULL) : 0; // which counts no edges any more
        if (result == 0) {
            result = Board.pinOutput(number, drive, high);
        }
        use = result == 0 ? OUTPUT : use;
        return result;
    }

    @Override
    public int write(boolean high) {
        if (use != OUTPUT) {
            return FAILED;
        }
        Board.pinWrite(number, high);
        return 0;
    }

    @Override
    public int read() {
        return use == NOTHING ? FAILED : Board.pinRead(number);
    }

    @Override
    public int watch(int edges) {
        return use == INPUT ? Board.pinWatch(number, edges) : FAILED;
    }

    @Override
    public int edges() {
        return use == INPUT ? Board.pinEdges(number) : FAILED;
    }
}
