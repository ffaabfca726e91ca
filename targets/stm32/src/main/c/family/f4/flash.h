/*
 * The flash of an F4 (RM0090 3.4, table 5; RM0383 3.3, table 5): four sectors of 16 KB, one of 64 KB, the others of
 * 128 KB. Times at 32 bits a time, which asks for a supply of 2.7 to 3.6 V (DS8626 and DS10314, "Flash memory
 * programming").
 */
#pragma once

#define FLASH_UNIT 4
#define FLASH_PROGRAM_MICROS 100
#define FLASH_ERASE_MILLIS(size) ((size) == 0x4000 ? 500 : (size) == 0x10000 ? 1100 : 2000)

/* The size of the sector at an offset, and whether a sector of that size begins there. */
#define FLASH_SECTOR_AT(offset) ((offset) < 0x10000 ? 0x4000 : (offset) < 0x20000 ? 0x10000 : 0x20000)
#define FLASH_FITS(offset, size) (FLASH_SECTOR_AT(offset) == (size) && (offset) % (size) == 0)
