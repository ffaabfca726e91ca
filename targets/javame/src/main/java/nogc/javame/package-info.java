/**
 * What a Java ME machine (CLDC 1.1 with MIDP 2.0, IMP-NG or MEEP 8) implements of {@link nogc.hal}: a byte stream over
 * its Generic Connection Framework, a clock, randomness. Start at {@link nogc.javame.StreamTransport}.
 */
package nogc.javame;
