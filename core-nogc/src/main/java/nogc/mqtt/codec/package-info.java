/** Bytes to calls and back, one packet at a time, without any session knowledge. */
package nogc.mqtt.codec;
