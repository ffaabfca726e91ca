/**
 * The values and contracts that an application imports. Start at {@link nogc.mqtt.Config},
 * {@link nogc.mqtt.ConnectOptions}, {@link nogc.mqtt.Topic} and {@link nogc.mqtt.Listener}; {@link nogc.mqtt.Result}
 * has every result code.
 */
package nogc.mqtt;
