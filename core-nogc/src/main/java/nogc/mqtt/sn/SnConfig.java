package nogc.mqtt.sn;

/**
 * Sizes, timers and options that are fixed for the life of an {@link SnClient}: fill it in, hand it to the constructor,
 * and do not change it afterwards. All memory of a client follows from this object and its options.
 *
 * <p>What is not named in {@link #options} is not in the image: a client without options connects without a will,
 * publishes at QoS -1, 0 and 1, and stays awake at the one gateway that its transport was made for.
 */
public final class SnConfig extends SnSettings {
    /**
     * What the client does beyond the least: {@link SnSubscriber} or {@link SnQos2Subscriber}, {@link SnQos2Publisher},
     * {@link SnWill}, {@link SnSleep}, {@link SnDiscovery}, {@link SnForwarder}; each at most once, in any order.
     */
    public SnOption[] options = new SnOption[0];

    /**
     * Whether every size and time is in its range, those of the {@link #options} included. Bounded, allocates nothing.
     *
     * @return null, or a sentence that says what to change
     */
    public String problem() {
        String problem = problemOfSettings();
        for (int i = 0; i < options.length && problem == null; i++) {
            problem = options[i].problem();
        }
        return problem;
    }
}
