/*
 * F4: erases a sector, programs words. RM0090 3.6 (erase and program), 3.9 (registers); the same in RM0383.
 * A chip of one bank cannot read its flash while it is erased: whoever fetches from it stands still, up to 2 s. What
 * starts the operation and waits for its end is therefore in RAM, as are the handlers that run in the meantime.
 */
#include "board.h"
#include "flash.h"
#include "reg.h"

#define FLASH_ACR 0x40023C00u
#define FLASH_KEYR 0x40023C04u
#define FLASH_SR 0x40023C0Cu
#define FLASH_CR 0x40023C10u

#define ACR_DCEN (1u << 10)
#define ACR_DCRST (1u << 12)
#define SR_WRPERR (1u << 4)
#define SR_SEQUENCE (1u << 7 | 1u << 6 | 1u << 5 | 1u << 1) /* PGSERR, PGPERR, PGAERR, OPERR */
#define SR_EOP (1u << 0)
#define SR_BSY (1u << 16)
#define CR_PG (1u << 0)
#define CR_SER (1u << 1)
#define CR_SNB(n) ((n) << 3)
#define CR_PSIZE_32 (2u << 8)
#define CR_STRT (1u << 16)
#define CR_LOCK (1u << 31)

/* Makes the write that starts an operation and waits for its end; false if that does not come within the time. */
RAM_CODE static int flash_run(uint32_t address, uint32_t value, uint32_t millis) {
    uint32_t start = systick_count;
    reg_write(address, value);
    reg_order();
    while ((reg_read(FLASH_SR) & SR_BSY) != 0) {
        if (systick_count - start > millis) {
            return 0;
        }
    }
    return 1;
}

static enum flash_fault begin(void) {
    if ((reg_read(FLASH_SR) & SR_BSY) != 0) {
        return FLASH_BUSY;
    }
    if ((reg_read(FLASH_CR) & CR_LOCK) != 0) {
        reg_write(FLASH_KEYR, 0x45670123); /* 3.6.1; a wrong key locks until reset */
        reg_write(FLASH_KEYR, 0xCDEF89AB);
    }
    if ((reg_read(FLASH_CR) & CR_LOCK) != 0) {
        return FLASH_LOCKED;
    }
    reg_write(FLASH_SR, SR_WRPERR | SR_SEQUENCE | SR_EOP); /* writing 1 clears what is left of an earlier error */
    return FLASH_FINE;
}

/*
 * After a time-out the control register is left alone, since writing it would stall until the end that does not come;
 * so will the next fetch from flash if the flash is really dead, and then the watchdog resets the chip.
 */
static enum flash_fault end(int in_time) {
    if (!in_time) {
        return FLASH_BUSY;
    }
    uint32_t status = reg_read(FLASH_SR);
    reg_write(FLASH_CR, 0);
    reg_write(FLASH_CR, CR_LOCK);
    return (status & SR_WRPERR) != 0 ? FLASH_PROTECTED : (status & SR_SEQUENCE) != 0 ? FLASH_REFUSED : FLASH_FINE;
}

/* The data cache may hold what was there before; it can only be emptied while it is off (3.9.1). */
static void forget_data(void) {
    uint32_t access = reg_read(FLASH_ACR);
    if ((access & ACR_DCEN) != 0) {
        reg_write(FLASH_ACR, access & ~ACR_DCEN);
        reg_write(FLASH_ACR, (access & ~ACR_DCEN) | ACR_DCRST);
        reg_write(FLASH_ACR, access & ~ACR_DCEN);
        reg_write(FLASH_ACR, access);
    }
}

static uint32_t sector_number(uint32_t offset) {
    return offset < 0x10000 ? offset / 0x4000 : offset < 0x20000 ? 4 : 4 + offset / 0x20000;
}

enum flash_fault flash_erase(uint32_t address, uint32_t size) {
    enum flash_fault fault = begin();
    if (fault != FLASH_FINE) {
        return fault;
    }
    uint32_t control = CR_PSIZE_32 | CR_SNB(sector_number(address - FLASH_START)) | CR_SER;
    reg_write(FLASH_CR, control);
    fault = end(flash_run(FLASH_CR, control | CR_STRT, FLASH_ERASE_MILLIS(size)));
    forget_data();
    return fault;
}

enum flash_fault flash_program(uint32_t address, const uint8_t *bytes, uint32_t length) {
    enum flash_fault fault = FLASH_FINE;
    for (uint32_t i = 0; i < length && fault == FLASH_FINE; i += FLASH_UNIT) {
        uint32_t word = bytes[i] | bytes[i + 1] << 8 | bytes[i + 2] << 16 | (uint32_t) bytes[i + 3] << 24;
        fault = begin();
        if (fault == FLASH_FINE) {
            reg_write(FLASH_CR, CR_PSIZE_32 | CR_PG);
            fault = end(flash_run(address + i, word, 1));
        }
    }
    return fault;
}
