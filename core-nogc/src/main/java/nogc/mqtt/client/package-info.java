/** Assembly: the sans-IO engine, the client over a transport and a clock, and the memory formula. */
package nogc.mqtt.client;
