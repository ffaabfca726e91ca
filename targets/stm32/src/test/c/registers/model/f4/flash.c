/* The flash controller of an F4 (RM0090 3.9) and the memory: sectors of 16, 64 and 128 KB, words at PSIZE 32. */
#include <string.h>
#include "../model.h"

#define SR_WRPERR (1u << 4)
#define SR_PGAERR (1u << 5)
#define SR_PGPERR (1u << 6)
#define SR_PGSERR (1u << 7)
#define SR_CLEARED_BY_1 0xF3u
#define SR_BSY (1u << 16)
#define CR_PG (1u << 0)
#define CR_SER (1u << 1)
#define CR_STRT (1u << 16)
#define CR_LOCK (1u << 31)
#define ACR_DCEN (1u << 10)
#define ACR_DCRST (1u << 12)

#define ERASE_MILLIS 400 /* of whatever sector: of the order of the typical time */

bool flash_hangs, flash_is_locked_for_good, flash_is_worn, flash_is_protected, flash_errs, flash_keeps_latency;
uint8_t flash_memory[CHIP_FLASH_SIZE];
static uint32_t access, status, control, keys, erasures, programmings, busy_until;
static bool is_stale; /* the data cache may hold what was erased */

static void power_on(void) {
    flash_hangs = flash_is_locked_for_good = flash_is_worn = flash_is_protected = flash_errs = false;
    flash_keeps_latency = true;
    access = status = keys = erasures = programmings = busy_until = 0;
    control = CR_LOCK;
    is_stale = false;
    memset(flash_memory, 0xFF, sizeof flash_memory);
}

uint32_t flash_latency(void) {
    return access & 15;
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

static uint32_t sector_start(uint32_t number) {
    return number < 4 ? number * 0x4000 : number == 4 ? 0x10000 : (number - 4) * 0x20000;
}

static void erase_sector(void) {
    uint32_t number = control >> 3 & 15;
    bus_forbid((control & CR_SER) == 0 || (control & CR_PG) != 0, "STRT without SER, or with PG");
    bus_forbid((control >> 8 & 3) != 2, "PSIZE is not the 32 bits that the stated times need");
    busy_until = bus_looks() + ERASE_MILLIS * MILLISECOND;
    if (flash_is_protected || flash_errs) {
        status |= flash_is_protected ? SR_WRPERR : SR_PGSERR;
        return;
    }
    uint32_t start = sector_start(number);
    uint32_t end = sector_start(number + 1);
    bus_forbid(end > CHIP_FLASH_SIZE, "no such sector");
    memset(flash_memory + start, 0xFF, end - start);
    if (flash_is_worn) {
        flash_memory[end - 1] = 0xFE;
    }
    erasures++;
    is_stale = (access & ACR_DCEN) != 0;
}

static uint32_t read(uint32_t offset) {
    switch (offset) {
        case 0x00: return access;
        case 0x0C: return status | (flash_is_busy() ? SR_BSY : 0);
        case 0x10: return control;
        default: return 0;
    }
}

static void set_access(uint32_t value) {
    bus_forbid((value & ACR_DCRST) != 0 && ((value | access) & ACR_DCEN) != 0, "the data cache reset while it is on");
    if ((value & ACR_DCRST) != 0) {
        is_stale = false;
    }
    access = flash_keeps_latency ? value : value & ~15u;
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
    bus_forbid(offset == 0x10 && flash_is_busy(), "FLASH_CR written while busy: the bus stalls");
    switch (offset) {
        case 0x00:
            set_access(value);
            break;
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
            bus_forbid((value & CR_LOCK) != 0 && (control & (CR_PG | CR_SER)) != 0,
                    "locked before PG and SER were cleared");
            control = value & ~CR_STRT;
            if ((value & CR_STRT) != 0) {
                bus_forbid((status & SR_CLEARED_BY_1 & ~1u) != 0, "started with an error flag of before");
                erase_sector();
            }
            break;
        default:
            bus_forbid(true, "this register of the flash is not modelled");
            break;
    }
}

static uint32_t read_memory(uint32_t offset) {
    bus_forbid(flash_is_busy(), "the flash read while busy: the bus stalls");
    bus_forbid(is_stale, "the flash read through a data cache of before the erase");
    uint32_t value;
    memcpy(&value, flash_memory + offset, 4);
    return value;
}

static void program(uint32_t offset, uint32_t value) {
    bus_forbid(flash_is_busy(), "the flash programmed while busy");
    bus_forbid((status & SR_CLEARED_BY_1 & ~1u) != 0, "programmed with an error flag of before");
    status |= (control & CR_PG) == 0 || flash_errs ? SR_PGSERR : 0;
    status |= bus_width() != 32 || (control >> 8 & 3) != 2 ? SR_PGPERR : 0;
    status |= offset % 4 != 0 ? SR_PGAERR : 0;
    status |= flash_is_protected ? SR_WRPERR : 0;
    busy_until = bus_looks() + 4;
    if ((status & SR_CLEARED_BY_1 & ~1u) != 0) {
        return;
    }
    uint32_t before;
    memcpy(&before, flash_memory + offset, 4);
    value = before & (value | flash_is_worn);
    memcpy(flash_memory + offset, &value, 4);
    programmings++;
}

const struct device flash_device = {"FLASH", 0x40023C00u, 0x400, read, write, power_on, NULL};
const struct device flash_memory_device = {"flash memory", 0x08000000u, CHIP_FLASH_SIZE, read_memory, program, power_on,
    NULL};
