/** Real brokers for tests, on a free port of the loopback interface, each ended by {@code close()}. */
package nogc.javase.broker;
