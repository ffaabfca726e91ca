package nogc.hal.net;

/** The wire to the reset pin of a modem (EN or RST of an ESP module), for a board that has one. */
public interface ResetLine {
    /**
     * Holds the modem in reset, or lets it run. Bounded; allocates nothing.
     *
     * @param reset true: the pin is pulled low; false: it is released
     */
    void hold(boolean reset);
}
