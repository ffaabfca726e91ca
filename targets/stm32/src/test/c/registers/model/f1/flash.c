/* The flash controller of an F1 (PM0063 3) and the memory: pages of 1 KB, half-words. */
#include <string.h>
#include "../model.h"

#define SR_PGERR (1u << 2)
#define SR_WRPRTERR (1u << 4)
#define SR_CLEARED_BY_1 0x34u
#define SR_ERRORS (SR_PGERR | SR_WRPRTERR)
#define CR_PG (1u << 0)
#define CR_PER (1u << 1)
#define CR_STRT (1u << 6)
#define CR_LOCK (1u << 7)

#define ERASE_MILLIS 20

bool flash_hangs, flash_is_locked_for_good, flash_is_worn, flash_is_protected, flash_errs, flash_keeps_latency;
uint8_t flash_memory[CHIP_FLASH_SIZE];
static uint32_t status, control, address, keys, erasures, programmings, busy_until;

static void power_on(void) {
    flash_hangs = flash_is_locked_for_good = flash_is_worn = flash_is_protected = flash_errs = false;
    flash_keeps_latency = true;
    status = address = keys = erasures = programmings = busy_until = 0;
    control = CR_LOCK;
    memset(flash_memory, 0xFF, sizeof flash_memory);
}

uint32_t flash_latency(void) {
    return 0;
}

uint32_t flash_erasures(void) {
    return erasures;
}

uint32_t flash_programmings(void) {
    return programmings;
}

bool flash_is_unlocked(void) {
    return (control & CR_LOCK) == 0;
}

void flash_unlock(void) {
    control &= ~CR_LOCK;
}

bool flash_is_busy(void) {
    return busy_until != 0 && (flash_hangs || bus_looks() < busy_until);
}

static void erase_page(void) {
    bus_forbid((control & CR_PER) == 0 || (control & CR_PG) != 0, "STRT without PER, or with PG");
    busy_until = bus_looks() + ERASE_MILLIS * MILLISECOND;
    if (flash_is_protected || flash_errs) {
        status |= flash_is_protected ? SR_WRPRTERR : SR_PGERR;
        return;
    }
    uint32_t page = (address - 0x08000000u) / 1024;
    bus_forbid(page >= CHIP_FLASH_SIZE / 1024, "no such page");
    memset(flash_memory + page * 1024, 0xFF, 1024);
    if (flash_is_worn) {
        flash_memory[page * 1024 + 1023] = 0xFE;
    }
    erasures++;
}

static uint32_t read(uint32_t offset) {
    switch (offset) {
        case 0x0C: return status | flash_is_busy();
        case 0x10: return control;
        default: return 0;
    }
}

static void unlock(uint32_t value) {
    bus_forbid((control & CR_LOCK) == 0, "a key written while unlocked");
    if (value != (keys == 0 ? 0x45670123u : 0xCDEF89ABu)) {
        bus_forbid(true, "a wrong key: locked until reset");
        flash_is_locked_for_good = true;
    }
    keys++;
    if (keys == 2) {
        keys = 0;
        control &= flash_is_locked_for_good ? ~0u : ~CR_LOCK;
    }
}

static void write(uint32_t offset, uint32_t value) {
    bus_forbid(flash_is_busy(), "the flash controller written while busy");
    switch (offset) {
        case 0x04:
            unlock(value);
            break;
        case 0x0C:
            status &= ~(value & SR_CLEARED_BY_1);
            break;
        case 0x10:
            if ((control & CR_LOCK) != 0) {
                bus_forbid(true, "FLASH_CR written while locked");
                return;
            }
            bus_forbid((value & CR_LOCK) != 0 && (control & (CR_PG | CR_PER)) != 0,
                    "locked before PG and PER were cleared");
            control = value & ~CR_STRT;
            if ((value & CR_STRT) != 0) {
                bus_forbid((status & SR_ERRORS) != 0, "started with an error flag of before");
                erase_page();
            }
            break;
        case 0x14:
            address = value;
            break;
        default:
            bus_forbid(true, "this register of the flash is not modelled");
            break;
    }
}

static uint32_t read_memory(uint32_t offset) {
    bus_forbid(flash_is_busy(), "the flash read while busy: the bus stalls");
    uint32_t value;
    memcpy(&value, flash_memory + offset, 4);
    return value;
}

static void program(uint32_t offset, uint32_t value) {
    bus_forbid(flash_is_busy(), "the flash programmed while busy");
    bus_forbid(bus_width() != 16 || offset % 2 != 0, "programmed other than by half-words: a bus error");
    bus_forbid((status & SR_ERRORS) != 0, "programmed with an error flag of before");
    bus_forbid((control & CR_PG) == 0, "programmed without PG");
    uint16_t before;
    memcpy(&before, flash_memory + offset, 2);
    busy_until = bus_looks() + 4;
    if (before != 0xFFFF || flash_errs || flash_is_protected) {
        status |= flash_is_protected ? SR_WRPRTERR : SR_PGERR; /* what is there stays */
        return;
    }
    uint16_t after = (uint16_t) (value | flash_is_worn);
    memcpy(flash_memory + offset, &after, 2);
    programmings++;
}

const struct device flash_device = {"FLASH", 0x40022000u, 0x400, read, write, power_on, NULL};
const struct device flash_memory_device = {"flash memory", 0x08000000u, CHIP_FLASH_SIZE, read_memory, program, power_on,
    NULL};
