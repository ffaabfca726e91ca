package nogc.samples.gateway;

/**
 * What is published when a node is lost.
 *
 * @param topic name
 * @param payload its octets
 * @param qos 0 to 2
 * @param retain whether it is retained
 */
record Will(String topic, byte[] payload, int qos, boolean retain) {
}
