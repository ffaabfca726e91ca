/** Exactly once over restarts: state in the acknowledgement record. Start at {@link nogc.samples.counter.Counter}. */
package nogc.samples.counter;
