/* The independent watchdog (RM0090 21.4, RM0041 18.4). */
#include "model.h"

bool iwdg_updates;
static bool runs, is_unlocked, is_updating;
static uint32_t prescaler, reload, kicks, updated_at;

static void power_on(void) {
    runs = is_unlocked = is_updating = false;
    iwdg_updates = true;
    prescaler = 0;
    reload = 0xFFF;
    kicks = 0;
}

bool iwdg_runs(void) {
    return runs;
}

uint32_t iwdg_kicks(void) {
    return kicks;
}

uint32_t iwdg_period_millis(uint32_t oscillator_hz) {
    uint64_t divider = prescaler >= 6 ? 256 : 4u << prescaler;
    return (uint32_t) (1000 * divider * (reload + 1) / oscillator_hz);
}

static bool is_busy(void) {
    return is_updating && (!iwdg_updates || bus_looks() - updated_at < 50);
}

static uint32_t read(uint32_t offset) {
    switch (offset) {
        case 0x4: return prescaler;
        case 0x8: return reload;
        case 0xC: return runs && is_busy() ? 3 : 0;
        default: return 0;
    }
}

static void key(uint32_t value) {
    bus_forbid(value != 0xCCCC && value != 0x5555 && value != 0xAAAA, "no key of the watchdog");
    is_unlocked = value == 0x5555; /* any other write locks again */
    if (value == 0xCCCC) {
        runs = true;
    }
    if (value == 0xAAAA) {
        kicks++;
    }
}

static void write(uint32_t offset, uint32_t value) {
    if (offset == 0) {
        key(value);
        return;
    }
    bus_forbid(!is_unlocked, "the watchdog's registers written without the key 0x5555");
    if (!is_unlocked) {
        return;
    }
    is_updating = true;
    updated_at = bus_looks();
    if (offset == 0x4) {
        bus_forbid(value > 7, "the prescaler has 3 bits");
        prescaler = value;
    } else if (offset == 0x8) {
        bus_forbid(value > 0xFFF, "the reload value has 12 bits");
        reload = value;
    }
}

const struct device iwdg_device = {"IWDG", 0x40003000u, 16, read, write, power_on, NULL};
