/** What is measured to say how small an application can be. */
package nogc.javame.smallest;
