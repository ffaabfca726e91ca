/**
 * MQTT-SN 1.2, for links that carry datagrams and devices that sleep. Start at {@link nogc.mqtt.sn.SnClient} and
 * {@link nogc.mqtt.sn.SnConfig}; {@link nogc.mqtt.sn.SnSleepingClient} is the one for a node that has little memory and
 * sleeps, {@link nogc.mqtt.sn.SnPublisher} the least that publishes. {@code [SN-…]} at a line is a row of the table of
 * rules that the tests keep.
 */
package nogc.mqtt.sn;
