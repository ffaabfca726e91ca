/**
 * An STM32 as a Java machine: {@link nogc.stm32.Chip} is the board behind {@link nogc.hal}, the rest of it is C beside
 * this.
 */
package nogc.stm32;
