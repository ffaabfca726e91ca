package nogc.javame.flash;

import javax.microedition.midlet.MIDlet;
import nogc.javame.RmsFlashRegion;

/** Counts how often it was started, one programmed byte each in turn, and says so; then waits to be killed. */
public final class FlashMidlet extends MIDlet {
    private static final int SECTORS = 2;
    private static final int SIZE = 3;

    private final RmsFlashRegion region = new RmsFlashRegion("starts", SECTORS, SIZE, 100);
    private final byte[] bytes = new byte[SECTORS * SIZE];

    /** For the application manager. */
    public FlashMidlet() {
    }

    @Override
    protected void startApp() {
        if (region.open() < 0 || region.read(0, bytes, 0, bytes.length) < 0) {
            System.out.println("failed: ".concat(String.valueOf(region.lastFailure())));
            return;
        }
        int free = 0;
        while (free < bytes.length && bytes[free] != -1) {
            free++;
        }
        if (free == bytes.length) {
            boolean erased = region.erase(0) == 0 && region.erase(1) == 0;
            System.out.println(erased ? "starts: erased" : "failed: ".concat(String.valueOf(region.lastFailure())));
        } else {
            bytes[free] = 0;
            boolean counted = region.program(free, bytes, free, 1) == 0;
            System.out.println(counted ? "starts: ".concat(String.valueOf(free + 1))
                    : "failed: ".concat(String.valueOf(region.lastFailure())));
        }
    }

    @Override
    protected void pauseApp() {
    }

    @Override
    protected void destroyApp(boolean unconditional) {
        region.close();
    }
}
