/*
 * G0: erases pages, programs 8 bytes. RM0444 3.3.7 (erase), 3.3.8 (program), 3.7 (registers). Who fetches from the
 * flash meanwhile stands still: what starts an operation and waits for its end is in RAM, as are the handlers that run
 * in the meantime.
 */
#include "board.h"
#include "flash.h"
#include "reg.h"

#define FLASH_ACR 0x40022000u
#define FLASH_KEYR 0x40022008u
#define FLASH_SR 0x40022010u
#define FLASH_CR 0x40022014u

#define ACR_CACHE (1u << 9)
#define ACR_CACHE_RESET (1u << 11)
#define SR_EOP (1u << 0)
#define SR_WRPERR (1u << 4)
#define SR_SEQUENCE 0x3EAu /* OPERR, PROGERR, PGAERR, SIZERR, PGSERR, MISERR, FASTERR */
#define SR_BUSY (1u << 16 | 1u << 18) /* BSY1, CFGBSY */
#define CR_PG (1u << 0)
#define CR_PER (1u << 1)
#define CR_PNB(page) ((page) << 3)
#define CR_STRT (1u << 16)
#define CR_LOCK (1u << 31)

REG_INLINE int has_ended(uint32_t start, uint32_t millis) {
    reg_order();
    while ((reg_read(FLASH_SR) & SR_BUSY) != 0) {
        if (systick_count - start > millis) {
            return 0;
        }
    }
    return 1;
}

/* Both: false if the end does not come within the time. */
RAM_CODE static int flash_run_erase(uint32_t page) {
    uint32_t start = systick_count;
    reg_write(FLASH_CR, CR_PER | CR_PNB(page) | CR_STRT);
    return has_ended(start, FLASH_PAGE_ERASE_MILLIS);
}

RAM_CODE static int flash_run_program(uint32_t address, uint32_t low, uint32_t high) {
    uint32_t start = systick_count;
    reg_write(address, low);
    reg_write(address + 4, high);
    return has_ended(start, 1);
}

static enum flash_fault begin(void) {
    if ((reg_read(FLASH_SR) & SR_BUSY) != 0) {
        return FLASH_BUSY;
    }
    if ((reg_read(FLASH_CR) & CR_LOCK) != 0) {
        reg_write(FLASH_KEYR, 0x45670123); /* 3.3.6; a wrong key locks until reset */
        reg_write(FLASH_KEYR, 0xCDEF89AB);
    }
    if ((reg_read(FLASH_CR) & CR_LOCK) != 0) {
        return FLASH_LOCKED;
    }
    reg_write(FLASH_SR, SR_WRPERR | SR_SEQUENCE | SR_EOP); /* writing 1 clears what is left of an earlier error */
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
    return (status & SR_WRPERR) != 0 ? FLASH_PROTECTED : (status & SR_SEQUENCE) != 0 ? FLASH_REFUSED : FLASH_FINE;
}

/* The cache may hold what was there before; it can only be emptied while it is off (3.7.1). */
static void forget_cache(void) {
    uint32_t access = reg_read(FLASH_ACR);
    if ((access & ACR_CACHE) != 0) {
        reg_write(FLASH_ACR, access & ~ACR_CACHE);
        reg_write(FLASH_ACR, (access & ~ACR_CACHE) | ACR_CACHE_RESET);
        reg_write(FLASH_ACR, access & ~ACR_CACHE);
        reg_write(FLASH_ACR, access);
    }
}

enum flash_fault flash_erase(uint32_t address, uint32_t size) {
    enum flash_fault fault = FLASH_FINE;
    for (uint32_t page = address; page < address + size && fault == FLASH_FINE; page += FLASH_PAGE) {
        fault = begin();
        if (fault == FLASH_FINE) {
            fault = end(flash_run_erase((page - FLASH_START) / FLASH_PAGE));
        }
    }
    forget_cache();
    return fault;
}

static uint32_t word(const uint8_t *bytes) {
    return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | (uint32_t) bytes[3] << 24;
}

enum flash_fault flash_program(uint32_t address, const uint8_t *bytes, uint32_t length) {
    enum flash_fault fault = FLASH_FINE;
    for (uint32_t i = 0; i < length && fault == FLASH_FINE; i += FLASH_UNIT) {
        fault = begin();
        if (fault == FLASH_FINE) {
            reg_write(FLASH_CR, CR_PG);
            fault = end(flash_run_program(address + i, word(bytes + i), word(bytes + i + 4)));
        }
    }
    return fault;
}
