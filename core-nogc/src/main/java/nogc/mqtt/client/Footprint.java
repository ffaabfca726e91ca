package nogc.mqtt.client;

import nogc.mqtt.Config;

/**
 * The memory of a {@link Client} as a formula over its configuration: the bytes of arrays and the number and fields of
 * objects are exact; what a machine puts around them is a parameter:
 * <pre>
 *                                      array header  object header  reference  alignment
 *   JVM, 64 bits, heap up to 32 GB          16            12            4          8
 *   JVM, 64 bits, larger heap               16            12            8          8
 *   a compact 32-bit machine                 8             4            4          4
 * </pre>
 * Counts everything that the constructor of the client allocates, which is all that it ever will. Does not count what
 * the application made and handed in: transport, clock, entropy, listener, protocol, the {@link Config} itself with its
 * store, policy, alias tables and trace, and the options of connect. An image that does not name this class has none of
 * it.
 */
public final class Footprint {
    /**
     * All objects of a client: how many of which class, and the references, ints and booleans of each, superclasses
     * included. Text, since a class file has no smaller table; a test compares it with the objects of a real client.
     */
    static final String OBJECTS = "1 client.Client 2 0 1\n"
            + "1 client.Turn 3 0 1\n"
            + "1 client.Engine 8 3 1\n"
            + "1 session.Session 7 0 0\n"
            + "1 session.ServerPackets 5 0 0\n"
            + "1 session.ClientPackets 5 0 0\n"
            + "1 session.Exchange 20 0 0\n"
            + "1 session.Link 4 9 7\n"
            + "1 session.ConnectRequest 6 0 8\n"
            + "1 session.Connection 8 0 0\n"
            + "1 session.Outbound 5 1 1\n"
            + "1 session.Expiry 0 3 2\n"
            + "1 session.Requests 6 1 2\n"
            + "1 session.Scheduler 7 0 0\n"
            + "1 session.Authentication 1 1 1\n"
            + "1 session.Backoff 3 1 0\n"
            + "1 session.ClientIdentifier 2 2 3\n"
            + "1 session.Farewell 1 3 3\n"
            + "1 session.Cancellations 5 0 2\n"
            + "1 session.FlowControl 0 3 0\n"
            + "1 session.InboundSlots 2 5 0\n"
            + "1 session.Journal 3 2 7\n"
            + "1 session.KeepAlive 1 8 1\n"
            + "1 session.OutboundSlots 7 6 0\n"
            + "1 session.Acknowledgements 6 0 1\n"
            + "1 session.Answers 3 0 0\n"
            + "1 session.Output 4 0 1\n"
            + "1 session.PublishWriter 10 1 3\n"
            + "1 session.Publishing 8 0 0\n"
            + "1 session.Replies 1 2 0\n"
            + "1 session.ServerLimits 0 4 4\n"
            + "1 session.TxRing 1 4 1\n"
            + "1 codec.ConnectEncoder 2 3 0\n"
            + "1 codec.ControlDecoder 2 0 0\n"
            + "1 codec.OversizedPublish 0 8 1\n"
            + "1 codec.PacketDecoder 5 7 3\n"
            + "1 codec.PacketView 1 14 2\n"
            + "1 codec.PacketEncoder 2 2 0\n"
            + "1 Metrics 0 13 0\n"
            + "3 PropertyReader 1 12 0\n"
            + "1 Utf8String 1 1 0\n";

    /** Two more, with inbound slots. */
    static final String INBOUND_OBJECTS = "1 session.Inbound 9 6 4\n"
            + "1 Message 3 8 2\n";

    /** One more that follows the server's references. */
    static final String REFERENCE_OBJECTS = "1 session.ServerReference 1 2 2\n";

    /** Three more, if the configuration names a store. */
    static final String STORE_OBJECTS = "1 session.LiveSession 6 0 0\n"
            + "2 StoredMessage 1 8 3\n";

    /** One more, if it names a policy for what finds no room. */
    static final String GIVING_WAY_OBJECTS = "1 session.GivingWay 7 4 0\n";

    /** One more for each message or request that may be on its way out, and one for a request alone. */
    static final String SLOT_OBJECTS = "1 session.OutboundSlot 3 14 0\n";

    /** PUBREL and PUBCOMP that may wait for room. */
    private static final int REPLIES = 8;
    /** The length of a client identifier that the client makes itself. */
    private static final int CLIENT_IDENTIFIER = 20;
    /** Numbers that are kept of each message that gave way, until the next poll tells. */
    private static final int ENDS = 3;
    private static final int INT = 4;
    private static final int CHAR = 2;

