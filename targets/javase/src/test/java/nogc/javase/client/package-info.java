/** The tests of the client for applications. */
package nogc.javase.client;
