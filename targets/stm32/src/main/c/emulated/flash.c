/*
 * The store in RAM, by the rules of NOR flash: erasing sets bits, programming clears them. Start-up does not touch it
 * and a reset keeps it, as both do with flash; QEMU's flash is ROM. Not for a chip, where a power cut would lose it.
 * The RAM holds the complement, since QEMU starts with zeros in it, and a chip with flash that is erased.
 */
#include "board.h"
#include "flash.h"
#include "reg.h"

enum flash_fault flash_erase(uint32_t address, uint32_t size) {
    for (uint32_t word = address; word < address + size; word += 4) {
        reg_write(word, 0);
    }
    return FLASH_FINE;
}

enum flash_fault flash_program(uint32_t address, const uint8_t *bytes, uint32_t length) {
    for (uint32_t i = 0; i < length; i += FLASH_UNIT) {
        uint32_t word = bytes[i] | bytes[i + 1] << 8 | bytes[i + 2] << 16 | (uint32_t) bytes[i + 3] << 24;
        reg_write(address + i, reg_read(address + i) | ~word);
    }
    return FLASH_FINE;
}
