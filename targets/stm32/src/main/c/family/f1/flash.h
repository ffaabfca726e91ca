/*
 * The flash of a low- or medium-density F1 (PM0063 1, "Flash memory module organization"): pages of 1 KB; a sector of
 * the store is a whole number of them. Times of DS6517, "Flash memory characteristics".
 */
#pragma once

#define FLASH_PAGE 1024
#define FLASH_UNIT 2
#define FLASH_PROGRAM_MICROS 70
#define FLASH_PAGE_ERASE_MILLIS 40
#define FLASH_ERASE_MILLIS(size) ((size) / FLASH_PAGE * FLASH_PAGE_ERASE_MILLIS)

/* Whether a sector of that size may begin at an offset. */
#define FLASH_FITS(offset, size) ((offset) % FLASH_PAGE == 0 && (size) % FLASH_PAGE == 0)
