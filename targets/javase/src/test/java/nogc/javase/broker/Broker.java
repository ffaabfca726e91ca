package nogc.javase.broker;

/** A running broker of either kind. */
public interface Broker extends AutoCloseable {
    /** The port on 127.0.0.1 where it listens for MQTT over TCP. */
    int port();

    /** Ends it and removes what it wrote. */
    @Override
    void close();
}
