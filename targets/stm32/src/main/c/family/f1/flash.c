/*
 * F1: erases pages, programs half-words. PM0063 2.3 (the FPEC), 3 (registers). The controller needs the internal
 * oscillator, which clock.c leaves on. Who fetches from the flash meanwhile stands still: what starts an operation and
 * waits for its end is in RAM, as are the handlers that run in the meantime.
 */
#include "board.h"
#include "flash.h"
#include "reg.h"

#define FLASH_KEYR 0x40022004u
#define FLASH_SR 0x4002200Cu
#define FLASH_CR 0x40022010u
#define FLASH_AR 0x40022014u

#define SR_BSY (1u << 0)
#define SR_PGERR (1u << 2)
#define SR_WRPRTERR (1u << 4)
#define SR_EOP (1u << 5)
#define CR_PG (1u << 0)
#define CR_PER (1u << 1)
#define CR_STRT (1u << 6)
#define CR_LOCK (1u << 7)

REG_INLINE int has_ended(uint32_t start, uint32_t millis) {
    while ((reg_read(FLASH_SR) & SR_BSY) != 0) {
        if (systick_count - start > millis) {
            return 0;
        }
    }
    return 1;
}

/* Both: false if the end does not come within the time. */
RAM_CODE static int flash_run_erase(void) {
    uint32_t start = systick_count;
    reg_write(FLASH_CR, CR_PER | CR_STRT);
    reg_order();
    return has_ended(start, FLASH_PAGE_ERASE_MILLIS);
}

RAM_CODE static int flash_run_program(uint32_t address, uint32_t half_word) {
    uint32_t start = systick_count;
    reg_write16(address, (uint16_t) half_word);
    reg_order();
    return has_ended(start, 1);
}

static enum flash_fault begin(void) {
    if ((reg_read(FLASH_SR) & SR_BSY) != 0) {
        return FLASH_BUSY;
    }
    if ((reg_read(FLASH_CR) & CR_LOCK) != 0) {
        reg_write(FLASH_KEYR, 0x45670123); /* 2.3.1, 2.3.2; a wrong key locks until reset */
        reg_write(FLASH_KEYR, 0xCDEF89AB);
    }
    if ((reg_read(FLASH_CR) & CR_LOCK) != 0) {
        return FLASH_LOCKED;
    }
    reg_write(FLASH_SR, SR_WRPRTERR | SR_PGERR | SR_EOP); /* writing 1 clears what is left of an earlier error */
    return FLASH_FINE;
}

/* After a time-out the registers are left alone; if the flash is really dead, the watchdog resets the chip. */
static enum flash_fault end(int in_time) {
    if (!in_time) {
        return FLASH_BUSY;
    }
    uint32_t status = reg_read(FLASH_SR);
    reg_write(FLASH_CR, 0);
    reg_write(FLASH_CR, CR_LOCK);
    return (status & SR_WRPRTERR) != 0 ? FLASH_PROTECTED : (status & SR_PGERR) != 0 ? FLASH_REFUSED : FLASH_FINE;
}

enum flash_fault flash_erase(uint32_t address, uint32_t size) {
    enum flash_fault fault = FLASH_FINE;
    for (uint32_t page = address; page < address + size && fault == FLASH_FINE; page += FLASH_PAGE) {
        fault = begin();
        if (fault == FLASH_FINE) {
            reg_write(FLASH_CR, CR_PER);
            reg_write(FLASH_AR, page);
            fault = end(flash_run_erase());
        }
    }
    return fault;
}

enum flash_fault flash_program(uint32_t address, const uint8_t *bytes, uint32_t length) {
    enum flash_fault fault = FLASH_FINE;
    for (uint32_t i = 0; i < length && fault == FLASH_FINE; i += FLASH_UNIT) {
        fault = begin();
        if (fault == FLASH_FINE) {
            reg_write(FLASH_CR, CR_PG);
            fault = end(flash_run_program(address + i, bytes[i] | (uint32_t) bytes[i + 1] << 8));
        }
    }
    return fault;
}
