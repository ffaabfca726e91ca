/*
 * The flash of a G0 (RM0444 3.3.1): pages of 2 KB, programmed by 8 bytes at a time, each time once between two erasures
 * (they have a check of their own). Times of DS12232, "Flash memory characteristics".
 */
#pragma once

#define FLASH_PAGE 2048
#define FLASH_UNIT 8
#define FLASH_PROGRAM_MICROS 125
#define FLASH_PAGE_ERASE_MILLIS 40
#define FLASH_ERASE_MILLIS(size) ((size) / FLASH_PAGE * FLASH_PAGE_ERASE_MILLIS)

/* Whether a sector of that size may begin at an offset. */
#define FLASH_FITS(offset, size) ((offset) % FLASH_PAGE == 0 && (size) % FLASH_PAGE == 0)
