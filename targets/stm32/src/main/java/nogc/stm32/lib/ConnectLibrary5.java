package nogc.stm32.lib;

/** What the library for MQTT 5.0 with properties of CONNECT is made from: names what C calls. */
public final class ConnectLibrary5 {
    private ConnectLibrary5() {
    }

    /** @param arguments none; never runs */
    public static void main(String[] arguments) {
        while (C.number() != 0) { // of clients there may be many
            Library library = Library.createConnect5(C.address(), C.address());
            Library.reach(library);
            Library.reachProperties(library);
            Library.reachConnectProperties(library);
        }
    }
}
