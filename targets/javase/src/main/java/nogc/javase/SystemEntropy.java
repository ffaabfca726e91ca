package nogc.javase;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import nogc.hal.Entropy;

/**
 * A fast generator with a seed from the operating system. Good for jitter and client identifiers, not for keys: it is
 * {@link SplittableRandom}, since {@link SecureRandom} allocates with every number. For one thread.
 */
public final class SystemEntropy implements Entropy {
    private final SplittableRandom random;

    /** Takes 64 bits from {@link SecureRandom}. */
    public SystemEntropy() {
        random = new SplittableRandom(new SecureRandom().nextLong());
    }

    @Override
    public int next() {
        return random.nextInt();
    }
}
