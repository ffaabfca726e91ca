package nogc.mqtt;

/** Opens the sources of pulled payloads again after a restart: for messages of QoS 1 and 2 that a store has kept. */
public interface PayloadSources {
    /**
     * Opens a source again. Called inside {@code poll} ahead of the first byte that is sent of such a message after a
     * restart, once for each; bounded, and blocks {@code poll} as long as it blocks.
     *
     * @param tag that {@code publish} was given: the application's key to the payload
     * @param length bytes of the payload
     * @return the source, re-readable until the message completes; or null if it is gone: then the message completes
     *     with {@link Result#SOURCE_FAILED}
     */
    PayloadSource open(int tag, int length);
}
