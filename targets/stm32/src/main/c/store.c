/*
 * The stretch of the chip's flash that the board keeps for records of the program, as nogc.hal.FlashRegion wants it:
 * borders, alignment, only into erased cells, read back. How a sector is erased and a unit programmed is the job of
 * family/.../flash.c. The linker refuses an image that reaches into it.
 */
#include "board.h"
#include "flash.h"
#include "reg.h"

#define STORE_SIZE (STORE_SECTORS * STORE_SECTOR)
#define STORE_OFFSET (STORE_START - FLASH_START)

_Static_assert(STORE_SECTORS >= 2, "a region has at least two sectors: board.sh");
_Static_assert(FLASH_FITS(STORE_OFFSET, STORE_SECTOR)
        && FLASH_FITS(STORE_OFFSET + (STORE_SECTORS - 1) * STORE_SECTOR, STORE_SECTOR),
        "the store does not lie on the borders of the chip's sectors: board.sh");

#ifndef FLASH_WORD
#define FLASH_WORD(address) reg_read(address)
#endif

#define FAILED (-71) /* nogc.hal.FlashRegion.FAILED */

static enum flash_fault fault;

static int32_t ended(enum flash_fault how) {
    fault = how;
    return how == FLASH_FINE ? 0 : FAILED;
}

static int is_outside(int32_t address, int32_t length) {
    return address < 0 || length < 0 || address > (int32_t) STORE_SIZE || length > (int32_t) STORE_SIZE - address;
}

static uint8_t cell(uint32_t address) {
    return (uint8_t) (FLASH_WORD(address & ~3u) >> 8 * (address & 3));
}

static int is_erased(uint32_t address, uint32_t length) {
    uint32_t end = address + length;
    while (address < end) {
        if (address % 4 == 0 && end - address >= 4) {
            if (FLASH_WORD(address) != 0xFFFFFFFFu) {
                return 0;
            }
            address += 4;
        } else if (cell(address++) != 0xFF) {
            return 0;
        }
    }
    return 1;
}

int32_t store_sectors(void) {
    return STORE_SECTORS;
}

int32_t store_sector_size(void) {
    return STORE_SECTOR;
}

int32_t store_unit(void) {
    return FLASH_UNIT;
}

int32_t store_program_micros(void) {
    return FLASH_PROGRAM_MICROS;
}

/* Reading a sector back takes less than 1 ms for 2 KB, even on the internal oscillator. */
int32_t store_erase_millis(void) {
    return FLASH_ERASE_MILLIS(STORE_SECTOR) + STORE_SECTOR / 2048;
}

int32_t store_fault(void) {
    return (int32_t) fault;
}

int32_t store_read(int32_t address, int8_t *bytes, int32_t offset, int32_t length) {
    if (is_outside(address, length)) {
        return ended(FLASH_OUTSIDE);
    }
    for (int32_t i = 0; i < length; i++) {
        bytes[offset + i] = (int8_t) cell(STORE_START + (uint32_t) (address + i));
    }
    return ended(FLASH_FINE);
}

/* Nothing is programmed unless all of it fits and is erased: after a refusal the flash is what it was. */
int32_t store_program(int32_t address, const int8_t *bytes, int32_t offset, int32_t length) {
    if (is_outside(address, length) || (address | length) % FLASH_UNIT != 0
            || (length != 0 && address / STORE_SECTOR != (address + length - 1) / STORE_SECTOR)) {
        return ended(FLASH_OUTSIDE);
    }
    uint32_t start = STORE_START + (uint32_t) address;
    const uint8_t *source = (const uint8_t *) bytes + offset;
    if (!is_erased(start, (uint32_t) length)) {
        return ended(FLASH_NOT_ERASED);
    }
    enum flash_fault how = flash_program(start, source, (uint32_t) length);
    for (int32_t i = 0; i < length && how == FLASH_FINE; i++) {
        if (cell(start + (uint32_t) i) != source[i]) {
            how = FLASH_DIFFERS;
        }
    }
    return ended(how);
}

/* The watchdog is kicked before: its period is longer than the longest erase, and counts from here. */
int32_t store_erase(int32_t sector) {
    if (sector < 0 || sector >= (int32_t) STORE_SECTORS) {
        return ended(FLASH_OUTSIDE);
    }
    uint32_t start = STORE_START + (uint32_t) sector * STORE_SECTOR;
    watchdog_kick();
    enum flash_fault how = flash_erase(start, STORE_SECTOR);
    if (how == FLASH_FINE && !is_erased(start, STORE_SECTOR)) {
        how = FLASH_DIFFERS;
    }
    return ended(how);
}
