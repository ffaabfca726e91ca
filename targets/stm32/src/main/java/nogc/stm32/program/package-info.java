/** What the firmware images run: one class with {@code main} for each image. */
package nogc.stm32.program;
