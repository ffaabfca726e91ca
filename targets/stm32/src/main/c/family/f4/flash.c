/*
 * F4: erases a sector, programs words. RM0090 3.6 (erase and program), 3.9 (registers); the same in RM0383.
 * A chip of one bank cannot read its flash while it is erased: whoever fetches from it stands still, up to 2 s. What
 * starts the operation and waits for its end is therefore in RAM, as are the handlers that run in the meantime.
 */
#include "flash.h"
#include "reg.h"

#define FLASH_ACR 0x40023C00u
#define FLASH_KEYR 0x40023C04u
#define FLASH_SR 0x40023C0Cu
#define FLASH_CR 0x40023C10u

#define ACR_DCEN (1u << 10)
#define ACR_DCRST (1u << 12)
#define SR_PROTECTED (1u << 4)
#define SR_REFUSED (1u << 7 | 1u << 6 | 1u << 5 | 1u << 1) /* PGSERR, PGPERR, PGAERR, OPERR */
#define SR_EOP (1u << 0)
#define SR_BUSY (1u << 16)
#define CR_PG (1u << 0)
#define CR_SER (1u << 1)
#define CR_SNB(n) ((n) << 3)
#define CR_PSIZE_32 (2u << 8)
#define CR_STRT (1u << 16)
#define CR_LOCK (1u << 31)

#include "family/flash_controller.h"

/* Makes the write that starts an operation and waits for its end; false if that does not come within the time. */
RAM_CODE static int flash_run(uint32_t address, uint32_t value, uint32_t millis) {
    uint32_t start = systick_count;
    reg_write(address, value);
    return flash_has_ended(start, millis);
}

static uint32_t sector_number(uint32_t offset) {
    return offset < 0x10000 ? offset / 0x4000 : offset < 0x20000 ? 4 : 4 + offset / 0x20000;
}

enum flash_fault flash_erase(uint32_t address, uint32_t size) {
    enum flash_fault fault = flash_begin();
    if (fault != FLASH_FINE) {
        return fault;
    }
    uint32_t control = CR_PSIZE_32 | CR_SNB(sector_number(address - FLASH_START)) | CR_SER;
    reg_write(FLASH_CR, control);
    fault = flash_end(flash_run(FLASH_CR, control | CR_STRT, FLASH_ERASE_MILLIS(size)));
    flash_empty_cache(FLASH_ACR, ACR_DCEN, ACR_DCRST);
    return fault;
}

enum flash_fault flash_program(uint32_t address, const uint8_t *bytes, uint32_t length) {
    enum flash_fault fault = FLASH_FINE;
    for (uint32_t i = 0; i < length && fault == FLASH_FINE; i += FLASH_UNIT) {
        fault = flash_begin();
        if (fault == FLASH_FINE) {
            reg_write(FLASH_CR, CR_PSIZE_32 | CR_PG);
            fault = flash_end(flash_run(address + i, flash_word(bytes + i), 1));
        }
    }
    return fault;
}
