package nogc.hal;

/** A source of randomness, for reconnect jitter and generated client identifiers. */
public interface Entropy {
    /**
     * 32 random bits. They need not be fit for cryptography, but must differ between two devices that start together.
     * Bounded, allocates nothing.
     *
     * @return any int
     */
    int next();
}
