/** Enhanced authentication by SCRAM-SHA-256, as an example of an {@link nogc.mqtt.Authenticator}. */
package nogc.samples.scram;
