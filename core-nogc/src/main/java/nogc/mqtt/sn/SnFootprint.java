package nogc.mqtt.sn;

import nogc.hal.DatagramTransport;

/**
 * The memory of an {@link SnClient} or {@link SnSleepingClient} as a formula over its configuration; the headers of a
 * machine are those of the table at {@code nogc.mqtt.client.Footprint}. Counts everything that the constructor of
 * the client allocates, which is all that it ever will. Does not count what the application made and handed in:
 * transport, clock, entropy, listener, the configuration with its options, the options of connect, and each
 * {@link SnTopic}. An image that does not name this class has none of it.
 */
public final class SnFootprint {
    /**
     * The references, ints and booleans of each object of a client, a digit each (beyond 9 the characters that follow
     * in ASCII): SnAddress twice, SnClient, SnConnection, SnEngine, SnMessage, SnMetrics, SnOptions, SnPublishing,
     * SnQueue, SnSession, SnTopics, SnTransaction, SnTurn, PropertyReader. A test compares it with the objects of a
     * client.
     */
    static final String OBJECTS = "110" + "110" + "601" + "364" + "710" + "140" + "0=0" + "100" + "400" + "110"
            + "<>8" + "310" + "051" + "401" + "1<0";

    /** The same for SnSleepingClient, SnSleepingSession, SnSleepingReceiver, SnSubscriptions, SnMessage, SnMetrics. */
    static final String OBJECTS_OF_SLEEPING_CLIENT = "421" + "7>5" + "300" + "100" + "140" + "0=0";

    private static final int CHAR = 2;

    private SnFootprint() {
    }

    /**
     * The memory of a client. Bounded; allocates nothing.
     *
     * @param config sizes, in range
     * @param arrayHeader bytes in front of the elements of an array
     * @param objectHeader bytes in front of the fields of an object
     * @param reference bytes of a reference
     * @param alignment what the size of every array and object is a multiple of: a power of two
     * @return bytes
     */
    public static int bytes(SnConfig config, int arrayHeader, int objectHeader, int reference, int alignment) {
        return arrays(config, arrayHeader, alignment) + objects(OBJECTS, objectHeader, reference, alignment);
    }

    /**
     * The memory of a sleeping client. Bounded; allocates nothing.
     *
     * @param config sizes, in range
     * @param arrayHeader bytes in front of the elements of an array
     * @param objectHeader bytes in front of the fields of an object
     * @param reference bytes of a reference
     * @param alignment what the size of every array and object is a multiple of: a power of two
     * @return bytes
     */
    public static int bytes(SnSleepingConfig config, int arrayHeader, int objectHeader, int reference, int alignment) {
        return arrays(config, arrayHeader, alignment)
                + objects(OBJECTS_OF_SLEEPING_CLIENT, objectHeader, reference, alignment);
    }

    private static int objects(String objects, int objectHeader, int reference, int alignment) {
        int sum = 0;
        for (int i = 0; i < objects.length(); i += 3) {
            sum += align(objectHeader + digit(objects, i) * reference + digit(objects, i + 1) * 4
                    + digit(objects, i + 2), alignment);
        }
        return sum;
    }

    /**
     * The elements of all arrays, without headers: what a configuration has influence on.
     *
     * @param config sizes, in range
     * @return bytes
     */
    public static int arrayBytes(SnConfig config) {
        return arrays(config, 0, 1);
    }

    private static int arrays(SnConfig config, int header, int alignment) {
        return align(header + config.receiveBuffer, alignment)
                + align(header + config.transmitBuffer, alignment)
                + align(header + config.queue, alignment)
                + align(header + config.topics * config.topicLength, alignment)
                + 2 * align(header + config.topics * CHAR, alignment)
                + 2 * align(header + DatagramTransport.LONGEST_ADDRESS, alignment);
    }

    /**
     * The elements of both arrays of a sleeping client, without headers: what a configuration has influence on.
     *
     * @param config sizes, in range
     * @return bytes
     */
    public static int arrayBytes(SnSleepingConfig config) {
        return arrays(config, 0, 1);
    }

    private static int arrays(SnSleepingConfig config, int header, int alignment) {
        return 2 * align(header + config.longest + DatagramTransport.LONGEST_ADDRESS, alignment);
    }

    private static int digit(String objects, int at) {
        return objects.charAt(at) - '0';
    }

    private static int align(int size, int alignment) {
        return size + alignment - 1 & -alignment;
    }
}
