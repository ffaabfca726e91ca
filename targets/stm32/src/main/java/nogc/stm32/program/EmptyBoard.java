package nogc.stm32.program;

/**
 * Does nothing: its image starts the board, prints what a fault was, and keeps the watchdog content. What another
 * program takes above it is the price of what that program does.
 */
public final class EmptyBoard {
    private EmptyBoard() {
    }

    /** @param arguments none */
    public static void main(String[] arguments) {
        // Start-up goes on idling when this returns.
    }
}
