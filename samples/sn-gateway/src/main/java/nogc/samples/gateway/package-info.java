/**
 * A gateway between MQTT-SN 1.2 and an MQTT 5.0 broker: start at {@link nogc.samples.gateway.SnGateway}, the command.
 * {@code Gateway} is the whole of it without a socket and without a clock; bottom to top:
 * <pre>
 *   Link, NodeAddress       datagrams of one carrier, and who is where   a forwarder's envelope wrong
 *   Strictness              what a client may send                       a bad datagram taken, a good one refused
 *   TopicIds, Predefined    names and their ids, of one node             a message under another topic
 *   Uplink                  PUBLISH of the node                          doubled or lost on its way to the broker
 *   Requests                SUBSCRIBE and UNSUBSCRIBE of the node        a SUBACK missing
 *   Downlink, Outgoing      what waits for the node                      doubled or lost on its way to the node
 *   NodeSession             all that, of one client                      forgotten too early, kept too long
 *   Node                    one client: connecting, sleeping, lost       asleep, but woken; lost, but without a will
 *   Memory                  how much of it all that may take               one node starves the others
 *   Upstream                the broker as a node sees it: SharedBroker (aggregating), OwnBroker (transparent)
 *   BrokerFilters           what the broker has of all nodes together    subscribed to what nobody wants
 *   Journal                 the nodes' side of what survives a gateway that is killed
 *   BrokerStore             the broker's side of it                      lost or doubled by a kill
 *   Gateway, Goodbyes       who a datagram is from, discovery, QoS -1
 *   GatewayLoop, Settings   sockets, time, the command line
 * </pre>
 */
package nogc.samples.gateway;
