package nogc.samples.gateway;

/**
 * A message for a node.
 *
 * @param number of it in its node's queue, counted up
 * @param topic name
 * @param payload its octets
 * @param qos 0 to 2
 * @param retain whether it is a retained one
 */
record Outgoing(long number, String topic, byte[] payload, int qos, boolean retain) {
}
