/* One way to touch a register: volatile memory on the chip, a model of the peripheral in the host's tests. */
#pragma once
#include <stdint.h>

#ifdef REGISTER_MODEL
uint32_t reg_read(uint32_t address);
void reg_write(uint32_t address, uint32_t value);
#else
static inline uint32_t reg_read(uint32_t address) {
    return *(volatile uint32_t *) address;
}
static inline void reg_write(uint32_t address, uint32_t value) {
    *(volatile uint32_t *) address = value;
}
#endif

static inline void reg_set(uint32_t address, uint32_t bits) {
    reg_write(address, reg_read(address) | bits);
}

static inline void reg_change(uint32_t address, uint32_t clear, uint32_t set) {
    reg_write(address, (reg_read(address) & ~clear) | set);
}

/*
 * Waits until the bits under the mask have a value; false after `turns` looks. No wait in this firmware is without an
 * end.
 */
static inline int reg_await(uint32_t address, uint32_t mask, uint32_t value, uint32_t turns) {
    while ((reg_read(address) & mask) != value) {
        if (turns-- == 0) {
            return 0;
        }
    }
    return 1;
}
