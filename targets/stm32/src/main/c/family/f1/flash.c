/*
 * F1: erases pages, programs half-words. PM0063 2.3 (the FPEC), 3 (registers). The controller needs the internal
 * oscillator, which clock.c leaves on. Who fetches from the flash meanwhile stands still: what starts an operation and
 * waits for its end is in RAM, as are the handlers that run in the meantime.
 */
#include "flash.h"
#include "reg.h"

#define FLASH_KEYR 0x40022004u
#define FLASH_SR 0x4002200Cu
#define FLASH_CR 0x40022010u
#define FLASH_AR 0x40022014u

#define SR_BUSY (1u << 0) /* BSY */
#define SR_REFUSED (1u << 2) /* PGERR */
#define SR_PROTECTED (1u << 4) /* WRPRTERR */
#define SR_EOP (1u << 5)
#define CR_PG (1u << 0)
#define CR_PER (1u << 1)
#define CR_STRT (1u << 6)
#define CR_LOCK (1u << 7)

#include "family/flash_controller.h"

/* Both: false if the end does not come within the time. */
RAM_CODE static int flash_run_erase(void) {
    uint32_t start = systick_count;
    reg_write(FLASH_CR, CR_PER | CR_STRT);
    return flash_has_ended(start, FLASH_PAGE_ERASE_MILLIS);
}

RAM_CODE static int flash_run_program(uint32_t address, uint32_t half_word) {
    uint32_t start = systick_count;
    reg_write16(address, (uint16_t) half_word);
    return flash_has_ended(start, 1);
}

enum flash_fault flash_erase(uint32_t address, uint32_t size) {
    enum flash_fault fault = FLASH_FINE;
    for (uint32_t page = address; page < address + size && fault == FLASH_FINE; page += FLASH_PAGE) {
        fault = flash_begin();
        if (fault == FLASH_FINE) {
            reg_write(FLASH_CR, CR_PER);
            reg_write(FLASH_AR, page);
            fault = flash_end(flash_run_erase());
        }
    }
    return fault;
}

enum flash_fault flash_program(uint32_t address, const uint8_t *bytes, uint32_t length) {
    enum flash_fault fault = FLASH_FINE;
    for (uint32_t i = 0; i < length && fault == FLASH_FINE; i += FLASH_UNIT) {
        fault = flash_begin();
        if (fault == FLASH_FINE) {
            reg_write(FLASH_CR, CR_PG);
            fault = flash_end(flash_run_program(address + i, bytes[i] | (uint32_t) bytes[i + 1] << 8));
        }
    }
    return fault;
}
