package nogc.javame;

import java.util.Random;
import nogc.hal.Entropy;

/**
 * Numbers of {@link Random} from a seed of what differs between two devices that start together: a name of the device,
 * the time of day, the free memory, where objects lie, and how far the machine counts while its clock moves. Good for
 * jitter and client identifiers, not for keys. For one thread; {@link #next} allocates nothing.
 */
public final class DeviceEntropy implements Entropy {
    private final Random random;

    /**
     * Gathers the seed, for at most two moves of the clock: some ten milliseconds on most machines.
     *
     * @param device what no other device has: a serial number, an IMEI, the client identifier
     */
    public DeviceEntropy(String device) {
        long seed = System.currentTimeMillis();
        seed = 31 * seed + device.hashCode();
        seed = 31 * seed + hashCode();
        seed = 31 * seed + Runtime.getRuntime().freeMemory();
        seed = 31 * seed + count();
        seed = 31 * seed + count();
        random = new Random(seed);
    }

    /** How often the clock can be asked until it moves; bounded, should it stand still. */
    private static int count() {
        long before = System.currentTimeMillis();
        int count = 0;
        while (System.currentTimeMillis() == before && count < 1000000) {
            count++;
        }
        return count;
    }

    @Override
    public int next() {
        return random.nextInt();
    }
}
