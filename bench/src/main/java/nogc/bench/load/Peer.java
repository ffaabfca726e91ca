package nogc.bench.load;

import java.io.IOException;
import nogc.bench.Version;

/** A client under load, connected to a broker. */
interface Peer extends AutoCloseable {
    /** Where it publishes to, as the other loads do: 25 bytes. */
    String TOPIC = "bench/topic/of/25/bytes/x";

    /** Who is told that messages ended, in the order in which they were handed over. */
    interface Ends {
        /**
         * A message is acknowledged, at QoS 0 it left. From any thread.
         *
         * @param problem why it was not delivered, or null
         */
        void ended(Throwable problem);
    }

    /** Who is told of what comes. */
    interface Arrivals {
        /**
         * A message came, on one thread in the order of the server.
         *
         * @param number in the first four bytes of its payload
         */
        void arrived(int number);
    }

    /** Hands a message over; may wait for room, but not where something arrives. */
    void publish(byte[] payload, int qos, Ends load) throws Exception;

    /** Subscribes, and returns once the server granted it. */
    void receive(String topic, int qos, Arrivals arrivals) throws Exception;

    /**
     * Connects.
     *
     * @param name ours, ours-as-it-is, paho or hivemq
     * @param inFlight messages that are handed over and have not ended, at most
     */
    static Peer of(String name, Server server, int inFlight) throws Exception {
        boolean isNew = server.version() == Version.MQTT_5;
        switch (name) {
            case "ours":
                return new OurPeer(server, inFlight);
            case "ours-as-it-is":
                return new OurPeer(server, 0);
            case "paho":
                return isNew ? new Paho5Peer(server) : new Paho3Peer(server, inFlight);
            case "hivemq":
                return isNew ? new HiveMq5Peer(server) : new HiveMq3Peer(server);
            default:
                throw new IOException("there is no client " + name + ": ours, ours-as-it-is, paho or hivemq");
        }
    }
}
