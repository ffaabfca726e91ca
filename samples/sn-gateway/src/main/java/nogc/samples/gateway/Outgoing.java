package nogc.samples.gateway;

/**
 * A message for a node.
 *
 * @param number of it in its node's queue, counted up
 * @param topic name
 * @param payload its octets
 * @param qos 0 to 2
 * @param retain whether it is a retained one
 * @param arrival at the gateway, as the broker's side has counted it; 0 where it will not come again
 */
record Outgoing(long number, String topic, byte[] payload, int qos, boolean retain, long arrival) {
    /** The same, which will not come again. */
    Outgoing confirmed() {
        return new Outgoing(number, topic, payload, qos, retain, 0);
    }
}
