/* In the place of a family's flash.h where QEMU's ROM stands for the flash, and the store is in RAM: see flash.c. */
#pragma once

#define FLASH_UNIT 4
#define FLASH_PROGRAM_MICROS 1
#define FLASH_ERASE_MILLIS(size) ((size) / 4096)

#define FLASH_FITS(offset, size) ((offset) % 4 == 0 && (size) % 4096 == 0)
#define FLASH_WORD(address) (~reg_read(address))
