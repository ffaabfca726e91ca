/* The flash of an F4 (RM0090 3.9): sectors of 16, 64 and 128 KB, words at PSIZE 32, wait states and a data cache. */
#include <string.h>
#include "../flash_controller.h"

#define SR_OPERR (1u << 1)
#define SR_WRPERR (1u << 4)
#define SR_PGAERR (1u << 5)
#define SR_PGPERR (1u << 6)
#define SR_PGSERR (1u << 7)
#define SR_ERRORS (SR_OPERR | SR_WRPERR | SR_PGAERR | SR_PGPERR | SR_PGSERR)
#define CR_PG (1u << 0)
#define ACR_DCEN (1u << 10)
#define ACR_DCRST (1u << 12)

#define ERASE_MILLIS 400 /* of whatever sector: of the order of the typical time */

const struct controller_bits controller_bits = {
    .program = CR_PG, .erase = 1u << 1, .start = 1u << 16, .lock = 1u << 31,
    .busy = 1u << 16, .end = 1u << 0, .write_protected = SR_WRPERR, .refused = SR_PGSERR, .errors = SR_ERRORS
};
static uint32_t access;
static bool is_stale; /* the data cache may hold what was erased */

static void power_on(void) {
    controller_power_on();
    access = 0;
    is_stale = false;
}

uint32_t flash_latency(void) {
    return access & 15;
}

static uint32_t sector_start(uint32_t number) {
    return number < 4 ? number * 0x4000 : number == 4 ? 0x10000 : (number - 4) * 0x20000;
}

static void erase_sector(void) {
    bus_forbid((controller_control >> 8 & 3) != 2, "PSIZE is not the 32 bits that the stated times need");
    uint32_t number = controller_control >> 3 & 15;
    uint32_t end = sector_start(number + 1);
    if (end > CHIP_FLASH_SIZE) {
        bus_forbid(true, "no such sector");
        return;
    }
    if (controller_erase(sector_start(number), end, ERASE_MILLIS)) {
        is_stale = (access & ACR_DCEN) != 0;
    }
}

static uint32_t read(uint32_t offset) {
    switch (offset) {
        case 0x00: return access;
        case 0x0C: return controller_read_status();
        case 0x10: return controller_control;
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

static void write(uint32_t offset, uint32_t value) {
    bus_forbid(offset == 0x10 && flash_is_busy(), "FLASH_CR written while busy: the bus stalls");
    switch (offset) {
        case 0x00:
            set_access(value);
            break;
        case 0x04:
            controller_take_key(value);
            break;
        case 0x0C:
            controller_clear_status(value);
            break;
        case 0x10:
            if (controller_take_control(value)) {
                erase_sector();
            }
            break;
        default:
            bus_forbid(true, "this register of the flash is not modelled");
            break;
    }
}

static uint32_t read_memory(uint32_t offset) {
    bus_forbid(is_stale, "the flash read through a data cache of before the erase");
    return controller_read_memory(offset);
}

static void program(uint32_t offset, uint32_t value) {
    controller_begin_programming();
    uint32_t errors = (controller_control & CR_PG) == 0 || flash_errs ? SR_PGSERR : 0;
    errors |= bus_width() != 32 || (controller_control >> 8 & 3) != 2 ? SR_PGPERR : 0;
    errors |= offset % 4 != 0 ? SR_PGAERR : 0;
    errors |= flash_is_protected ? SR_WRPERR : 0;
    controller_status |= errors;
    if ((controller_status & SR_ERRORS) != 0) {
        return;
    }
    uint32_t before;
    memcpy(&before, flash_memory + offset, 4);
    value = before & (value | flash_is_worn);
    controller_program(offset, &value, 4);
}

const struct device flash_device = {"FLASH", 0x40023C00u, 0x400, read, write, power_on, NULL};
const struct device flash_memory_device = {"flash memory", 0x08000000u, CHIP_FLASH_SIZE, read_memory, program, power_on,
    NULL};