    private Footprint() {
    }

    /**
     * The memory of a client. Bounded; allocates nothing.
     *
     * @param config sizes and options, in range
     * @param arrayHeader bytes in front of the elements of an array
     * @param objectHeader bytes in front of the fields of an object
     * @param reference bytes of a reference
     * @param alignment what the size of every array and object is a multiple of: a power of two
     * @return bytes
     */
    public static int bytes(Config config, int arrayHeader, int objectHeader, int reference, int alignment) {
        return arrays(config, arrayHeader, alignment)
                + objects(OBJECTS, objectHeader, reference, alignment)
                + slots(config) * objects(SLOT_OBJECTS, objectHeader, reference, alignment)
                + (config.inboundSlots == 0 ? 0 : objects(INBOUND_OBJECTS, objectHeader, reference, alignment))
                + (config.serverReference == 0 ? 0 : objects(REFERENCE_OBJECTS, objectHeader, reference, alignment))
                + (config.store == null ? 0 : objects(STORE_OBJECTS, objectHeader, reference, alignment))
                + (config.whenFull == null ? 0 : objects(GIVING_WAY_OBJECTS, objectHeader, reference, alignment));
    }

    /**
     * The elements of all arrays, without headers: what a configuration has most influence on.
     *
     * @param config sizes and options, in range
     * @return bytes
     */
    public static int arrayBytes(Config config) {
        return arrays(config, 0, 1);
    }

    /**
     * How many objects other than arrays a client has.
     *
     * @param config sizes and options, in range
     * @return their number
     */
    public static int objectCount(Config config) {
        return count(OBJECTS) + slots(config) * count(SLOT_OBJECTS)
                + (config.inboundSlots == 0 ? 0 : count(INBOUND_OBJECTS))
                + (config.serverReference == 0 ? 0 : count(REFERENCE_OBJECTS))
                + (config.store == null ? 0 : count(STORE_OBJECTS))
                + (config.whenFull == null ? 0 : count(GIVING_WAY_OBJECTS));
    }

    private static int slots(Config config) {
        return config.outboundSlots + (config.inboundSlots == 0 || config.requestBuffer == 0 ? 0 : 1);
    }

    private static int arrays(Config config, int header, int alignment) {
        return align(header + config.receiveBuffer, alignment)
                + align(header + config.transmitBuffer, alignment)
                + align(header + config.ring + (config.inboundSlots == 0 ? 0 : config.requestBuffer), alignment)
                + align(header + config.inboundSlots * INT, alignment) // owed
                + align(header + config.inboundSlots * 2 * CHAR, alignment) // received
                + align(header + REPLIES * INT, alignment)
                + align(header + Math.max(config.assignedClientIdentifier, CLIENT_IDENTIFIER), alignment)
                + (config.serverReference == 0 ? 0 : align(header + config.serverReference, alignment))
                + (config.applicationState == 0 ? 0 : align(header + config.applicationState, alignment))
                + (config.whenFull == null ? 0 : align(header + config.outboundSlots * ENDS * INT, alignment));
    }

    /** The sizes of all objects of a table. */
    private static int objects(String table, int header, int reference, int alignment) {
        int sum = 0;
        int at = 0;
        while (at < table.length()) {
            int count = number(table, at);
            at = after(table, ' ', after(table, ' ', at)); // past the count and the name
            int references = number(table, at);
            at = after(table, ' ', at);
            int ints = number(table, at);
            at = after(table, ' ', at);
            int booleans = number(table, at);
            at = after(table, '\n', at);
            sum += count * align(header + references * reference + ints * INT + booleans, alignment);
        }
        return sum;
    }

    private static int count(String table) {
        int sum = 0;
        for (int at = 0; at < table.length(); at = after(table, '\n', at)) {
            sum += number(table, at);
        }
        return sum;
    }

    private static int after(String table, char end, int at) {
        int index = at;
        while (table.charAt(index) != end) {
            index++;
        }
        return index + 1;
    }

    private static int number(String table, int at) {
        int value = 0;
        for (int i = at; table.charAt(i) > ' '; i++) {
            value = value * 10 + table.charAt(i) - '0';
        }
        return value;
    }

    private static int align(int size, int alignment) {
        return size + alignment - 1 & -alignment;
    }
}
