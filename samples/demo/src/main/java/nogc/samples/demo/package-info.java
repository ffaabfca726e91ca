/** {@code make demo}: start at {@link nogc.samples.demo.Demo}. */
package nogc.samples.demo;
