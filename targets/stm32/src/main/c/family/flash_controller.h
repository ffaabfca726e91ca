/*
 * What the flash controllers of F1 (PM0063 2.3), F4 (RM0090 3.6) and G0 (RM0444 3.3) have in common: the keys, the wait
 * for the end of an operation, and what it ended with. A flash.c names the registers and the bits of its family first.
 */
#pragma once
#include "board.h"
#include "reg.h"

/*
 * Waits for the end of an operation; false if it does not come within the time. Who fetches from the flash meanwhile
 * stands still, so whoever starts one calls this in RAM, and the handlers that run in the meantime are there, too.
 */
REG_INLINE int flash_has_ended(uint32_t start, uint32_t millis) {
    reg_order();
    while ((reg_read(FLASH_SR) & SR_BUSY) != 0) {
        if (systick_count - start > millis) {
            return 0;
        }
    }
    return 1;
}

static enum flash_fault flash_begin(void) {
    if ((reg_read(FLASH_SR) & SR_BUSY) != 0) {
        return FLASH_BUSY;
    }
    if ((reg_read(FLASH_CR) & CR_LOCK) != 0) {
        reg_write(FLASH_KEYR, 0x45670123); /* a wrong key locks until reset */
        reg_write(FLASH_KEYR, 0xCDEF89AB);
    }
    if ((reg_read(FLASH_CR) & CR_LOCK) != 0) {
        return FLASH_LOCKED;
    }
    reg_write(FLASH_SR, SR_PROTECTED | SR_REFUSED | SR_EOP); /* writing 1 clears what is left of an earlier error */
    return FLASH_FINE;
}

/*
 * After a time-out the registers are left alone: on an F4 a write would stall until the end that does not come, and so
 * will the next fetch from flash if the flash is really dead. Then the watchdog resets the chip.
 */
static enum flash_fault flash_end(int in_time) {
    if (!in_time) {
        return FLASH_BUSY;
    }
    uint32_t status = reg_read(FLASH_SR);
    reg_write(FLASH_CR, 0);
    reg_write(FLASH_CR, CR_LOCK);
    return (status & SR_PROTECTED) != 0 ? FLASH_PROTECTED : (status & SR_REFUSED) != 0 ? FLASH_REFUSED : FLASH_FINE;
}

/*
 * Of FLASH_ACR: a cache may hold what was there before, and can only be emptied while it is off (RM0090 3.9.1, RM0444
 * 3.7.1).
 */
REG_INLINE void flash_empty_cache(uint32_t access, uint32_t enable, uint32_t reset) {
    uint32_t before = reg_read(access);
    if ((before & enable) != 0) {
        reg_write(access, before & ~enable);
        reg_write(access, (before & ~enable) | reset);
        reg_write(access, before & ~enable);
        reg_write(access, before);
    }
}

REG_INLINE uint32_t flash_word(const uint8_t *bytes) {
    return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | (uint32_t) bytes[3] << 24;
}
