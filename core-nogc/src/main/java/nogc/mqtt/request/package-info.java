/**
 * Request and response over MQTT 5.0 (section 4.10): {@link nogc.mqtt.request.Requester} asks and
 * {@link nogc.mqtt.request.Responder} answers, each over a client that the application serves. No client knows of them.
 */
package nogc.mqtt.request;
