package nogc.stm32.lib;

/** What the library for MQTT 3.1.1 with a store is made from: names what C calls. */
public final class StoredLibrary311 {
    private StoredLibrary311() {
    }

    /** @param arguments none; never runs */
    public static void main(String[] arguments) {
        while (C.number() != 0) { // of clients there may be many
            Library library = Library.createStored311(C.address(), C.address());
            Library.reach(library);
            Library.reachStore(library);
        }
    }
}
