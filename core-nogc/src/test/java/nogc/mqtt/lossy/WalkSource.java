package nogc.mqtt.lossy;

import java.util.Random;
import nogc.mqtt.PayloadSource;

/** A payload that comes in pieces, sometimes not now, and rarely fails. */
final class WalkSource implements PayloadSource {
    private final Random random;
    private final int number;
    private final boolean calm;
    private int next;

    WalkSource(Random random, int number, boolean calm) {
        this.random = random;
        this.number = number;
        this.calm = calm;
    }

    @Override
    public int read(int position, byte[] buffer, int offset, int length) {
        Violation.unless(length > 0, "a source is asked for nothing");
        Violation.unless(position == 0 || position == next, "a source is asked for " + position + " after " + next);
        if (!calm && random.nextInt(50) == 0) {
            return -1;
        }
        if (random.nextInt(5) == 0) {
            return 0;
        }
        int count = 1 + random.nextInt(length);
        Messages.fill(number, position, buffer, offset, count);
        next = position + count;
        return count;
    }
}
