package nogc.mqtt.session;

/** What became of an event that was offered to the session; a negative result ends the connection. */
public final class Offer {
    /** It was taken: the next one. */
    public static final int TAKEN = 1;
    /** It cannot be taken now: the application waits, or what we owe is full. It is to be offered again. */
    public static final int NOT_NOW = 2;

    private Offer() {
    }
}
