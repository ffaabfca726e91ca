/** Ours and other clients under load, for the scripts of {@code bench}: start at {@link nogc.bench.load.Peer}. */
package nogc.bench.load;
