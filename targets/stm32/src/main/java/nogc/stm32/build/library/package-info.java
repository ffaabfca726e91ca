/**
 * Methods that stand in the place of those of TeaVM's class library, or are called first in them, where those do
 * something else than a JVM's: {@code nogc.stm32.build.Substitution} puts them there. They are part of programs, and
 * ordinary Java, which tests run on a JVM.
 */
package nogc.stm32.build.library;
