/**
 * One message at QoS 1 from a new JVM and nothing else, by each client: what {@code bench/startup} starts. Each is a
 * program of its own, so that no class of another one is loaded: {@code java -cp benchmarks.jar CLASS HOST PORT}.
 */
package nogc.bench.startup;
