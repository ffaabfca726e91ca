/** What MQTT remembers: packet identifiers, open exchanges, quota, aliases, timers, and what is written next. */
package nogc.mqtt.session;
