/**
 * Pure functions on {@code byte[]}: variable byte integers, UTF-8, packet types, properties, topic rules. Imports
 * nothing of ours.
 */
package nogc.mqtt.wire;
