/** What takes part in the compilation from Java to C, and is in no image. */
package nogc.stm32.build;
