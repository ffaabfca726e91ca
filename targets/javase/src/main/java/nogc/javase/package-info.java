/**
 * The client on a Java SE machine (JDK 17): {@link nogc.javase.TcpTransport}, a clock, randomness, a thermal sensor,
 * and {@link nogc.javase.ClientRunner}, a thread that serves a client so that any thread may publish. An application
 * starts at {@link nogc.javase.client.MqttClient}; one that wants nothing allocated, at the runner.
 */
package nogc.javase;
