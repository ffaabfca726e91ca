/* The flash of an F1 (PM0063 3): pages of 1 KB, half-words. */
#include <string.h>
#include "../flash_controller.h"

#define SR_PGERR (1u << 2)
#define SR_WRPRTERR (1u << 4)
#define CR_PG (1u << 0)

#define PAGE 1024u
#define ERASE_MILLIS 20

const struct controller_bits controller_bits = {
    .program = CR_PG, .erase = 1u << 1, .start = 1u << 6, .lock = 1u << 7,
    .busy = 1u << 0, .end = 1u << 5, .write_protected = SR_WRPRTERR, .refused = SR_PGERR,
    .errors = SR_PGERR | SR_WRPRTERR
};
static uint32_t address;

static void power_on(void) {
    controller_power_on();
    address = 0;
}

static void erase_page(void) {
    uint32_t page = (address - 0x08000000u) / PAGE;
    if (page >= CHIP_FLASH_SIZE / PAGE) {
        bus_forbid(true, "no such page");
        return;
    }
    controller_erase(page * PAGE, (page + 1) * PAGE, ERASE_MILLIS);
}

static uint32_t read(uint32_t offset) {
    switch (offset) {
        case 0x0C: return controller_read_status();
        case 0x10: return controller_control;
        default: return 0;
    }
}

static void write(uint32_t offset, uint32_t value) {
    bus_forbid(flash_is_busy(), "the flash controller written while busy");
    switch (offset) {
        case 0x04:
            controller_take_key(value);
            break;
        case 0x0C:
            controller_clear_status(value);
            break;
        case 0x10:
            if (controller_take_control(value)) {
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

static void program(uint32_t offset, uint32_t value) {
    controller_begin_programming();
    bus_forbid(bus_width() != 16 || offset % 2 != 0, "programmed other than by half-words: a bus error");
    bus_forbid((controller_control & CR_PG) == 0, "programmed without PG");
    uint16_t before;
    memcpy(&before, flash_memory + offset, 2);
    if (before != 0xFFFF || flash_errs || flash_is_protected) {
        controller_status |= flash_is_protected ? SR_WRPRTERR : SR_PGERR; /* what is there stays */
        return;
    }
    uint16_t after = (uint16_t) (value | flash_is_worn);
    controller_program(offset, &after, 2);
}

const struct device flash_device = {"FLASH", 0x40022000u, 0x400, read, write, power_on, NULL};
const struct device flash_memory_device = {"flash memory", 0x08000000u, CHIP_FLASH_SIZE, controller_read_memory,
    program, power_on, NULL};
