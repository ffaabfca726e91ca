package nogc.javase;

import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import nogc.hal.Entropy;

/**
 * A fast generator with a seed from the operating system. Good for jitter and client identifiers, not for keys: it is
 * {@link SplittableRandom}, since {@link SecureRandom} allocates with every number. For one thread.
 */
public final class SystemEntropy implements Entropy {
    private final SplittableRandom random;

    /** Takes 64 bits from the system: {@code /dev/urandom}, or where there is none {@link SecureRandom}. */
    public SystemEntropy() {
        random = new SplittableRandom(seed());
    }

    /** The file first: a small JVM starts a tenth of a second sooner without Java's list of security providers. */
    private static long seed() {
        try (DataInputStream file = new DataInputStream(new FileInputStream("/dev/urandom"))) {
            return file.readLong();
        } catch (IOException notThere) {
            return new SecureRandom().nextLong();
        }
    }

    @Override
    public int next() {
        return random.nextInt();
    }
}
