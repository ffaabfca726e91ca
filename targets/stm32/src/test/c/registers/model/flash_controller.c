/* Keys, lock, busy time and memory of a flash, whichever family it is of. */
#include "flash_controller.h"
#include <string.h>

bool flash_hangs, flash_is_locked_for_good, flash_is_worn, flash_is_protected, flash_errs, flash_keeps_latency;
uint8_t flash_memory[CHIP_FLASH_SIZE];
uint32_t controller_status, controller_control;
static uint32_t keys, erasures, programmings, busy_until;

void controller_power_on(void) {
    flash_hangs = flash_is_locked_for_good = flash_is_worn = flash_is_protected = flash_errs = false;
    flash_keeps_latency = true;
    controller_status = keys = erasures = programmings = busy_until = 0;
    controller_control = controller_bits.lock;
    memset(flash_memory, 0xFF, sizeof flash_memory);
}

uint32_t flash_erasures(void) {
    return erasures;
}

uint32_t flash_programmings(void) {
    return programmings;
}

bool flash_is_unlocked(void) {
    return (controller_control & controller_bits.lock) == 0;
}

void flash_unlock(void) {
    controller_control &= ~controller_bits.lock;
}

bool flash_is_busy(void) {
    return busy_until != 0 && (flash_hangs || bus_looks() < busy_until);
}

uint32_t controller_read_status(void) {
    return controller_status | (flash_is_busy() ? controller_bits.busy : 0);
}

void controller_clear_status(uint32_t ones) {
    controller_status &= ~(ones & (controller_bits.errors | controller_bits.end));
}

void controller_take_key(uint32_t key) {
    bus_forbid(flash_is_unlocked(), "a key written while unlocked");
    if (key != (keys == 0 ? 0x45670123u : 0xCDEF89ABu)) {
        bus_forbid(true, "a wrong key: locked until reset");
        flash_is_locked_for_good = true;
    }
    keys++;
    if (keys == 2) {
        keys = 0;
        controller_control &= flash_is_locked_for_good ? ~0u : ~controller_bits.lock;
    }
}

bool controller_take_control(uint32_t value) {
    const struct controller_bits *bits = &controller_bits;
    if (!flash_is_unlocked()) {
        bus_forbid(true, "FLASH_CR written while locked");
        return false;
    }
    bus_forbid((value & bits->lock) != 0 && (controller_control & (bits->program | bits->erase)) != 0,
            "locked before the bits that program and erase were cleared");
    controller_control = value & ~bits->start;
    if ((value & bits->start) == 0) {
        return false;
    }
    bus_forbid((controller_status & bits->errors) != 0, "started with an error flag of before");
    bus_forbid((value & bits->erase) == 0 || (value & bits->program) != 0,
            "started without the bit that erases, or with the one that programs");
    return true;
}

bool controller_erase(uint32_t start, uint32_t end, uint32_t millis) {
    busy_until = bus_looks() + millis * MILLISECOND;
    if (flash_is_protected || flash_errs) {
        controller_status |= flash_is_protected ? controller_bits.write_protected : controller_bits.refused;
        return false;
    }
    memset(flash_memory + start, 0xFF, end - start);
    if (flash_is_worn) {
        flash_memory[end - 1] = 0xFE;
    }
    erasures++;
    return true;
}

void controller_begin_programming(void) {
    bus_forbid(flash_is_busy(), "the flash programmed while busy");
    bus_forbid((controller_status & controller_bits.errors) != 0, "programmed with an error flag of before");
    busy_until = bus_looks() + 4;
}

void controller_program(uint32_t offset, const void *unit, size_t size) {
    memcpy(flash_memory + offset, unit, size);
    programmings++;
}

uint32_t controller_read_memory(uint32_t offset) {
    bus_forbid(flash_is_busy(), "the flash read while busy: the bus stalls");
    uint32_t value;
    memcpy(&value, flash_memory + offset, 4);
    return value;
}
