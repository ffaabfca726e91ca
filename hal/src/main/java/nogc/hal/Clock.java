package nogc.hal;

/** A steady clock: it never steps back, whatever happens to the time of day. */
public interface Clock {
    /**
     * Milliseconds since an arbitrary moment, wrapping at 2<sup>32</sup>: only differences ({@code now - then}) mean
     * something. Bounded, allocates nothing.
     *
     * @return any int
     */
    int millis();
}
