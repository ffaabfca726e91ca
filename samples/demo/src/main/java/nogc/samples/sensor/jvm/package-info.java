/** The sensor node on a Java SE machine: a thread that serves it, and a program to start with. */
package nogc.samples.sensor.jvm;
