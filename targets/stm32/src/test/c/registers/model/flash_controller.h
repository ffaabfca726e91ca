/*
 * What the flash controllers of the families do alike, behind each family's flash.c: two keys open it, a lock closes
 * it, an operation takes its time, an error flag stays until it is cleared, an erase makes a stretch blank.
 */
#pragma once
#include "model.h"

/* Where the family has its bits: of FLASH_CR, and of FLASH_SR. */
struct controller_bits {
    uint32_t program, erase, start, lock;
    uint32_t busy, end, write_protected, refused; /* refused: what flash_errs sets */
    uint32_t errors;                              /* all that must be clear before anything is started */
};
extern const struct controller_bits controller_bits;

extern uint32_t controller_status, controller_control; /* FLASH_SR without its busy bit; FLASH_CR */

void controller_power_on(void);
uint32_t controller_read_status(void);
void controller_clear_status(uint32_t ones);
void controller_take_key(uint32_t key);
bool controller_take_control(uint32_t value);              /* true: it starts an erase */
bool controller_erase(uint32_t start, uint32_t end, uint32_t millis); /* of the memory; false: an error instead */
void controller_begin_programming(void);
void controller_program(uint32_t offset, const void *unit, size_t size);
uint32_t controller_read_memory(uint32_t offset);
