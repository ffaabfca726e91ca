/**
 * The client as an application on a JVM wants it: {@link nogc.javase.client.MqttClient}, made by a builder from the
 * broker's URI, with futures, handlers for topic filters and explanations. Start there. What lies beneath,
 * {@link nogc.javase.ClientRunner} and {@code nogc.mqtt.client.Client}, is for those who want nothing allocated.
 */
package nogc.javase.client;
