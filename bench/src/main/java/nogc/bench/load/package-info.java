/** Other clients as the load of {@code bench/end-to-end}: start at {@link nogc.bench.load.PeerLoad}. */
package nogc.bench.load;
