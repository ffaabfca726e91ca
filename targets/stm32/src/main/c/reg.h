/*
 * One way to touch a register or a cell of the flash: volatile memory on the chip, a model of the device in the host's
 * tests. What is defined here is inlined without exception, so that code in RAM brings along what it needs.
 */
#pragma once
#include <stdint.h>

#define REG_INLINE static inline __attribute__((always_inline))

#ifdef REGISTER_MODEL
uint32_t reg_read(uint32_t address);
void reg_write(uint32_t address, uint32_t value);
void reg_write16(uint32_t address, uint16_t value);
void reg_order(void);
void reg_barrier(void);
void reg_sleep(void);
#else
REG_INLINE uint32_t reg_read(uint32_t address) {
    return *(volatile uint32_t *) address;
}
REG_INLINE void reg_write(uint32_t address, uint32_t value) {
    *(volatile uint32_t *) address = value;
}
REG_INLINE void reg_write16(uint32_t address, uint16_t value) {
    *(volatile uint16_t *) address = value;
}
/* What was written before has arrived when this returns: a cell of the flash is no device to the core. */
REG_INLINE void reg_order(void) {
    __asm__ volatile("dsb" ::: "memory");
}
/* And what comes next is fetched anew, by the tables and regions that were written. */
REG_INLINE void reg_barrier(void) {
    __asm__ volatile("dsb\n isb" ::: "memory");
}
REG_INLINE void reg_sleep(void) {
    __asm__ volatile("wfi");
}
#endif

/* A cell that never changes: it is not read where nobody uses what it holds. */
REG_INLINE uint32_t reg_constant(uint32_t address) {
#ifdef REGISTER_MODEL
    return reg_read(address);
#else
    return *(const uint32_t *) address;
#endif
}

REG_INLINE void reg_set(uint32_t address, uint32_t bits) {
    reg_write(address, reg_read(address) | bits);
}

REG_INLINE void reg_change(uint32_t address, uint32_t clear, uint32_t set) {
    reg_write(address, (reg_read(address) & ~clear) | set);
}

/*
 * reg.c: waits until the bits under the mask have a value; false after `turns` looks. No wait in this firmware is
 * without an end.
 */
int reg_await(uint32_t address, uint32_t mask, uint32_t value, uint32_t turns);
