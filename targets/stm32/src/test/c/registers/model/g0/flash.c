/* The flash of a G0 (RM0444 3.7): pages of 2 KB, 8 bytes at a time, wait states and a cache. */
#include <string.h>
#include "../flash_controller.h"

#define SR_PROGERR (1u << 3)
#define SR_WRPERR (1u << 4)
#define SR_SIZERR (1u << 6)
#define SR_PGSERR (1u << 7)
#define SR_ERRORS 0x3FAu
#define CR_PG (1u << 0)
#define ACR_AFTER_RESET 0x00040600u
#define ACR_DEBUG (1u << 18)
#define ACR_ICEN (1u << 9)
#define ACR_ICRST (1u << 11)

#define PAGE 2048u
#define ERASE_MILLIS 36 /* between typical and longest */

const struct controller_bits controller_bits = {
    .program = CR_PG, .erase = 1u << 1, .start = 1u << 16, .lock = 1u << 31,
    .busy = 1u << 16, .end = 1u << 0, .write_protected = SR_WRPERR, .refused = SR_PGSERR, .errors = SR_ERRORS
};
static uint32_t access, first_word, first_offset;
static bool is_stale, has_first; /* the cache may hold what was erased; half of 8 bytes was written */

static void power_on(void) {
    controller_power_on();
    access = ACR_AFTER_RESET;
    is_stale = has_first = false;
}

uint32_t flash_latency(void) {
    return access & 7;
}

static void erase_page(void) {
    uint32_t page = controller_control >> 3 & 63;
    if (controller_erase(page * PAGE, (page + 1) * PAGE, ERASE_MILLIS)) {
        is_stale |= (access & ACR_ICEN) != 0;
    }
}

static uint32_t read(uint32_t offset) {
    switch (offset) {
        case 0x00: return access;
        case 0x10: return controller_read_status();
        case 0x14: return controller_control;
        default: return 0;
    }
}

static void set_access(uint32_t value) {
    bus_forbid((value & ACR_ICRST) != 0 && ((value | access) & ACR_ICEN) != 0, "the cache reset while it is on");
    bus_forbid((value & ACR_DEBUG) == 0, "the debugger shut out");
    if ((value & ACR_ICRST) != 0) {
        is_stale = false;
    }
    access = flash_keeps_latency ? value : value & ~7u;
}

static void write(uint32_t offset, uint32_t value) {
    bus_forbid(offset == 0x14 && flash_is_busy(), "FLASH_CR written while busy: the bus stalls");
    switch (offset) {
        case 0x00:
            set_access(value);
            break;
        case 0x08:
            controller_take_key(value);
            break;
        case 0x10:
            controller_clear_status(value);
            break;
        case 0x14:
            if (controller_take_control(value)) {
                erase_page();
            }
            break;
        default:
            bus_forbid(true, "this register of the flash is not modelled");
            break;
    }
}

static uint32_t read_memory(uint32_t offset) {
    bus_forbid(is_stale, "the flash read through a cache of before the erase");
    return controller_read_memory(offset);
}

/* The lower word waits for the upper one, which must be the next write. */
static void program(uint32_t offset, uint32_t value) {
    if (!has_first) {
        bus_forbid(offset % 8 != 0, "8 bytes begun in their middle");
        has_first = true;
        first_offset = offset;
        first_word = value;
        return;
    }
    has_first = false;
    controller_begin_programming();
    bus_forbid(offset != first_offset + 4 || bus_width() != 32, "8 bytes not written as two words in their order");
    uint64_t before;
    memcpy(&before, flash_memory + first_offset, 8);
    controller_status |= (controller_control & CR_PG) == 0 || flash_errs ? SR_PGSERR : 0;
    controller_status |= before != UINT64_MAX ? SR_PROGERR : 0; /* their check was written with them */
    controller_status |= flash_is_protected ? SR_WRPERR : 0;
    if ((controller_status & SR_ERRORS) != 0) {
        return;
    }
    uint64_t after = first_word | (uint64_t) value << 32 | flash_is_worn;
    controller_program(first_offset, &after, 8);
}

const struct device flash_device = {"FLASH", 0x40022000u, 0x400, read, write, power_on, NULL};
const struct device flash_memory_device = {"flash memory", 0x08000000u, CHIP_FLASH_SIZE, read_memory, program, power_on,
    NULL};
