/** The shortest program. */
package nogc.samples.hello;
