/*
 * G0: erases pages, programs 8 bytes. RM0444 3.3.7 (erase), 3.3.8 (program), 3.7 (registers). Who fetches from the
 * flash meanwhile stands still: what starts an operation and waits for its end is in RAM, as are the handlers that run
 * in the meantime.
 */
#include "flash.h"
#include "reg.h"

#define FLASH_ACR 0x40022000u
#define FLASH_KEYR 0x40022008u
#define FLASH_SR 0x40022010u
#define FLASH_CR 0x40022014u

#define ACR_CACHE (1u << 9)
#define ACR_CACHE_RESET (1u << 11)
#define SR_EOP (1u << 0)
#define SR_PROTECTED (1u << 4)
#define SR_REFUSED 0x3EAu /* OPERR, PROGERR, PGAERR, SIZERR, PGSERR, MISERR, FASTERR */
#define SR_BUSY (1u << 16 | 1u << 18) /* BSY1, CFGBSY */
#define CR_PG (1u << 0)
#define CR_PER (1u << 1)
#define CR_PNB(page) ((page) << 3)
#define CR_STRT (1u << 16)
#define CR_LOCK (1u << 31)

#include "family/flash_controller.h"

/* Both: false if the end does not come within the time. */
RAM_CODE static int flash_run_erase(uint32_t page) {
    uint32_t start = systick_count;
    reg_write(FLASH_CR, CR_PER | CR_PNB(page) | CR_STRT);
    return flash_has_ended(start, FLASH_PAGE_ERASE_MILLIS);
}

RAM_CODE static int flash_run_program(uint32_t address, uint32_t low, uint32_t high) {
    uint32_t start = systick_count;
    reg_write(address, low);
    reg_write(address + 4, high);
    return flash_has_ended(start, 1);
}

enum flash_fault flash_erase(uint32_t address, uint32_t size) {
    enum flash_fault fault = FLASH_FINE;
    for (uint32_t page = address; page < address + size && fault == FLASH_FINE; page += FLASH_PAGE) {
        fault = flash_begin();
        if (fault == FLASH_FINE) {
            fault = flash_end(flash_run_erase((page - FLASH_START) / FLASH_PAGE));
        }
    }
    flash_empty_cache(FLASH_ACR, ACR_CACHE, ACR_CACHE_RESET);
    return fault;
}

enum flash_fault flash_program(uint32_t address, const uint8_t *bytes, uint32_t length) {
    enum flash_fault fault = FLASH_FINE;
    for (uint32_t i = 0; i < length && fault == FLASH_FINE; i += FLASH_UNIT) {
        fault = flash_begin();
        if (fault == FLASH_FINE) {
            reg_write(FLASH_CR, CR_PG);
            fault = flash_end(flash_run_program(address + i, flash_word(bytes + i), flash_word(bytes + i + 4)));
        }
    }
    return fault;
}
