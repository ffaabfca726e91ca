package nogc.stm32.lib;

/** What the library for MQTT 3.1.1 is made from: names what C calls. */
public final class Library311 {
    private Library311() {
    }

    /** @param arguments none; never runs */
    public static void main(String[] arguments) {
        while (C.number() != 0) { // of clients there may be many
            Library.reach(Library.create311(C.address(), C.address()));
        }
    }
}
