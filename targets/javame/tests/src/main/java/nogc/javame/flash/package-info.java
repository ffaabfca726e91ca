/** What runs in the emulator to see record stores survive. */
package nogc.javame.flash;
